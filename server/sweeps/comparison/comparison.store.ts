/** What a comparison reads beside the runs: whether anything changed, who had a hand in the order, which metrics there are. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'

const factsRow = z.object({
  id: z.string(),
  version: z.int(),
  hasHandMade: z.boolean(),
  priorCount: z.int(),
  stamp: z.string(),
})

export type ComparedFacts = { isEdited: boolean; isByHand: boolean; priorCount: number; stamp: string }

/**
 * `stamp` is another one whenever an ended run is, or its summary or history: every append writes its run too. Runs
 * that still go on do not touch it. Runs that joined a sweep without a suggestion were chosen by a person, too.
 */
export async function findComparedFacts(db: Db, storageIds: string[]): Promise<Map<string, ComparedFacts>> {
  const rows = await db.$queryRaw`
    SELECT sweep.id::text, sweep.version,
      (EXISTS (SELECT 1 FROM suggestion WHERE suggestion.sweep_id = sweep.id AND suggestion.source = 'hand')
        OR coalesce(ended.has_joined, false)) AS "hasHandMade",
      (SELECT count(*) FROM sweep_prior_run WHERE sweep_prior_run.sweep_id = sweep.id)::int AS "priorCount",
      concat(coalesce(ended.count, 0), ' ', ended.writes) AS stamp
    FROM sweep LEFT JOIN LATERAL (
      SELECT count(*) AS count, sum(xmin::text::bigint) AS writes, bool_or(suggestion_id IS NULL) AS has_joined
      FROM run WHERE run.sweep_id = sweep.id AND run.deleted_at IS NULL
        AND run.state IN ('finished', 'crashed', 'failed', 'killed')) AS ended ON true
    WHERE sweep.id = ANY(${storageIds}::uuid[])`
  return new Map(
    z
      .array(factsRow)
      .parse(rows)
      .map(({ id, version, hasHandMade, priorCount, stamp }) => [
        id,
        { isEdited: version > 1, isByHand: hasHandMade, priorCount, stamp },
      ]),
  )
}

/** Runs of each sweep that are looked at for metrics. */
const SAMPLED_RUNS = 40

/** Metrics of the latest ended runs of each sweep, those that most of them have first. */
export async function listComparedMetrics(db: Db, storageIds: string[], countMax: number): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT series.key FROM unnest(${storageIds}::uuid[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT run.id FROM run WHERE run.sweep_id = wanted.id AND run.deleted_at IS NULL
        AND run.state IN ('finished', 'crashed', 'failed', 'killed')
      ORDER BY run.created_at DESC LIMIT ${SAMPLED_RUNS}::int) AS latest
    JOIN series ON series.run_id = latest.id AND series.stream = 'history' AND series.point_count > 0
    WHERE series.key NOT LIKE '\\_%'
    GROUP BY series.key ORDER BY count(*) DESC, series.key LIMIT ${countMax}::int`
  return z
    .array(z.object({ key: z.string() }))
    .parse(rows)
    .map(({ key }) => key)
}

const curveRow = z.object({ sweepId: z.string(), seriesId: z.bigint(), pointCount: z.number() })
export type CurveRef = z.infer<typeof curveRow>

/** The metric's series in ended runs, oldest run first. */
export async function listCurves(db: Db, storageIds: string[], metric: string): Promise<CurveRef[]> {
  const rows = await db.$queryRaw`
    SELECT run.sweep_id::text AS "sweepId", series.id AS "seriesId", series.point_count::float8 AS "pointCount"
    FROM run JOIN series ON series.run_id = run.id AND series.stream = 'history' AND series.key = ${metric}
    WHERE run.sweep_id = ANY(${storageIds}::uuid[]) AND run.deleted_at IS NULL
      AND run.state IN ('finished', 'crashed', 'failed', 'killed') AND series.point_count > 0
    ORDER BY run.created_at, run.id`
  return z.array(curveRow).parse(rows)
}
