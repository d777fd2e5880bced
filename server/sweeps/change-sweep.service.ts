/**
 * The four buttons of a sweep. Each answers with what it did. Pressing one twice does no harm: a state that is already
 * reached is answered as it is.
 */
import type { z } from 'zod'
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import { DomainError } from '~/server/domain/errors'
import type { ChangedSweep, changeSweepInputSchema, SweepAction, SweepState } from '~/server/domain/sweep'
import { publish } from '~/server/live/publish'
import { requestStopRuns } from '~/server/runs/run.service'
import { openSweep } from './open-sweep.service'
import { requireSweep } from './require-sweep.service'
import { whyOver } from './standing.service'
import * as suggestions from './suggestion.store'
import type { StoredSweep } from './sweep.store'
import * as store from './sweep.store'

/** States that each button leads away from; from any other it is refused or has nothing to do. */
const FROM: Record<SweepAction, SweepState[]> = {
  pause: ['pending', 'running'],
  resume: ['paused', 'finished'],
  stop: ['pending', 'running', 'paused'],
  cancel: ['pending', 'running', 'paused', 'finished'],
}

const LEADS_TO: Record<SweepAction, SweepState> = {
  pause: 'paused',
  resume: 'running',
  stop: 'finished',
  cancel: 'canceled',
}

export async function changeSweep(ctx: Ctx, input: z.infer<typeof changeSweepInputSchema>): Promise<ChangedSweep> {
  const sweep = await requireSweep(ctx, input.sweep, 'member')
  const { storageId, projectId } = sweep
  const by = `${DONE[input.action]} by ${ctx.actor.username}`
  const changed = await transaction(ctx.db, (tx) => change({ ...ctx, db: tx }, sweep, input.action, by))
  // After the commit, so that a claim which was under way has made its run and the run is found here.
  const open = await store.listOpenRuns(ctx.db, storageId)
  const stoppedRuns =
    changed.state === 'canceled' && open.length > 0
      ? await transaction(ctx.db, (tx) =>
          requestStopRuns(tx, { storageIds: open, reason: `the sweep was ${by}`, now: ctx.now() }),
        )
      : 0
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  if (stoppedRuns > 0) for (const id of open) publish({ kind: 'run', projectId, id, sweepId: storageId })
  return { ...changed, stoppedRuns, continuingRuns: changed.state === 'canceled' ? 0 : open.length }
}

const DONE: Record<SweepAction, string> = {
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  cancel: 'canceled',
}

type Changed = Pick<ChangedSweep, 'state' | 'droppedSuggestions' | 'returnedSuggestions'>

async function change(ctx: Ctx, sweep: StoredSweep, action: SweepAction, by: string): Promise<Changed> {
  const { db: tx } = ctx
  const current = await store.lockSweep(tx, sweep.storageId)
  const state = current?.state ?? 'canceled'
  if (!FROM[action].includes(state)) {
    if (state === LEADS_TO[action] || (action === 'resume' && state === 'pending'))
      return { state, droppedSuggestions: 0, returnedSuggestions: 0 }
    throw refusal(action, state, current?.endReason ?? null)
  }
  if (action === 'resume') return resume(ctx, current ?? sweep)
  const endReason = action === 'pause' ? null : by
  const move = { storageId: sweep.storageId, from: FROM[action], to: LEADS_TO[action], endReason, now: ctx.now() }
  await store.moveSweep(tx, move)
  const droppedSuggestions =
    action === 'pause' ? 0 : await suggestions.moveSuggestions(tx, sweep.storageId, { from: 'pending', to: 'dropped' })
  return { state: LEADS_TO[action], droppedSuggestions, returnedSuggestions: 0 }
}

/**
 * What was dropped when the sweep ended, and still fits, is given out after all; a sweep with nothing left to give stays
 * finished.
 */
async function resume(ctx: Ctx, sweep: StoredSweep): Promise<Changed> {
  const reason = await whyOver(ctx, sweep)
  if (reason !== null) throw new DomainError('CONFLICT', reason)
  return { droppedSuggestions: 0, ...(await openSweep(ctx, sweep)) }
}

function refusal(action: SweepAction, state: SweepState, endReason: string | null): DomainError {
  const why = endReason === null ? '' : ` (${endReason})`
  const advice =
    state === 'canceled'
      ? 'A canceled sweep stays canceled; create a new one from its config.'
      : 'Resume it first, or create a new one.'
  return new DomainError('CONFLICT', `This sweep is ${state}${why}, so it cannot be ${DONE[action]}. ${advice}`)
}
