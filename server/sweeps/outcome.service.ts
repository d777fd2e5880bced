/**
 * What came of a sweep's runs, as people look at it: points for charts, the best run, which parameters matter. Each
 * goes over every run, and many look at one sweep at once, so answers are remembered until a run changes.
 */
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import type { RunCounts, SweepSummary, SweepWhole } from '~/server/domain/sweep'
import { type FlatParameter, flattenParameters } from '~/server/domain/sweep-config'
import { POINTS_DRAWN_MAX, type PointColumns, type ReadPoints, type SweepColumns } from '~/server/domain/sweep-points'
import type { Importance } from '~/server/domain/trial'
import * as store from './outcome.store'
import { drawnPlaces, wholeOf } from './outcome-sample'
import { once, Remembered } from './remembered'
import { requireSweep } from './require-sweep.service'
import { runImportance } from './run-search'
import { findTotals, type SweepTotals } from './sweep.store'
import { objectiveOf } from './sweep-end'
import * as trials from './trial.store'

type Points = {
  columns: PointColumns
  whole: SweepWhole | null
  /** When it was read, in transactions. */
  horizon: number
}

/** Runs in all answers together; one takes half a kilobyte. */
const POINTS_MAX = 100_000
const points = new Remembered<Promise<Points>>(POINTS_MAX)

/**
 * The runs of a sweep for its charts. Who has an answer already names its cursor and gets what changed since, so that a
 * sweep under way costs what happens in it and not what is in it. Of very many runs a sample is drawn.
 */
export async function readPoints(ctx: Ctx, { sweep: id, since }: ReadPoints): Promise<SweepColumns> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const { storageId, version } = sweep
  const objective = objectiveOf(sweep.config)
  const leaves = flattenParameters(sweep.config.parameters)
  const totals = await totalsOf(ctx, storageId)
  const runCount = totals.counts.total
  const wish = { sweepId: storageId, objective, paths: leaves.map(({ path }) => path) }
  const isSample = runCount > POINTS_DRAWN_MAX
  const answer = (columns: PointColumns) => ({
    objective,
    parameters: leaves.map(toParameter),
    columns: withRunningDurations(columns, ctx.now().getTime()),
    runCount,
  })
  const known = isSample ? null : horizonOf(since, version)
  if (known !== null) {
    const horizon = await store.readHorizon(ctx.db)
    const columns = await store.readPointColumns(ctx.db, { ...wish, only: store.changedSince(known) })
    return { ...answer(columns), part: 'changes', cursor: cursorOf(horizon, version), whole: null }
  }
  const { columns, whole, horizon } = await once(points, storageId, {
    stamp: `${version} ${stampOf(totals, ctx.now())}`,
    weight: Math.min(runCount, POINTS_DRAWN_MAX),
    make: () => (isSample ? readSample(ctx.db, wish) : readAll(ctx.db, wish)),
  })
  return {
    ...answer(columns),
    part: isSample ? 'sample' : 'all',
    cursor: isSample ? null : cursorOf(horizon, version),
    whole,
  }
}

async function readAll(db: Db, wish: store.PointsWish): Promise<Points> {
  const horizon = await store.readHorizon(db)
  return { columns: await store.readPointColumns(db, wish), whole: null, horizon }
}

async function readSample(db: Db, wish: store.PointsWish): Promise<Points> {
  const horizon = await store.readHorizon(db)
  const goal = wish.objective?.goal ?? 'minimize'
  const outcomes = await store.readOutcomes(db, wish.sweepId, wish.objective)
  const drawn = drawnPlaces(outcomes, goal, POINTS_DRAWN_MAX)
  const placeOf = new Map(drawn.map((place) => [outcomes.serial[place] ?? -1, place + 1]))
  const columns = await store.readPointColumns(db, { ...wish, only: store.amongSerials([...placeOf.keys()]) })
  const places = columns.serial.map((serial) => placeOf.get(serial) ?? 0)
  return { columns, whole: wholeOf(outcomes, goal, places), horizon }
}

/** A space that was edited has other parameters: nothing can be added to what was read before. */
function cursorOf(horizon: number, version: number): string {
  return `${horizon}.${version}`
}

/** Null for what is no cursor of this version of the space: then everything is answered. */
function horizonOf(cursor: string | null | undefined, version: number): number | null {
  const found = /^(\d{1,10})\.(\d{1,9})$/.exec(cursor ?? '')
  return found !== null && Number(found[2]) === version ? Number(found[1]) : null
}

/** Sweeps of more runs than these are not looked at anew for every change while they go on. */
const LARGE_COUNTS: readonly [runs: number, everyMs: number][] = [
  [POINTS_DRAWN_MAX, 15_000],
  [2000, 5000],
]

/** Another one when an answer over all runs is to be made anew: for a large sweep under way, as time goes by. */
function stampOf({ counts, version }: SweepTotals, now: Date): string {
  if (counts.running === 0) return version
  const large = LARGE_COUNTS.find(([runs]) => counts.total > runs)
  return large === undefined ? version : `at ${Math.floor(now.getTime() / large[1])}`
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
export type Achievement = { best: store.RecordRun | null; progress: SweepSummary['progress'] }

const ACHIEVEMENTS_MAX = 10_000
const achievements = new Remembered<Achievement>(ACHIEVEMENTS_MAX)

/** Of each sweep that is named in `totals`, as they were just read. */
export async function findAchievements(
  { db, now: clock }: Pick<Ctx, 'db' | 'now'>,
  totals: ReadonlyMap<string, SweepTotals>,
): Promise<Map<string, Achievement>> {
  const now = clock()
  const found = new Map<string, Achievement>()
  const unknown: string[] = []
  for (const [sweepId, each] of totals) {
    const known = achievements.find(sweepId, stampOf(each, now))
    if (known === undefined) unknown.push(sweepId)
    else found.set(sweepId, known)
  }
  const records = new Map(unknown.map((id): [string, store.RecordRun[]] => [id, []]))
  const read = unknown.length === 0 ? [] : await store.listRecords(db, unknown)
  for (const record of read) records.get(record.sweepId)?.push(record)
  for (const [sweepId, list] of records) {
    const answer = achievementOf(list)
    const total = totals.get(sweepId)
    if (total !== undefined) achievements.keep(sweepId, { stamp: stampOf(total, now), answer })
    found.set(sweepId, answer)
  }
  return found
}

/** A small line shows no more steps than these. */
const PROGRESS_POINTS_MAX = 24

function achievementOf(records: readonly store.RecordRun[]): Achievement {
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
    stamp: `${sweep.version} ${endedStamp(counts)}`,
    make: async () =>
      runImportance({
        config: sweep.config,
        trials: await trials.listTrials(ctx.db, sweep.storageId, objective),
      }),
  })
}

/** Beyond this, one run more does not change what matters; a fiftieth more may. */
const EXACT_COUNT_MAX = 50
const GROWTH = 1.02

/** Another one when so many runs ended that the answer may be another one; at rest, by the exact count. */
function endedStamp({ finished, bad, killed, running }: RunCounts): string {
  const ended = finished + bad + killed
  if (running === 0 || ended <= EXACT_COUNT_MAX) return `${finished} ${bad} ${killed}`
  return `about ${Math.floor(Math.log(ended / EXACT_COUNT_MAX) / Math.log(GROWTH))}`
}

async function totalsOf(ctx: Ctx, sweepId: string): Promise<SweepTotals> {
  const totals = (await findTotals(ctx.db, [sweepId], ctx.now())).get(sweepId)
  if (totals === undefined) throw new Error(`No totals of sweep ${sweepId}, which was asked for.`)
  return totals
}
