/** What is asked of chosen runs before there is a sweep: which exist, what they measured, what program they were. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { runStateSchema } from '~/server/domain/run-state'

const namedRow = z.object({ storageId: z.string(), run: z.string() })
export type NamedRun = z.infer<typeof namedRow>

/** Newest first; names that are no run, or one in the trash, are left out. */
export async function findNamedRuns(db: Db, projectId: string, names: readonly string[]): Promise<NamedRun[]> {
  const rows = await db.$queryRaw`
    SELECT id::text AS "storageId", run_id AS run FROM run
    WHERE project_id = ${projectId}::uuid AND run_id = ANY(${[...names]}) AND deleted_at IS NULL
    ORDER BY created_at DESC, id DESC`
  return z.array(namedRow).parse(rows)
}

const metricRow = z.object({ name: z.string(), runCount: z.int() })

/** Keys of the summaries that hold numbers, and in how many runs. */
export async function countMetrics(db: Db, storageIds: readonly string[]) {
  const rows = await db.$queryRaw`
    SELECT entry.key AS name, count(*)::int AS "runCount"
    FROM run CROSS JOIN LATERAL jsonb_each(run.summary) AS entry
    WHERE run.id = ANY(${[...storageIds]}::uuid[]) AND jsonb_typeof(entry.value) = 'number'
    GROUP BY entry.key ORDER BY count(*) DESC, entry.key COLLATE "C"`
  return z.array(metricRow).parse(rows)
}

const sweepMetricRow = z.object({ name: z.string(), goal: z.string().nullable(), sweep: z.string() })

/** What the sweeps of the runs aim at; those of the most runs first. */
export async function listSweepMetrics(db: Db, storageIds: readonly string[]) {
  const rows = await db.$queryRaw`
    SELECT sweep.config -> 'metric' ->> 'name' AS name, sweep.config -> 'metric' ->> 'goal' AS goal,
           min(sweep.name) AS sweep
    FROM run JOIN sweep ON sweep.id = run.sweep_id
    WHERE run.id = ANY(${[...storageIds]}::uuid[]) AND sweep.config -> 'metric' ? 'name'
    GROUP BY 1, 2 ORDER BY count(*) DESC, 1`
  return z.array(sweepMetricRow).parse(rows)
}

const programRow = z.object({ program: z.string().nullable(), seconds: z.number().nullable() })

/** The program of most of the runs (their sweep's, where they do not say), and the median time of those that finished. */
export async function findProgram(db: Db, storageIds: readonly string[]) {
  const rows = await db.$queryRaw`
    WITH chosen AS (
      SELECT coalesce(run.program, sweep.config ->> 'program') AS program, run.state,
             extract(epoch FROM run.finished_at - run.started_at)::float8 AS seconds
      FROM run LEFT JOIN sweep ON sweep.id = run.sweep_id WHERE run.id = ANY(${[...storageIds]}::uuid[]))
    SELECT (SELECT program FROM chosen WHERE program IS NOT NULL GROUP BY program
            ORDER BY count(*) DESC, program LIMIT 1) AS program,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float8 FROM chosen WHERE state = 'finished')
             AS seconds`
  return z.tuple([programRow]).parse(rows)[0]
}

const labelRow = z.object({ storageId: z.string(), run: z.string(), name: z.string(), state: runStateSchema })

export async function listRunLabels(db: Db, storageIds: readonly string[]) {
  const rows = await db.$queryRaw`
    SELECT id::text AS "storageId", run_id AS run, name, state::text FROM run
    WHERE id = ANY(${[...storageIds]}::uuid[]) ORDER BY created_at DESC, id DESC`
  return z.array(labelRow).parse(rows)
}
