/** Curves: the values of a metric in many runs at once, read from history chunks. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { type RunState, runStateSchema } from '~/server/domain/run-state'
import { decodePoints } from '~/server/series/codec'
import { joinPoints, type Points } from '~/server/series/points'

/** Runs whose chunks are in memory at one time. */
const RUNS_A_READ = 200

const runRow = z.object({ id: z.string(), state: runStateSchema })

/** Runs of a sweep that have a point of the metric, oldest first. */
export async function listRunsWithMetric(
  db: Db,
  sweepIds: string[],
  metric: string,
): Promise<{ id: string; state: RunState }[]> {
  const rows = await db.$queryRaw`
    SELECT run.id::text, run.state::text FROM run
    JOIN series ON series.run_id = run.id AND series.stream = 'history' AND series.key = ${metric}
    WHERE run.sweep_id = ANY(${sweepIds}::uuid[]) AND run.deleted_at IS NULL AND series.point_count > 0
    ORDER BY run.created_at, run.id`
  return z.array(runRow).parse(rows)
}

/** Points of the metric over all runs of a sweep; it grows when a curve does. */
export async function countCurvePoints(db: Db, sweepId: string, metric: string): Promise<bigint> {
  const rows = await db.$queryRaw`
    SELECT coalesce(sum(series.point_count), 0)::bigint AS count FROM run
    JOIN series ON series.run_id = run.id AND series.stream = 'history' AND series.key = ${metric}
    WHERE run.sweep_id = ${sweepId}::uuid AND run.deleted_at IS NULL`
  return z.object({ count: z.bigint() }).parse((rows as unknown[])[0]).count
}

const chunkRow = z.object({ runId: z.string(), data: z.instanceof(Uint8Array) })

/** Gives the points of each run, in the order of its lines, one after the other, so that they need not all be held. */
export async function eachCurve(
  db: Db,
  { runIds, metric }: { runIds: string[]; metric: string },
  take: (runId: string, points: Points) => void,
): Promise<void> {
  for (let start = 0; start < runIds.length; start += RUNS_A_READ) {
    const rows = await db.$queryRaw`
      SELECT series.run_id::text AS "runId", history_chunk.data
      FROM series JOIN history_chunk ON history_chunk.series_id = series.id
      WHERE series.run_id = ANY(${runIds.slice(start, start + RUNS_A_READ)}::uuid[])
        AND series.stream = 'history' AND series.key = ${metric}
      ORDER BY series.id, history_chunk.first_line`
    const parts = new Map<string, Points[]>()
    for (const { runId, data } of z.array(chunkRow).parse(rows)) {
      const known = parts.get(runId)
      if (known === undefined) parts.set(runId, [decodePoints(data)])
      else known.push(decodePoints(data))
    }
    for (const [runId, chunks] of parts) take(runId, joinPoints(chunks))
  }
}
