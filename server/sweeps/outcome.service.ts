/**
 * What came of a sweep's runs, as people look at it: points for charts, the best run, which parameters matter. Each
 * goes over every run, and many look at one sweep at once, so answers are remembered until a run changes.
 */
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import { type FlatParameter, flattenParameters } from '~/server/domain/sweep-config'
import type { PointColumns, SweepColumns } from '~/server/domain/sweep-points'
import type { Importance } from '~/server/domain/trial'
import { once, Remembered } from './remembered'
import { requireSweep } from './require-sweep.service'
import { runImportance } from './run-search'
import { findTotals, type SweepTotals } from './sweep.store'
import { objectiveOf } from './sweep-end'
import * as trials from './trial.store'

/** Runs in all answers together; one takes half a kilobyte. */
const POINTS_MAX = 100_000
const points = new Remembered<Promise<PointColumns>>(POINTS_MAX)

export async function readPoints(ctx: Ctx, id: string): Promise<SweepColumns> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const { storageId } = sweep
  const objective = objectiveOf(sweep.config)
  const leaves = flattenParameters(sweep.config.parameters)
  const totals = await totalsOf(ctx, storageId)
  const read = () =>
    trials.readPointColumns(ctx.db, { sweepId: storageId, objective, paths: leaves.map(({ path }) => path) })
  const columns = await once(points, storageId, { stamp: totals.version, weight: totals.counts.total, make: read })
  return { objective, parameters: leaves.map(toParameter), columns: withRunningDurations(columns, ctx.now().getTime()) }
}

function toParameter({ name, distribution }: FlatParameter): SweepColumns['parameters'][number] {
  return {
    name,
    distribution: distribution.distribution,
    values: 'values' in distribution ? distribution.values : null,
    isLog: distribution.distribution.includes('log'),
  }
}

/** A run under way lasts until now, which no stamp tells. */
function withRunningDurations(columns: PointColumns, nowMs: number): PointColumns {
  if (!columns.state.includes('running')) return columns
  const durationSeconds = columns.durationSeconds.map((seconds, index) => {
    const startedAtMs = columns.startedAtMs[index] ?? null
    const isRunning = columns.state[index] === 'running' && startedAtMs !== null
    return isRunning ? Math.max(0, nowMs - startedAtMs) / 1000 : seconds
  })
  return { ...columns, durationSeconds }
}

const BESTS_MAX = 10_000
const bests = new Remembered<trials.BestRun | null>(BESTS_MAX)

/** The best run of each sweep that is named in `totals`, as they were just read; null where none has a value. */
export async function findBests(
  db: Db,
  totals: ReadonlyMap<string, SweepTotals>,
): Promise<Map<string, trials.BestRun | null>> {
  const found = new Map<string, trials.BestRun | null>()
  const unknown: string[] = []
  for (const [sweepId, { version }] of totals) {
    const best = bests.find(sweepId, version)
    if (best === undefined) unknown.push(sweepId)
    else found.set(sweepId, best)
  }
  const read = unknown.length === 0 ? new Map() : await trials.findBestRuns(db, unknown)
  for (const sweepId of unknown) {
    const best = read.get(sweepId) ?? null
    bests.keep(sweepId, { stamp: totals.get(sweepId)?.version ?? '', answer: best })
    found.set(sweepId, best)
  }
  return found
}

const IMPORTANCES_MAX = 100
const importances = new Remembered<Promise<Importance>>(IMPORTANCES_MAX)

/** Computed in a worker, and again only when a run ended since: a forest for each logged value would never be done. */
export async function findImportance(ctx: Ctx, id: string): Promise<Importance> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const objective = objectiveOf(sweep.config)
  if (objective === null) return { trialCount: 0, fit: null, parameters: [] }
  const { counts } = await totalsOf(ctx, sweep.storageId)
  return once(importances, sweep.storageId, {
    stamp: `${counts.finished} ${counts.bad} ${counts.killed}`,
    make: async () =>
      runImportance({
        config: sweep.config,
        trials: await trials.listTrials(ctx.db, sweep.storageId, objective),
      }),
  })
}

async function totalsOf(ctx: Ctx, sweepId: string): Promise<SweepTotals> {
  const totals = (await findTotals(ctx.db, [sweepId], ctx.now())).get(sweepId)
  if (totals === undefined) throw new Error(`No totals of sweep ${sweepId}, which was asked for.`)
  return totals
}
