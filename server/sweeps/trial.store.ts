/**
 * What the runs of a sweep achieved: trials for the controller, points for charts, the best run for people. All of them
 * read the objective the same way: finite numbers of the history (kept as facts of each series) and of the summary
 * together, the best in the sense of the goal, whatever state the run is in.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import type { Goal, Objective } from '~/server/domain/objective'
import { runStateSchema } from '~/server/domain/run-state'
import { suggestionSourceSchema } from '~/server/domain/suggestion'
import { type PointColumns, pointColumnsSchema } from '~/server/domain/sweep-points'
import type { PriorTrial, Trial } from '~/server/domain/trial'

/**
 * `mine`, the runs that `where` leaves, and `fact`, what their histories say of the metric. The facts are asked for by
 * the runs' ids as one list, which the index on (run, stream, key) answers in one walk: as a join the planner reads
 * every series of the installation as soon as a sweep is a good part of it. `where` speaks of `run` alone; the trash is left out.
 */
const measured = (where: Prisma.Sql, metric: Prisma.Sql) => Prisma.sql`
  mine AS MATERIALIZED (
    SELECT run.id, run.run_id, run.serial, run.name, run.state, run.config, run.sweep_id, run.suggestion_id, run.attempt,
           run.created_at, run.started_at, run.finished_at, run.heartbeat_at, CASE WHEN jsonb_typeof(run.summary -> ${metric}) = 'number'
                       THEN (run.summary ->> ${metric})::float8 END AS in_summary
    FROM run WHERE run.deleted_at IS NULL AND ${where}),
  fact AS MATERIALIZED (
    SELECT series.run_id, series.min, series.max, series.last_finite FROM series
    WHERE series.run_id = ANY(ARRAY(SELECT id FROM mine)) AND series.stream = 'history' AND series.key = ${metric})`

/** Without an objective the same queries answer null for every value. */
function named(objective: Objective | null): Prisma.Sql {
  return objective === null ? Prisma.sql`NULL::text` : Prisma.sql`${objective.name}::text`
}

/** Of a row of `mine` joined to its `fact`. */
const EXTREME: Record<Goal, Prisma.Sql> = {
  minimize: Prisma.sql`LEAST(fact.min, mine.in_summary)`,
  maximize: Prisma.sql`GREATEST(fact.max, mine.in_summary)`,
}

const opposite = (goal: Goal): Goal => (goal === 'minimize' ? 'maximize' : 'minimize')

const trialRow = z.object({
  id: z.string(),
  number: z.int(),
  suggestionState: z.enum(['pending', 'claimed', 'finished', 'failed']),
  runState: runStateSchema.nullable(),
  // Written by the controller itself; checking each of thousands again would cost more than the search.
  config: z.custom<Trial['config']>((value) => typeof value === 'object' && value !== null),
  best: z.number().nullable(),
  worst: z.number().nullable(),
  latest: z.number().nullable(),
  source: suggestionSourceSchema,
  retryOf: z.int().nullable(),
})

/**
 * One trial a suggestion, by number, with the facts of its last attempt; those that nobody will try are left out. A
 * suggestion that waits to be given out again is pending, whatever became of the attempts before; one whose run was
 * deleted or moved away is killed without a value, so that it is not suggested again.
 */
export async function listTrials(db: Db, sweepId: string, objective: Objective | null): Promise<Trial[]> {
  const goal = objective?.goal ?? 'minimize'
  const rows = await db.$queryRaw`
    WITH ${measured(Prisma.sql`run.sweep_id = ${sweepId}::uuid`, named(objective))}
    SELECT suggestion.id::text, suggestion.number, suggestion.state::text AS "suggestionState", suggestion.config,
           suggestion.source::text, (suggestion.info ->> 'retryOf')::int AS "retryOf",
           mine.state::text AS "runState", fact.last_finite AS latest,
           ${EXTREME[goal]} AS best, ${EXTREME[opposite(goal)]} AS worst
    FROM suggestion
    LEFT JOIN mine ON mine.suggestion_id = suggestion.id AND mine.attempt = suggestion.attempt_count
    LEFT JOIN fact ON fact.run_id = mine.id
    WHERE suggestion.sweep_id = ${sweepId}::uuid AND suggestion.state NOT IN ('dropped', 'withdrawn')
    ORDER BY suggestion.number`
  return z
    .array(trialRow)
    .parse(rows)
    .map(({ suggestionState, runState, retryOf, ...trial }) => ({
      ...trial,
      ...(retryOf === null ? {} : { retryOf }),
      state: suggestionState === 'pending' ? 'pending' : (runState ?? 'killed'),
    }))
}

const priorRow = trialRow
  .omit({ number: true, suggestionState: true, runState: true, source: true, retryOf: true })
  .extend({ state: runStateSchema })

/** Runs that are no runs of the sweep, as trials: those that a sweep was given, or those that are named. By id. */
export async function listPriorTrials(
  db: Db,
  of: { sweepId: string } | { storageIds: string[] },
  objective: Objective | null,
): Promise<PriorTrial[]> {
  const goal = objective?.goal ?? 'minimize'
  const ids =
    'sweepId' in of
      ? Prisma.sql`ARRAY(SELECT run_id FROM sweep_prior_run WHERE sweep_id = ${of.sweepId}::uuid)`
      : Prisma.sql`${of.storageIds}::uuid[]`
  const rows = await db.$queryRaw`
    WITH ${measured(Prisma.sql`run.id = ANY(${ids})`, named(objective))}
    SELECT mine.id::text, mine.state::text, mine.config, fact.last_finite AS latest,
           ${EXTREME[goal]} AS best, ${EXTREME[opposite(goal)]} AS worst
    FROM mine LEFT JOIN fact ON fact.run_id = mine.id ORDER BY mine.id`
  return z.array(priorRow).parse(rows)
}

/**
 * Every attempt of every suggestion, by number; runs that joined the sweep without a suggestion come first, as -1. The
 * columns come as one JSON value: ten thousand rows through the client's decoding of each cell take ten times as long.
 * `paths` lead to the parameters in a run's config. A run lasts to its end or its last sign of life.
 */
export async function readPointColumns(
  db: Db,
  { sweepId, objective, paths }: { sweepId: string; objective: Objective | null; paths: string[][] },
): Promise<PointColumns> {
  const params = paths.map((path) => Prisma.sql`coalesce(json_agg(config #> ${path}::text[]), '[]')`)
  const rows = await db.$queryRaw`
    WITH ${measured(Prisma.sql`run.sweep_id = ${sweepId}::uuid`, named(objective))},
    point AS (
      SELECT mine.run_id, mine.id, mine.serial, mine.name, mine.state, coalesce(suggestion.number, -1) AS number, mine.attempt,
             mine.config, ${EXTREME[objective?.goal ?? 'minimize']} AS value,
             ${epochMs(Prisma.sql`mine.started_at`)} AS started, ${epochMs(Prisma.sql`mine.finished_at`)} AS finished,
             ${epochMs(Prisma.sql`coalesce(mine.finished_at, mine.heartbeat_at)`)} AS last
      FROM mine
      LEFT JOIN suggestion ON suggestion.id = mine.suggestion_id AND suggestion.sweep_id = ${sweepId}::uuid
      LEFT JOIN fact ON fact.run_id = mine.id
      ORDER BY number, mine.attempt, mine.started_at, mine.id)
    SELECT json_build_object(
      'runId', coalesce(json_agg(run_id), '[]'), 'storageId', coalesce(json_agg(id), '[]'),
      'serial', coalesce(json_agg(serial), '[]'),
      'name', coalesce(json_agg(name), '[]'), 'state', coalesce(json_agg(state), '[]'),
      'number', coalesce(json_agg(number), '[]'), 'attempt', coalesce(json_agg(attempt), '[]'),
      'value', coalesce(json_agg(value), '[]'), 'startedAtMs', coalesce(json_agg(started), '[]'),
      'finishedAtMs', coalesce(json_agg(finished), '[]'),
      'durationSeconds', coalesce(json_agg(CASE WHEN last < started THEN 0 ELSE (last - started)::float8 / 1000 END), '[]'),
      'params', json_build_array(${params.length === 0 ? Prisma.empty : Prisma.join(params)})) AS columns
    FROM point`
  return z.tuple([z.object({ columns: pointColumnsSchema })]).parse(rows)[0].columns
}

const epochMs = (at: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${at}) * 1000)::int8`

const IS_MAXIMIZED = Prisma.sql`(sweep.config -> 'metric' ->> 'goal' = 'maximize')`

/** Of a row of `mine` joined to its `fact`, in a statement that has its `sweep`: the smaller the better. */
const LOSS = Prisma.sql`CASE WHEN ${IS_MAXIMIZED} THEN -${EXTREME.maximize} ELSE ${EXTREME.minimize} END`

const bestRow = z.object({ sweepId: z.string(), runId: z.string(), runName: z.string(), value: z.number() })

export type BestRun = z.infer<typeof bestRow>

/** The best run of each sweep that has one, by its own objective; of equals the earliest. */
export async function findBestRuns(db: Db, sweepIds: string[]): Promise<Map<string, BestRun>> {
  const rows = await db.$queryRaw`
    SELECT sweep.id::text AS "sweepId", best.run_id AS "runId", best.name AS "runName", best.value
    FROM sweep CROSS JOIN LATERAL (
      WITH ${measured(Prisma.sql`run.sweep_id = sweep.id`, Prisma.sql`(sweep.config -> 'metric' ->> 'name')`)}
      SELECT mine.run_id, mine.name, CASE WHEN ${IS_MAXIMIZED} THEN -1 ELSE 1 END * ${LOSS} AS value
      FROM mine LEFT JOIN fact ON fact.run_id = mine.id
      WHERE ${LOSS} IS NOT NULL
      ORDER BY ${LOSS}, mine.created_at, mine.id
      LIMIT 1) AS best
    WHERE sweep.id = ANY(${sweepIds}::uuid[])`
  return new Map(
    z
      .array(bestRow)
      .parse(rows)
      .map((row) => [row.sweepId, row]),
  )
}

const recordRow = bestRow.extend({ place: z.int() })
export type RecordRun = z.infer<typeof recordRow>

/**
 * The runs of each sweep that were better than all before them, in the order in which runs ended; those under way come
 * last, by their start, those that wait for an agent after them. `place` counts all runs from 1. The last one is the best.
 */
export async function listRecords(db: Db, sweepIds: string[]): Promise<RecordRun[]> {
  const rows = await db.$queryRaw`
    SELECT sweep.id::text AS "sweepId", record.run_id AS "runId", record.name AS "runName", record.value, record.place
    FROM sweep CROSS JOIN LATERAL (
      WITH ${measured(Prisma.sql`run.sweep_id = sweep.id`, Prisma.sql`(sweep.config -> 'metric' ->> 'name')`)},
      placed AS (
        SELECT mine.run_id, mine.name, ${LOSS} AS loss, row_number() OVER ended AS place,
               min(${LOSS}) OVER (ended ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS least_before
        FROM mine LEFT JOIN fact ON fact.run_id = mine.id
        WINDOW ended AS (ORDER BY CASE WHEN mine.state IN ('finished', 'crashed', 'failed', 'killed') THEN 0
                                       WHEN mine.state = 'pending' THEN 2 ELSE 1 END,
                         coalesce(mine.finished_at, mine.started_at), mine.created_at, mine.id))
      SELECT run_id, name, place::int, CASE WHEN ${IS_MAXIMIZED} THEN -loss ELSE loss END AS value
      FROM placed WHERE loss IS NOT NULL AND (least_before IS NULL OR loss < least_before)) AS record
    WHERE sweep.id = ANY(${sweepIds}::uuid[])
    ORDER BY sweep.id, record.place`
  return z.array(recordRow).parse(rows)
}

/** Runs that ended, in the order in which they did; a value is null where a run has none. */
export type EndedColumns = { runId: string[]; value: (number | null)[]; seconds: number[] }

/** Says only that it is there: the statement writes the columns, and looking at 100,000 cells takes time. */
const endedColumnsSchema = z.custom<EndedColumns>((value) => typeof value === 'object' && value !== null)

/** As one JSON value, as `readPointColumns` answers; runs in the trash are left out. */
export async function readEndedColumns(db: Db, sweepId: string, objective: Objective): Promise<EndedColumns> {
  const rows = await db.$queryRaw`
    WITH ${measured(
      Prisma.sql`run.sweep_id = ${sweepId}::uuid AND run.deleted_at IS NULL
        AND run.state IN ('finished', 'crashed', 'failed', 'killed')`,
      named(objective),
    )},
    ended AS (
      SELECT mine.run_id, ${EXTREME[objective.goal]} AS value,
             coalesce(greatest(0, extract(epoch FROM mine.finished_at - mine.started_at)), 0)::float8 AS seconds
      FROM mine LEFT JOIN fact ON fact.run_id = mine.id
      ORDER BY mine.finished_at, mine.created_at, mine.id)
    SELECT json_build_object('runId', coalesce(json_agg(run_id), '[]'), 'value', coalesce(json_agg(value), '[]'),
      'seconds', coalesce(json_agg(seconds), '[]')) AS columns
    FROM ended`
  return z.tuple([z.object({ columns: endedColumnsSchema })]).parse(rows)[0].columns
}
