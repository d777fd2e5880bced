/**
 * Pieces of SQL that say what a run achieved: the objective is read the same way wherever runs of sweeps are looked at.
 * Finite numbers of the history (kept as facts of each series) and of the summary together, the best in the sense of the
 * goal, whatever state the run is in.
 */
import { Prisma } from '~/server/db/client'
import type { Goal, Objective } from '~/server/domain/objective'

/**
 * `mine`, the runs that `where` leaves, and `fact`, what their histories say of the metric. The facts are asked for by
 * the runs' ids as one list, which the index on (run, stream, key) answers in one walk: as a join the planner reads
 * every series of the installation as soon as a sweep is a good part of it. `where` speaks of `run` alone; the trash is left out.
 */
export const measured = (where: Prisma.Sql, metric: Prisma.Sql, columns = WHOLE_RUN) => Prisma.sql`
  mine AS MATERIALIZED (
    SELECT run.id, ${columns}, run.state, run.created_at, run.started_at, run.finished_at, run.heartbeat_at, CASE WHEN jsonb_typeof(run.summary -> ${metric}) = 'number'
                       THEN (run.summary ->> ${metric})::float8 END AS in_summary
    FROM run WHERE run.deleted_at IS NULL AND ${where}),
  fact AS MATERIALIZED (
    SELECT series.run_id, series.min, series.max, series.last_finite FROM series
    WHERE series.run_id = ANY(ARRAY(SELECT id FROM mine)) AND series.stream = 'history' AND series.key = ${metric})`

const WHOLE_RUN = Prisma.sql`
  run.run_id, run.serial, run.name, run.config, run.sweep_id, run.suggestion_id, run.attempt`

/** Without an objective the same queries answer null for every value. */
export function named(objective: Objective | null): Prisma.Sql {
  return objective === null ? Prisma.sql`NULL::text` : Prisma.sql`${objective.name}::text`
}

/** Of a row of `mine` joined to its `fact`. */
export const EXTREME: Record<Goal, Prisma.Sql> = {
  minimize: Prisma.sql`LEAST(fact.min, mine.in_summary)`,
  maximize: Prisma.sql`GREATEST(fact.max, mine.in_summary)`,
}

export const opposite = (goal: Goal): Goal => (goal === 'minimize' ? 'maximize' : 'minimize')

export const IS_MAXIMIZED = Prisma.sql`(sweep.config -> 'metric' ->> 'goal' = 'maximize')`

/** Of a row of `mine` joined to its `fact`, in a statement that has its `sweep`: the smaller the better. */
export const LOSS = Prisma.sql`CASE WHEN ${IS_MAXIMIZED} THEN -${EXTREME.maximize} ELSE ${EXTREME.minimize} END`

/** In the order in which runs ended; those under way come last, by their start, those that wait for an agent after them. */
export const ENDED_FIRST = Prisma.sql`
  CASE WHEN mine.state IN ('finished', 'crashed', 'failed', 'killed') THEN 0 WHEN mine.state = 'pending' THEN 2 ELSE 1 END,
  coalesce(mine.finished_at, mine.started_at), mine.created_at, mine.id`

export const epochMs = (at: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${at}) * 1000)::int8`
