/**
 * What the runs of a sweep achieved: trials for the controller, points for charts, the best run for people. All of them
 * read the objective the same way: finite numbers of the history (kept as facts of each series) and of the summary
 * together, the best in the sense of the goal, whatever state the run is in.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import type { Goal, Objective } from '~/server/domain/objective'
import { type RunState, runStateSchema } from '~/server/domain/run-state'
import type { Trial } from '~/server/domain/trial'

const summaryValue = (metric: Prisma.Sql) => Prisma.sql`
  CASE WHEN jsonb_typeof(run.summary -> ${metric}) = 'number' THEN (run.summary ->> ${metric})::float8 END`

const factOf = (metric: Prisma.Sql) => Prisma.sql`
  LEFT JOIN series AS fact ON fact.run_id = run.id AND fact.stream = 'history' AND fact.key = ${metric}`

/** Without an objective the same queries answer null for every value. */
function named(objective: Objective | null): Prisma.Sql {
  return objective === null ? Prisma.sql`NULL::text` : Prisma.sql`${objective.name}::text`
}

function extreme(goal: Goal, metric: Prisma.Sql): Prisma.Sql {
  return goal === 'minimize'
    ? Prisma.sql`LEAST(fact.min, ${summaryValue(metric)})`
    : Prisma.sql`GREATEST(fact.max, ${summaryValue(metric)})`
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
})

/**
 * One trial a suggestion, by number, with the facts of its last attempt; dropped ones are left out. A suggestion that
 * waits to be given out again is pending, whatever became of the attempts before.
 */
export async function listTrials(db: Db, sweepId: string, objective: Objective | null): Promise<Trial[]> {
  const metric = named(objective)
  const goal = objective?.goal ?? 'minimize'
  const rows = await db.$queryRaw`
    SELECT suggestion.id::text, suggestion.number, suggestion.state::text AS "suggestionState", suggestion.config,
           run.state::text AS "runState", fact.last_finite AS latest,
           ${extreme(goal, metric)} AS best, ${extreme(opposite(goal), metric)} AS worst
    FROM suggestion
    LEFT JOIN run ON run.suggestion_id = suggestion.id AND run.attempt = suggestion.attempt_count
    ${factOf(metric)}
    WHERE suggestion.sweep_id = ${sweepId}::uuid AND suggestion.state <> 'dropped'
    ORDER BY suggestion.number`
  return z
    .array(trialRow)
    .parse(rows)
    .map(({ suggestionState, runState, ...trial }) => ({
      ...trial,
      state: suggestionState === 'pending' ? 'pending' : (runState ?? 'finished'),
    }))
}

export type RunPoint = {
  runId: string
  storageId: string
  name: string
  state: RunState
  number: number
  attempt: number
  config: Trial['config']
  value: number | null
  startedAtMs: number | null
  finishedAtMs: number | null
  heartbeatAtMs: number | null
}

/**
 * Every attempt of every suggestion, by number; runs that joined the sweep without a suggestion come first, as -1. The
 * points come as one JSON value: ten thousand rows through the client's decoding of each cell take ten times as long.
 */
export async function listRunPoints(db: Db, sweepId: string, objective: Objective | null): Promise<RunPoint[]> {
  const metric = named(objective)
  const ms = (column: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${column}) * 1000)::float8`
  const rows = await db.$queryRaw`
    SELECT json_agg(point ORDER BY point.number, point.attempt, point."startedAtMs") AS points FROM (
      SELECT run.run_id AS "runId", run.id AS "storageId", run.name, run.state,
             coalesce(suggestion.number, -1) AS number, run.attempt, run.config,
             ${extreme(objective?.goal ?? 'minimize', metric)} AS value,
             ${ms(Prisma.sql`run.started_at`)} AS "startedAtMs", ${ms(Prisma.sql`run.finished_at`)} AS "finishedAtMs",
             ${ms(Prisma.sql`run.heartbeat_at`)} AS "heartbeatAtMs"
      FROM run
      LEFT JOIN suggestion ON suggestion.id = run.suggestion_id
      ${factOf(metric)}
      WHERE run.sweep_id = ${sweepId}::uuid) AS point`
  // The shape is the statement's own; the router's output schema checks what leaves the server.
  const points = z.custom<RunPoint[] | null>((value) => value === null || Array.isArray(value))
  return z.tuple([z.object({ points })]).parse(rows)[0].points ?? []
}

const bestRow = z.object({ sweepId: z.string(), runId: z.string(), runName: z.string(), value: z.number() })

/** The best run of each sweep that has one, by its own objective; of equals the earliest. */
export async function findBestRuns(db: Db, sweepIds: string[]): Promise<Map<string, z.infer<typeof bestRow>>> {
  const metric = Prisma.sql`(sweep.config -> 'metric' ->> 'name')`
  const isMaximize = Prisma.sql`(sweep.config -> 'metric' ->> 'goal' = 'maximize')`
  const rows = await db.$queryRaw`
    SELECT sweep.id::text AS "sweepId", best.run_id AS "runId", best.name AS "runName", best.value
    FROM sweep CROSS JOIN LATERAL (
      SELECT run.run_id, run.name, measured.value
      FROM run ${factOf(metric)}
      CROSS JOIN LATERAL (
        SELECT CASE WHEN ${isMaximize} THEN ${extreme('maximize', metric)} ELSE ${extreme('minimize', metric)} END AS value
      ) AS measured
      WHERE run.sweep_id = sweep.id AND measured.value IS NOT NULL
      ORDER BY CASE WHEN ${isMaximize} THEN -measured.value ELSE measured.value END, run.created_at, run.id
      LIMIT 1) AS best
    WHERE sweep.id = ANY(${sweepIds}::uuid[])`
  return new Map(
    z
      .array(bestRow)
      .parse(rows)
      .map((row) => [row.sweepId, row]),
  )
}

const endedRow = z.object({
  sweepId: z.string(),
  runId: z.string(),
  value: z.number().nullable(),
  seconds: z.number(),
})
export type EndedTrial = z.infer<typeof endedRow>

/** Runs that ended, in the order in which they did. */
export async function listEndedRuns(db: Db, sweepIds: string[], objective: Objective): Promise<EndedTrial[]> {
  const rows = await db.$queryRaw`
    SELECT run.sweep_id::text AS "sweepId", run.run_id AS "runId", ${extreme(objective.goal, named(objective))} AS value,
           greatest(0, extract(epoch FROM run.finished_at - run.started_at))::float8 AS seconds
    FROM run ${factOf(named(objective))}
    WHERE run.sweep_id = ANY(${sweepIds}::uuid[]) AND run.state IN ('finished', 'crashed', 'failed', 'killed')
    ORDER BY run.finished_at, run.created_at, run.id`
  return z
    .array(
      endedRow.extend({
        seconds: z
          .number()
          .nullable()
          .transform((s) => s ?? 0),
      }),
    )
    .parse(rows)
}
