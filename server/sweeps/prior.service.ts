/**
 * Runs from before a sweep that its search learns from: who may name them, which of them count and why the others do
 * not. What a method does with them is the search's business.
 */
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import { hasRole } from '~/server/domain/account'
import { placerOf } from '~/server/domain/in-space'
import { isTerminal } from '~/server/domain/run-state'
import type { PriorRun } from '~/server/domain/sweep'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { PriorTrial } from '~/server/domain/trial'
import { valueKey } from '~/server/domain/value-key'
import { findRunsAccess } from '~/server/runs/run.service'
import { listPriorPlaces } from './prior.store'
import { requireSweep } from './require-sweep.service'
import type { StoredSweep } from './sweep.store'
import { objectiveOf } from './sweep-end'
import { listPriorTrials } from './trial.store'

/** Each once. A run that the actor may not see refuses the whole, in the words for one that is not there. */
export async function requirePriorRuns(ctx: Ctx, storageIds: readonly string[]): Promise<string[]> {
  const unique = [...new Set(storageIds)]
  await findRunsAccess(ctx, unique, 'viewer')
  return unique
}

/** Runs that a sweep could be given, as its search would see them. */
export async function readPriorTrials(
  ctx: Ctx,
  storageIds: readonly string[],
  config: SweepConfig,
): Promise<PriorTrial[]> {
  if (storageIds.length === 0) return []
  const unique = await requirePriorRuns(ctx, storageIds)
  return listPriorTrials(ctx.db, { storageIds: unique }, objectiveOf(config))
}

/** As its search sees them now; a sweep without any costs nothing. */
export async function listPrior(db: Db, sweep: StoredSweep): Promise<PriorTrial[]> {
  if (sweep.priorRunCount === 0) return []
  return listPriorTrials(db, { sweepId: sweep.storageId }, objectiveOf(sweep.config))
}

/** Cells of the grid that earlier runs finished, which the sweep will not ask for; 0 for other methods. */
export async function countDoneCells(db: Db, sweep: StoredSweep): Promise<number> {
  if (sweep.config.method !== 'grid' || sweep.priorRunCount === 0) return 0
  return countingOf(sweep.config, await listPrior(db, sweep)).length
}

/** Those that make a difference to the search; of several on one cell of a grid one does. */
export function countingOf(config: SweepConfig, prior: readonly PriorTrial[]): PriorTrial[] {
  if (prior.length === 0) return []
  const judge = judgePrior(config)
  const counting = prior.filter((trial) => judge(trial) === null)
  if (config.method !== 'grid') return counting
  const place = placerOf(config)
  const byCell = new Map<string, PriorTrial>()
  for (const trial of counting) {
    const placed = place(trial.config)
    if (placed.kind === 'inside') byCell.set(valueKey(placed.config), trial)
  }
  return [...byCell.values()]
}

/** Why nothing is learned from a run: in full, and without what is this run's alone. */
export type Verdict = { reason: string; group: string }

/** Null for a run from which something is learned. */
export function judgePrior(config: SweepConfig): (trial: PriorTrial) => Verdict | null {
  const place = placerOf(config)
  const same = (reason: string): Verdict => ({ reason, group: reason })
  return ({ state, config: settings, best }) => {
    if (config.method === 'random' || config.method === 'sobol')
      return same(`${config.method} search does not learn from runs`)
    if (!isTerminal(state)) return { reason: `has not ended (${state})`, group: 'has not ended' }
    const placed = place(settings)
    if (placed.kind === 'outside') {
      if (placed.found === undefined) return same(`has no ${placed.name}`)
      const group = `${placed.name} is outside of the space`
      return { reason: `${placed.name} is ${shown(placed.found)}, outside of the space`, group }
    }
    if (config.method === 'grid') return state === 'finished' ? null : same(`${state}: its combination is tried again`)
    return best === null ? same(`logged no ${config.metric?.name}`) : null
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}

/** For the sweep's page. Runs of entities that the reader does not belong to are left out. */
export async function listPriorRuns(ctx: Ctx, id: string): Promise<PriorRun[]> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const [places, trials] = await Promise.all([listPriorPlaces(ctx.db, sweep.storageId), listPrior(ctx.db, sweep)])
  const byId = new Map(trials.map((trial) => [trial.id, trial]))
  const judge = judgePrior(sweep.config)
  return places.flatMap((place) => {
    const trial = byId.get(place.storageId)
    if (trial === undefined || !hasRole(ctx.actor, place.entity, 'viewer')) return []
    return [{ ...place, value: trial.best, reason: judge(trial)?.reason ?? null }]
  })
}
