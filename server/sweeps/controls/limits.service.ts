/**
 * The limits of a sweep and its place among those of its project, changed while it lives: priority, run cap, end time.
 * The run cap belongs to the config, because the search looks at it; so another cap is another version.
 */
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import { transaction } from '~/server/db/transaction'
import { DomainError, invalid, notFound } from '~/server/domain/errors'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { LimitFacts, Limits, SetLimitsInput } from '~/server/domain/sweep-controls'
import { withRunCap } from '~/server/domain/sweep-text-edit'
import { publish } from '~/server/live/publish'
import { requireSweep } from '../require-sweep.service'
import type { Work } from '../suggest.service'
import { countMade, countUntried, moveSuggestions } from '../suggestion.store'
import * as store from '../sweep.store'
import { changeConfig, type NewConfig } from './edit-sweep.service'

/** How much of the run cap is used, and how many sweeps the priority is measured against. */
export async function findLimitFacts(ctx: Ctx, id: string): Promise<LimitFacts> {
  const { storageId, projectId } = await requireSweep(ctx, id, 'viewer')
  const made = (await countMade(ctx.db, [storageId])).get(storageId)?.searched ?? 0
  const waiting = (await countUntried(ctx.db, storageId)).find(({ state, isAsked }) => state === 'pending' && !isAsked)
  return {
    given: made - (waiting?.count ?? 0),
    openSweeps: await store.countOpenSweeps(ctx.db, { projectId, except: storageId }),
  }
}

export async function setLimits(ctx: Ctx, input: SetLimitsInput): Promise<Limits> {
  const { storageId, projectId, config } = await requireSweep(ctx, input.sweep, 'member')
  const endsAt = input.endsAt == null ? input.endsAt : new Date(input.endsAt)
  if (endsAt instanceof Date && endsAt <= ctx.now()) throw pastEnd(endsAt, ctx.now())
  const { runCap } = input
  const isCapChanged = runCap !== undefined && runCap !== (config.run_cap ?? null)
  const moved = isCapChanged ? await changeConfig(ctx, storageId, (sweep) => capped(sweep, runCap)) : null
  const sweep = await transaction(ctx.db, (tx) => setPlanning(tx, { storageId, input, endsAt, now: ctx.now() }))
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  return {
    priority: sweep.priority,
    runCap: sweep.config.run_cap ?? null,
    endsAt: sweep.endsAt?.toISOString() ?? null,
    version: sweep.version,
    state: sweep.state,
    endReason: sweep.endReason,
    droppedSuggestions: moved?.droppedSuggestions ?? 0,
    returnedSuggestions: moved?.returnedSuggestions ?? 0,
  }
}

function pastEnd(endsAt: Date, now: Date): DomainError {
  const allowed = `a time after ${now.toISOString()}, or null for no end; to end the sweep now, stop it`
  return invalid([{ path: 'endsAt', line: null, found: endsAt.toISOString(), allowed }])
}

function capped(sweep: store.StoredSweep, runCap: number | null): NewConfig {
  const { run_cap: _, ...rest } = sweep.config
  const config: SweepConfig = runCap === null ? rest : { ...rest, run_cap: runCap }
  const yaml = withRunCap({ text: sweep.yaml, config: sweep.config }, runCap)
  return { config, yaml, warnings: [], note: null, dropsOutside: false }
}

type Planning = { storageId: string; input: SetLimitsInput; endsAt: Date | null | undefined; now: Date }

async function setPlanning(tx: Db, { storageId, input, endsAt, now }: Planning): Promise<store.StoredSweep> {
  const sweep = await store.lockSweep(tx, storageId)
  if (sweep === null) throw notFound('sweep', storageId)
  if (sweep.state === 'canceled')
    throw new DomainError('CONFLICT', 'This sweep was canceled and hands out nothing more, so it has no limits to set.')
  const planned = {
    priority: input.priority ?? sweep.priority,
    endsAt: endsAt === undefined ? sweep.endsAt : endsAt,
  }
  await store.setPlanning(tx, { storageId, ...planned, now })
  return { ...sweep, ...planned }
}

/** Ends sweeps whose time has come: what waits is set aside, what runs goes on to its end. For a job. */
export async function endSweepsPastTime(work: Work, isOverdue: () => boolean): Promise<void> {
  for (const storageId of await store.listSweepsPastEnd(work.db, work.now())) {
    if (isOverdue()) return
    const ended = await transaction(work.db, (tx) => endIfPast(tx, storageId, work.now()))
    if (ended === null) continue
    work.log.info({ sweep: ended.id }, 'a sweep is over: its end time passed')
    publish({ kind: 'sweep', projectId: ended.projectId, id: storageId, sweepId: storageId })
  }
}

/** Looked at again under the lock: a person may have moved the end since the sweep was listed. */
async function endIfPast(tx: Db, storageId: string, now: Date): Promise<store.StoredSweep | null> {
  const sweep = await store.lockSweep(tx, storageId)
  if (sweep === null || sweep.endsAt === null || sweep.endsAt > now) return null
  const from: store.StoredSweep['state'][] = ['pending', 'running', 'paused']
  const endReason = `its end time passed (${timeText(sweep.endsAt)})`
  if (!(await store.moveSweep(tx, { storageId, from, to: 'finished', endReason, now }))) return null
  await moveSuggestions(tx, storageId, { from: 'pending', to: 'dropped' })
  return sweep
}

function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
