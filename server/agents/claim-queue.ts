/**
 * Where the agents that ask this process for a run wait, one queue a sweep. One loop a queue does all the asking of the
 * database, so a hundred agents that wait cost no more than one; it tries when an agent comes, when a hint says that
 * something changed, and now and then in any case. What is here is only who waits: nothing is lost with the process.
 */
import type { Ctx } from '~/server/context'
import type { NextRun } from '~/server/domain/agent'
import type { Hint } from '~/server/domain/live'
import { hintsOf } from '~/server/live/bus'
import { refill, type Work } from '~/server/sweeps/suggest.service'
import { type Claim, claimForAgents, type SweepRef } from './claim.service'

/** Agents that are served in one transaction. */
const CHUNK = 32
/** Another process makes suggestions: they come soon. */
const BUSY_MS_MIN = 100
const BUSY_MS_MAX = 250
/** Nothing to give until a run ends or a person acts, of which a hint tells. */
const IDLE_MS = 2000
/** Hints come in swarms. */
const SETTLE_MS = 100

type Asker = {
  agentId: string
  wasTried: boolean
  isBeingServed: boolean
  isExpired: boolean
  /** Suggestions were asked for on its behalf. */
  hadRefill: boolean
  reason: string
  resolve: (next: NextRun) => void
  reject: (error: unknown) => void
}

type Queue = {
  sweep: SweepRef
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
  sweep: SweepRef,
  { agentId, waitMs, signal }: { agentId: string; waitMs: number; signal: AbortSignal },
): Promise<NextRun> {
  return new Promise<NextRun>((resolve, reject) => {
    const queue = queueOf(ctx, sweep)
    const end = () => expire(asker)
    const timer = setTimeout(end, waitMs)
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      queue.askers.delete(asker)
    }
    const asker: Asker = {
      agentId,
      wasTried: false,
      isBeingServed: false,
      isExpired: false,
      hadRefill: false,
      reason: 'the server is busy',
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

function queueOf(ctx: Ctx, sweep: SweepRef): Queue {
  const ofDb = queues.get(ctx.db) ?? new Map<string, Queue>()
  queues.set(ctx.db, ofDb)
  const known = ofDb.get(sweep.storageId)
  if (known !== undefined) return known
  const { db, now, log } = ctx
  const queue: Queue = { sweep, work: { db, now, log }, askers: new Set(), dueAtMs: 0, wake: () => undefined }
  ofDb.set(sweep.storageId, queue)
  // After the caller has joined the queue: an empty queue ends.
  queueMicrotask(() => {
    const hints = new AbortController()
    void followHints(queue, hints.signal)
    void serve(queue).finally(() => {
      hints.abort()
      if (ofDb.get(sweep.storageId) === queue) ofDb.delete(sweep.storageId)
    })
  })
  return queue
}

async function followHints(queue: Queue, signal: AbortSignal): Promise<void> {
  for await (const _ of hintsOf((hint) => concerns(hint, queue.sweep.storageId), signal)) {
    queue.dueAtMs = Math.min(queue.dueAtMs, performance.now() + SETTLE_MS)
    queue.wake()
  }
}

function concerns(hint: Hint, sweepId: string): boolean {
  return hint.sweepId === sweepId && (hint.kind === 'sweep' || hint.kind === 'run' || hint.kind === 'agent')
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
      for (const asker of asking) {
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

/** Serves these until they have an answer or there is nothing to be had; how long to wait before they are tried again. */
async function serveAll(queue: Queue, asking: Asker[]): Promise<number> {
  for (;;) {
    let wanting = 0
    for (let start = 0; start < asking.length; start += CHUNK) {
      wanting += await serveChunk(queue, asking.slice(start, start + CHUNK))
    }
    if (wanting === 0) return IDLE_MS
    const refilled = await refill(queue.work, queue.sweep.storageId, wanting)
    if (refilled === 'waiting') return IDLE_MS
    if (refilled === 'busy') return BUSY_MS_MIN + Math.random() * (BUSY_MS_MAX - BUSY_MS_MIN)
    asking = asking.filter((asker) => queue.askers.has(asker))
  }
}

/** How many of them would take a suggestion if there were one. */
async function serveChunk(queue: Queue, chunk: Asker[]): Promise<number> {
  const asking = chunk.filter((asker) => queue.askers.has(asker))
  if (asking.length === 0) return 0
  for (const asker of asking) asker.isBeingServed = true
  const claims = await claimForAgents(queue.work, queue.sweep, [...new Set(asking.map(({ agentId }) => agentId))])
  let wanting = 0
  for (const asker of asking) {
    asker.isBeingServed = false
    asker.wasTried = true
    if (answer(asker, claims.get(asker.agentId))) wanting++
  }
  return wanting
}

/** True when a new suggestion would help the asker. Also one whose time is over is looked after once. */
function answer(asker: Asker, claim: Claim | undefined): boolean {
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
