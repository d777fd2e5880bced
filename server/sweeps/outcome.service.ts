/**
 * What came of a sweep's runs, as people look at it: points for charts, the best run, which parameters matter. Each
 * goes over every run, and many look at one sweep at once, so answers are remembered until a run changes.
 */
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import type { SweepSummary } from '~/server/domain/sweep'
import { type FlatParameter, flattenParameters } from '~/server/domain/sweep-config'
import type { PointColumns, SweepColumns } from '~/server/domain/sweep-points'
import type { Importance } from '~/server/domain/trial'
import { once, Remembered } from './remembered'
import { requireSweep } from './require-sweep.service'
import { runImportance } from './run-search'
import { findTotals, type SweepTotals } from './sweep.store'
import { objectiveOf } from './sweep-end'
import type { BestRun } from './trial.store'
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
  const columns = await once(points, storageId, {
    // Another version has other parameters.
    stamp: `${sweep.version} ${totals.version}`,
    weight: totals.counts.total,
    make: read,
  })
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

/** What a sweep's runs have achieved so far: its best run, and how it was come to. */
export type Achievement = { best: BestRun | null; progress: SweepSummary['progress'] }

const ACHIEVEMENTS_MAX = 10_000
const achievements = new Remembered<Achievement>(ACHIEVEMENTS_MAX)

/** Of each sweep that is named in `totals`, as they were just read. */
export async function findAchievements(
  db: Db,
  totals: ReadonlyMap<string, SweepTotals>,
): Promise<Map<string, Achievement>> {
  const found = new Map<string, Achievement>()
  const unknown: string[] = []
  for (const [sweepId, { version }] of totals) {
    const known = achievements.find(sweepId, version)
    if (known === undefined) unknown.push(sweepId)
    else found.set(sweepId, known)
  }
  const records = new Map(unknown.map((id): [string, trials.RecordRun[]] => [id, []]))
  const read = unknown.length === 0 ? [] : await trials.listRecords(db, unknown)
  for (const record of read) records.get(record.sweepId)?.push(record)
  for (const [sweepId, list] of records) {
    const answer = achievementOf(list)
    achievements.keep(sweepId, { stamp: totals.get(sweepId)?.version ?? '', answer })
    found.set(sweepId, answer)
  }
  return found
}

/** A small line shows no more steps than these. */
const PROGRESS_POINTS_MAX = 24

function achievementOf(records: readonly trials.RecordRun[]): Achievement {
  const stride = Math.ceil(records.length / PROGRESS_POINTS_MAX)
  // Counted from the end: the best is always among them.
  const shown = records.filter((_, index) => (records.length - 1 - index) % stride === 0)
  return {
    best: records.at(-1) ?? null,
    progress: { place: shown.map(({ place }) => place), value: shown.map(({ value }) => value) },
  }
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
    stamp: `${sweep.version} ${counts.finished} ${counts.bad} ${counts.killed}`,
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
