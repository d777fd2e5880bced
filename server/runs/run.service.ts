/**
 * The life of a run: started, heard of, asked to stop, ended, taken up again. Every door and every feature changes a
 * run's state here and nowhere else, so that an end is told to the listeners of run-ended exactly once.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import { transaction } from '~/server/db/transaction'
import { hasRole, type Role } from '~/server/domain/account'
import { DomainError, notFound } from '~/server/domain/errors'
import { type RunPath, shortId } from '~/server/domain/ids'
import { type JsonObject, storableObject, storableText } from '~/server/domain/json'
import type { FinishRunInput, RunOrders, StartedRun, StartRunInput, UpdateRunInput } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'
import { publish } from '~/server/live/publish'
import { openProject, type ProjectRef } from '~/server/projects/project.service'
import type { RunRow } from './run.store'
import * as store from './run.store'
import { tellRunEnded } from './run-ended'
import { inTrash } from './run-list.service'
import { isReopenedByWords, ordersOf } from './run-liveness'
import { generatedRunName } from './run-name'

export { findRun, listColumns, listRuns } from './run-list.service'

/** Throws NOT_FOUND for a run that is not there or that the actor may not know of, FORBIDDEN for too low a role. */
export async function findRunAccess(ctx: Ctx, storageId: string, role: Role): Promise<store.RunAccess> {
  const [run] = await findRunsAccess(ctx, [storageId], role)
  if (run === undefined) throw notFound('run', storageId)
  return run
}

/** Likewise for all of them at once; one that is missing refuses the whole. */
export async function findRunsAccess(ctx: Ctx, storageIds: readonly string[], role: Role): Promise<store.RunAccess[]> {
  const found = new Map((await store.listRunAccess(ctx.db, storageIds)).map((run) => [run.storageId, run]))
  return storageIds.map((storageId) => {
    const run = found.get(storageId)
    if (run === undefined) throw notFound('run', storageId)
    requireAccess(ctx, run, role)
    return run
  })
}

/**
 * Those of the runs that the actor may look at, in their order: a chart of many goes on when one of them is gone. Throws
 * NOT_FOUND when none is left.
 */
export async function keepReadable(ctx: Ctx, storageIds: readonly string[]): Promise<string[]> {
  const unique = [...new Set(storageIds)]
  const found = await store.listRunAccess(ctx.db, unique)
  const readable = new Set(
    found.filter(({ entity }) => hasRole(ctx.actor, entity, 'viewer')).map(({ storageId }) => storageId),
  )
  if (readable.size === 0) throw notFound('run', unique[0] ?? '')
  return unique.filter((storageId) => readable.has(storageId))
}

/** Likewise by the names of its address. */
export async function findRunAccessByPath(ctx: Ctx, path: RunPath, role: Role): Promise<store.RunAccess> {
  const isKnowable =
    ctx.actor.roles[path.entity] !== undefined && !Object.values(path).some((name) => name.includes('\0'))
  const run = isKnowable ? await store.findRunAccessByPath(ctx.db, path) : null
  if (run === null) throw notFound('run', `${path.entity}/${path.project}/${path.run}`)
  requireAccess(ctx, run, role)
  // What a program still sends is kept; what is looked at is not in the trash.
  if (run.isTrashed && role === 'viewer') throw inTrash(path.run)
  return run
}

/** Starts a run, or takes up one that is there; asking twice is the same as asking once. */
export async function startRun(ctx: Ctx, input: StartRunInput): Promise<StartedRun> {
  const project = await openProject(ctx, { entity: input.entity ?? null, project: input.project })
  const runId = storableText(input.run ?? shortId(randomBytes))
  const { run, isNew } = await transaction(ctx.db, async (tx) => {
    const known = await store.lockRunByPath(tx, project.id, runId)
    const isNew = known === null && (await makeRun(ctx, tx, { input, project, runId }))
    // Not there and not made: another request made it meanwhile.
    const run = known ?? (await store.lockRunByPath(tx, project.id, runId))
    if (run === null) throw new DomainError('CONFLICT', `Run "${runId}" was deleted while it was started. Try again.`)
    if (!isNew) await takeUp(ctx, tx, { run, input })
    await store.updateRun(tx, run.storageId, {
      ...storableChanges(input),
      config: isNew ? null : joinedConfig(run, input.config),
      host: storableOrNull(input.host),
      program: storableOrNull(input.program),
    })
    const started = await store.lockRun(tx, run.storageId)
    if (started === null) throw notFound('run', run.storageId)
    return { run: started, isNew }
  })
  announce(run)
  return {
    storageId: run.storageId,
    entity: project.entity,
    project: project.name,
    run: run.runId,
    name: run.name,
    config: run.config,
    isNew,
    historyLineCount: run.historyLineCount,
    systemLineCount: run.systemLineCount,
    consoleLineCount: run.consoleLineCount,
    lastStep: run.lastStep,
    url: `${ctx.baseUrl}/${[project.entity, project.name, 'runs', run.runId].map(encodeURIComponent).join('/')}`,
  }
}

type Making = { input: StartRunInput; project: ProjectRef; runId: string }

async function makeRun(ctx: Ctx, tx: Db, { input, project, runId }: Making): Promise<boolean> {
  if (input.resume === 'must') throw notFound('run', runId)
  return store.insertRun(tx, {
    storageId: randomUUID(),
    projectId: project.id,
    runId,
    name: storableOrNull(input.name) ?? (await newName(tx, project.id)),
    config: storableObject(input.config ?? {}),
    now: ctx.now(),
  })
}

/** A run that is there runs again, also one that lay in the trash. What ended it, and a stop that it obeyed, is forgotten. */
async function takeUp(ctx: Ctx, tx: Db, { run, input }: { run: RunRow; input: StartRunInput }): Promise<void> {
  if (input.resume === 'never' && run.state !== 'pending') {
    throw new DomainError(
      'CONFLICT',
      `Run "${run.runId}" exists and is ${run.state}. Choose another id, or start it with resume "allow" to go on with it.`,
    )
  }
  // The wish to stop a run that has not ended stands, because its program may start only after a person asked for that;
  // "must" alone says that somebody wants it to go on all the same.
  const clearsStop = isTerminal(run.state) || input.resume === 'must'
  await store.setRunning(tx, run.storageId, { clearsStop, isWanted: true, now: ctx.now() })
}

/** Keys of the run stay unless they are given anew; what the search suggested stays whatever is given. */
function joinedConfig(run: RunRow, given: JsonObject | null | undefined): JsonObject | null {
  if (given == null) return null
  const added = storableObject(given)
  return run.suggestionId === null ? { ...run.config, ...added } : overlaid(added, run.config)
}

function overlaid(below: JsonObject, above: JsonObject): JsonObject {
  const joined = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const under = joined[key]
    joined[key] = isObject(value) && isObject(under) ? overlaid(under, value) : value
  }
  return joined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A given config is the whole config, not a patch. */
export async function updateRun(ctx: Ctx, input: UpdateRunInput): Promise<RunOrders> {
  const access = await findRunAccess(ctx, input.storageId, 'member')
  const orders = await transaction(ctx.db, async (tx) => {
    await store.updateRun(tx, input.storageId, storableChanges(input))
    const run = await store.lockRun(tx, input.storageId)
    if (run === null) throw notFound('run', input.storageId)
    return ordersOf(run)
  })
  announce(access)
  return orders
}

function storableChanges(input: Omit<UpdateRunInput, 'storageId'>): store.RunChanges {
  return {
    name: storableOrNull(input.name),
    notes: storableOrNull(input.notes),
    tags: input.tags?.map(storableText) ?? null,
    group: storableOrNull(input.group),
    jobType: storableOrNull(input.jobType),
    config: input.config == null ? null : storableObject(input.config),
    metadata: input.metadata == null ? null : storableObject(input.metadata),
  }
}

function storableOrNull(text: string | null | undefined): string | null {
  return text == null ? null : storableText(text)
}

export async function heartbeat(ctx: Ctx, storageId: string): Promise<RunOrders> {
  const { orders, isReopened, access } = await transaction(ctx.db, async (tx) => {
    const run = await store.lockRun(tx, storageId)
    if (run === null) throw notFound('run', storageId)
    requireAccess(ctx, run, 'member')
    const isReopened = await hearOf(tx, run, ctx.now())
    return { orders: ordersOf(isReopened ? { ...run, state: 'running' } : run), isReopened, access: run }
  })
  if (isReopened) announce(access)
  return orders
}

/** Notes a sign of life of a locked run; true when it made the run `running` again. */
export async function hearOf(tx: Db, run: RunRow, now: Date): Promise<boolean> {
  if (isReopenedByWords(run)) {
    await store.setRunning(tx, run.storageId, { clearsStop: false, now })
    return true
  }
  if (!isTerminal(run.state)) await store.touchRun(tx, run.storageId, now)
  return false
}

/** The program's own word on its end. The first word counts; a run that was asked to stop is `killed` by its end. */
export async function finishRun(ctx: Ctx, input: FinishRunInput): Promise<RunOrders> {
  const run = await transaction(ctx.db, async (tx) => {
    const run = await store.lockRun(tx, input.storageId)
    if (run === null) throw notFound('run', input.storageId)
    requireAccess(ctx, run, 'member')
    // Declared crashed by silence and now ended by its own word: that it spoke undoes the verdict first.
    if (isReopenedByWords(run)) await store.setRunning(tx, run.storageId, { clearsStop: false, now: ctx.now() })
    else if (isTerminal(run.state)) return run
    const ending = { storageId: run.storageId, ...verdict(run, input), exitCode: input.exitCode, now: ctx.now() }
    await endLocked(tx, run, ending)
    return { ...run, state: ending.state }
  })
  announce(run)
  return ordersOf(run)
}

function verdict(run: RunRow, input: FinishRunInput): Pick<RunEnding, 'state' | 'reason'> {
  const given = storableOrNull(input.reason)
  if (run.stopRequestedAt !== null) return { state: 'killed', reason: run.stopReason ?? given }
  if (input.exitCode === 0) return { state: 'finished', reason: given }
  return { state: 'failed', reason: given ?? `the program ended with exit code ${input.exitCode}` }
}

export type RunEnding = {
  storageId: string
  state: 'crashed' | 'failed' | 'finished' | 'killed'
  reason: string | null
  exitCode: number | null
  now: Date
}

/**
 * Ends a run inside the caller's transaction and tells the listeners. False, and nothing done, when it was over
 * already or is not there. The caller publishes the hint after its commit.
 */
export async function endRun(tx: Db, ending: RunEnding): Promise<boolean> {
  const run = await store.lockRun(tx, ending.storageId)
  if (run === null || isTerminal(run.state)) return false
  await endLocked(tx, run, ending)
  return true
}

async function endLocked(tx: Db, run: RunRow, ending: RunEnding): Promise<void> {
  await store.setEnded(tx, ending)
  await tellRunEnded(tx, {
    storageId: run.storageId,
    sweepId: run.sweepId,
    suggestionId: run.suggestionId,
    agentId: run.agentId,
    state: ending.state,
    reason: ending.reason,
    now: ending.now,
  })
}

/**
 * Declares runs crashed that were silent for too long; how many. An agent's heartbeat speaks for the runs that it
 * executes, so a training that logs nothing for an hour is not silent. For the clock, which acts for nobody.
 */
export async function reapSilentRuns(
  ctx: { db: Db; now: () => Date },
  { silenceMsMax, limit }: { silenceMsMax: number; limit: number },
): Promise<number> {
  const before = new Date(ctx.now().getTime() - silenceMsMax)
  const reason = `nothing was heard of it for ${Math.round(silenceMsMax / 1000)} seconds`
  let count = 0
  for (const storageId of await store.listSilentRuns(ctx.db, { before, limit })) {
    const crashed = await transaction(ctx.db, async (tx) => {
      // It may have spoken since it was listed; under the lock it is seen as it is now.
      const run = await store.lockRun(tx, storageId)
      const silent = await store.listSilentRuns(tx, { before, limit: 1, storageId })
      if (run === null || silent.length === 0) return null
      return (await endRun(tx, { storageId, state: 'crashed', reason, exitCode: null, now: ctx.now() })) ? run : null
    })
    if (crashed === null) continue
    announce(crashed)
    count += 1
  }
  return count
}

/** Asks one run to stop; the next answer that its program gets carries the wish. */
export async function requestStop(ctx: Ctx, storageId: string, why?: string | null): Promise<RunOrders> {
  const access = await findRunAccess(ctx, storageId, 'member')
  const given = why?.trim() ? `: ${storableText(why.trim())}` : ''
  const reason = `stopped by ${ctx.actor.username}${given}`
  const run = await transaction(ctx.db, async (tx) => {
    await requestStopRuns(tx, { storageIds: [storageId], reason, now: ctx.now() })
    return store.lockRun(tx, storageId)
  })
  if (run === null) throw notFound('run', storageId)
  announce(access)
  return ordersOf(run)
}

/** For whole sweeps, inside the caller's transaction; how many were newly asked. The caller publishes hints. */
export async function requestStopRuns(
  tx: Db,
  request: { storageIds: readonly string[]; reason: string; now: Date },
): Promise<number> {
  return (await store.setStopRequested(tx, request)).length
}

async function newName(tx: Db, projectId: string): Promise<string> {
  return generatedRunName(randomBytes(2), (await store.countRuns(tx, projectId)) + 1, false)
}

function requireAccess(ctx: Ctx, run: { storageId: string; entity: string }, role: Role): void {
  // A stranger learns neither of the run nor whose it is.
  if (ctx.actor.roles[run.entity] === undefined) throw notFound('run', run.storageId)
  requireRole(ctx.actor, run.entity, role)
}

function announce(run: { storageId: string; projectId: string; sweepId: string | null }): void {
  publish({ kind: 'run', projectId: run.projectId, id: run.storageId, sweepId: run.sweepId })
}
