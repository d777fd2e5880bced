/**
 * What the runs of a sweep achieved: trials for the controller, points for charts, the best run for people. All of them
 * read the objective the same way: finite numbers of the history (kept as facts of each series) and of the summary
 * together, the best in the sense of the goal, whatever state the run is in.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import type { Objective } from '~/server/domain/objective'
import { runStateSchema } from '~/server/domain/run-state'
import { suggestionSourceSchema } from '~/server/domain/suggestion'
import type { PriorTrial, Trial } from '~/server/domain/trial'
import { EXTREME, IS_MAXIMIZED, LOSS, measured, named, opposite } from './trial-sql'

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
