/**
 * Where the agents that ask this process for a run wait, one queue a sweep, and one for those that serve a whole
 * project: they try its open sweeps one after the other, the most urgent first. One loop a queue does all the asking of the
 * database, so a hundred agents that wait cost no more than one; it tries when an agent comes, when a hint says that
 * something changed, and now and then in any case. What is here is only who waits: nothing is lost with the process.
 */
import type { Ctx } from '~/server/context'
import type { NextRun } from '~/server/domain/agent'
import type { Hint } from '~/server/domain/live'
import { hintsOf } from '~/server/live/bus'
import { refill, type Work } from '~/server/sweeps/suggest.service'
import { type Claim, claimForAgents, lookAfterAgents, noteWaiting } from './claim.service'
import { listOpenSweeps } from './claim.store'

/** Agents that are served in one transaction. */
const CHUNK = 32
/** Another process makes suggestions: they come soon. */
const BUSY_MS_MIN = 100
const BUSY_MS_MAX = 250
/** Nothing to give until a run ends or a person acts, of which a hint tells. */
const IDLE_MS = 2000
/** Hints come in swarms. */
const SETTLE_MS = 100

/** What agents wait for together: runs of one sweep, or of any of the project where `sweepId` is null. */
export type QueuePlace = { projectId: string; sweepId: string | null; needsProgram: boolean }

type Asker = {
  agentId: string
  /** When it asked, by the clock of the work. */
  sinceMs: number
  wasTried: boolean
  isBeingServed: boolean
  isExpired: boolean
  /** Suggestions were asked for on its behalf. */
  hadRefill: boolean
  reason: string
  /** The reason that is noted at the agent; null while none is. */
  notedReason: string | null
  resolve: (next: NextRun) => void
  reject: (error: unknown) => void
}

type Queue = {
  place: QueuePlace
  work: Work
  askers: Set<Asker>
  /** When all are tried again, on the clock of `performance.now`. */
  dueAtMs: number
  wake: () => void
}

/** By database, because two pools in one process (tests) are two servers. */
const queues = new WeakMap<Work['db'], Map<string, Queue>>()

/** Waits at most `waitMs` for a run, or for word that none will come. An abort ends the wait at once. */
export function waitForRun(
  ctx: Ctx,
  place: QueuePlace,
  { agentId, waitMs, signal }: { agentId: string; waitMs: number; signal: AbortSignal },
): Promise<NextRun> {
  return new Promise<NextRun>((resolve, reject) => {
    const queue = queueOf(ctx, place)
    const end = () => expire(asker)
    const timer = setTimeout(end, waitMs)
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      queue.askers.delete(asker)
    }
    const asker: Asker = {
      agentId,
      sinceMs: ctx.now().getTime(),
      wasTried: false,
      isBeingServed: false,
      isExpired: false,
      hadRefill: false,
      reason: 'the server is busy',
      notedReason: null,
      resolve: (next) => {
        settle()
        resolve(next)
      },
      reject: (error) => {
        settle()
        reject(error)
      },
    }
    const abort = () => asker.resolve({ kind: 'wait', reason: 'the request was given up' })
    signal.addEventListener('abort', abort)
    queue.askers.add(asker)
    if (signal.aborted) abort()
    queue.wake()
  })
}

/** Everybody is tried once, also who does not want to wait; a claim that is under way is waited for. */
function expire(asker: Asker): void {
  asker.isExpired = true
  if (asker.wasTried && !asker.isBeingServed) asker.resolve({ kind: 'wait', reason: asker.reason })
}

function queueOf(ctx: Ctx, place: QueuePlace): Queue {
  const key = place.sweepId ?? `${place.projectId} ${place.needsProgram}`
  const ofDb = queues.get(ctx.db) ?? new Map<string, Queue>()
  queues.set(ctx.db, ofDb)
  const known = ofDb.get(key)
  if (known !== undefined) return known
  const { db, now, log } = ctx
  const queue: Queue = { place, work: { db, now, log }, askers: new Set(), dueAtMs: 0, wake: () => undefined }
  ofDb.set(key, queue)
  // After the caller has joined the queue: an empty queue ends.
  queueMicrotask(() => {
    const hints = new AbortController()
    void followHints(queue, hints.signal)
    void serve(queue).finally(() => {
      hints.abort()
      if (ofDb.get(key) === queue) ofDb.delete(key)
    })
  })
  return queue
}

async function followHints(queue: Queue, signal: AbortSignal): Promise<void> {
  for await (const _ of hintsOf((hint) => concerns(hint, queue.place), signal)) {
    queue.dueAtMs = Math.min(queue.dueAtMs, performance.now() + SETTLE_MS)
    queue.wake()
  }
}

function concerns(hint: Hint, { sweepId, projectId }: QueuePlace): boolean {
  const isHere = sweepId === null ? hint.projectId === projectId : hint.sweepId === sweepId
  return isHere && (hint.kind === 'sweep' || hint.kind === 'run' || hint.kind === 'agent')
}

async function serve(queue: Queue): Promise<void> {
  while (queue.askers.size > 0) {
    const isDue = performance.now() >= queue.dueAtMs
    const asking = [...queue.askers].filter((asker) => isDue || !asker.wasTried)
    if (asking.length === 0) {
      await nap(queue)
      continue
    }
    // A hint that comes meanwhile brings the next turn forward.
    if (isDue) queue.dueAtMs = Number.POSITIVE_INFINITY
    try {
      const idleMs = await serveAll(queue, asking)
      queue.dueAtMs = Math.min(queue.dueAtMs, performance.now() + idleMs)
      const left = asking.filter((asker) => queue.askers.has(asker))
      await noteReasons(queue, left)
      for (const asker of left) {
        if (asker.isExpired && queue.askers.has(asker)) asker.resolve({ kind: 'wait', reason: asker.reason })
      }
    } catch (error) {
      queue.dueAtMs = performance.now() + BUSY_MS_MAX
      for (const asker of asking) asker.reject(error)
    }
  }
}

async function nap(queue: Queue): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.max(1, queue.dueAtMs - performance.now()))
    queue.wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  queue.wake = () => undefined
}

/** The page says of an agent what it waits for; most wait for what they waited for before. */
async function noteReasons(queue: Queue, left: Asker[]): Promise<void> {
  const news = left.filter(({ reason, notedReason }) => reason !== notedReason)
  if (news.length === 0) return
  for (const reason of new Set(news.map((asker) => asker.reason))) {
    const ids = news.filter((asker) => asker.reason === reason).map(({ agentId }) => agentId)
    await noteWaiting(queue.work, queue.place, { agentIds: ids, reason })
  }
  for (const asker of news) asker.notedReason = asker.reason
}

/** Serves these until they have an answer or there is nothing to be had; how long to wait before they are tried again. */
async function serveAll(queue: Queue, asking: Asker[]): Promise<number> {
  const { sweepId, projectId, needsProgram } = queue.place
  if (sweepId !== null) return (await serveFrom(queue, sweepId, asking)) ?? IDLE_MS
  const sweeps = await listOpenSweeps(queue.work.db, { projectId, needsProgram, now: queue.work.now() })
  for (const open of sweeps) {
    const left = asking.filter((asker) => queue.askers.has(asker))
    if (left.length === 0) break
    const retryMs = await serveFrom(queue, open, left)
    // A more urgent sweep has work in a moment: a lesser one is not begun meanwhile.
    if (retryMs !== null) return retryMs
  }
  if (sweeps.length === 0) await inChunks(asking, (chunk) => serveChunk(queue, null, chunk))
  for (const asker of asking) asker.wasTried = true
  return IDLE_MS
}

/** Null when the sweep has nothing to give for now; else how soon it is worth asking again. */
async function serveFrom(queue: Queue, sweepId: string, asking: Asker[]): Promise<number | null> {
  for (;;) {
    const wanting = await inChunks(asking, (chunk) => serveChunk(queue, sweepId, chunk))
    if (wanting === 0) return null
    const refilled = await refill(queue.work, sweepId, wanting)
    if (refilled === 'waiting') return null
    if (refilled === 'busy') return BUSY_MS_MIN + Math.random() * (BUSY_MS_MAX - BUSY_MS_MIN)
    asking = asking.filter((asker) => queue.askers.has(asker))
  }
}

async function inChunks(asking: Asker[], serveOne: (chunk: Asker[]) => Promise<number>): Promise<number> {
  let wanting = 0
  for (let start = 0; start < asking.length; start += CHUNK)
    wanting += await serveOne(asking.slice(start, start + CHUNK))
  return wanting
}

/** How many of them would take a suggestion if there were one. Without a sweep they are only looked after. */
async function serveChunk(queue: Queue, sweepId: string | null, chunk: Asker[]): Promise<number> {
  const asking = chunk.filter((asker) => queue.askers.has(asker))
  if (asking.length === 0) return 0
  for (const asker of asking) asker.isBeingServed = true
  const { projectId } = queue.place
  const once = [...new Map(asking.map((asker) => [asker.agentId, asker])).values()]
  const claims =
    sweepId === null
      ? await lookAfterAgents(queue.work, projectId, once)
      : await claimForAgents(queue.work, { storageId: sweepId, projectId }, once)
  let wanting = 0
  for (const asker of asking) {
    asker.isBeingServed = false
    const claim = claims.get(asker.agentId)
    if (queue.place.sweepId === null) wanting += answerForProject(asker, claim) ? 1 : 0
    else wanting += answer(asker, claim) ? 1 : 0
  }
  return wanting
}

/** True when a new suggestion would help the asker. Also one whose time is over is looked after once. */
function answer(asker: Asker, claim: Claim | undefined): boolean {
  asker.wasTried = true
  if (claim !== undefined && claim.kind !== 'none') {
    asker.resolve(claim)
    return false
  }
  asker.reason = claim?.reason ?? asker.reason
  const wantsMore = claim?.wantsMore === true
  if (!asker.isExpired || (wantsMore && !asker.hadRefill)) {
    asker.hadRefill = true
    return wantsMore
  }
  asker.resolve({ kind: 'wait', reason: asker.reason })
  return false
}

/** Likewise for an agent that has other sweeps to try: that one is over or has nothing is not the end. */
function answerForProject(asker: Asker, claim: Claim | undefined): boolean {
  if (claim?.kind === 'run' || claim?.kind === 'stop') {
    asker.resolve(claim)
    return false
  }
  asker.reason = claim?.reason ?? asker.reason
  return claim?.kind === 'none' && claim.wantsMore
}
