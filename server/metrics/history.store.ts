/**
 * History in the database: the run's ledger of stored lines, the series with their facts, the chunks and the values
 * that are not numbers. An append locks the run, learns which lines are missing and writes those. For the usual ones,
 * new lines at the ends of running runs, a single statement does all of that for many runs; any other takes a
 * transaction. The ledger makes repeats harmless; writing without the lock would count them twice.
 */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import type { Stream } from '~/server/domain/history'
import { type JsonObject, storableJson, storableObject, toMetricValue } from '~/server/domain/json'
import { runStateSchema } from '~/server/domain/run-state'
import { type Column, factsOf } from '~/server/series/columns'
import { encodeChunks, FULL_CHUNK_POINTS } from '~/server/series/merge'

/** Identifiers come from this map only. */
const LEDGER: Record<Stream, Prisma.Sql> = {
  history: Prisma.raw('history_lines'),
  system: Prisma.raw('system_lines'),
}

const lockedRunSchema = z.object({
  projectId: z.string(),
  entity: z.string(),
  state: runStateSchema,
  sweepId: z.string().nullable(),
  suggestionId: z.string().nullable(),
  stopRequestedAt: z.date().nullable(),
  stopReason: z.string().nullable(),
  lineCount: z.number(),
  lastStep: z.number().nullable(),
  /** Stretches [from, to) of the asked lines that are not stored yet. */
  missing: z.array(z.tuple([z.number(), z.number()])),
})
export type LockedRun = z.infer<typeof lockedRunSchema>

/**
 * Locks the run to the end of the transaction, so that appends to it come one after another. Reads the row as it is
 * once the lock is held, not as it was when the wait began. Null when there is no such run.
 */
export async function lockRunForAppend(
  tx: Db,
  { storageId, stream, offset, count }: { storageId: string; stream: Stream; offset: number; count: number },
): Promise<LockedRun | null> {
  const ledger = LEDGER[stream]
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT r.project_id AS "projectId", e.name AS entity, r.state::text AS state, r.sweep_id AS "sweepId",
      r.suggestion_id AS "suggestionId", r.stop_requested_at AS "stopRequestedAt", r.stop_reason AS "stopReason",
      coalesce(upper(r.${ledger}), 0)::float8 AS "lineCount", r.last_step::float8 AS "lastStep",
      (SELECT coalesce(json_agg(json_build_array(lower(gap), upper(gap))), '[]')
        FROM unnest(int8multirange(int8range(${offset}::bigint, ${offset + count}::bigint)) - r.${ledger}) AS gap
      ) AS missing
    FROM run r JOIN project p ON p.id = r.project_id JOIN entity e ON e.id = p.entity_id
    WHERE r.id = ${storageId}::uuid
    FOR NO KEY UPDATE OF r`
  return rows[0] === undefined ? null : lockedRunSchema.parse(rows[0])
}

export type HistoryWrite = {
  storageId: string
  offset: number
  count: number
  columns: readonly Column[]
  stepMax: number | null
  /** The whole summary; null merges the last value of each metric that this append has the newest line of. */
  summary: JsonObject | null
  /** False for system metrics, and for a request that newer ones have overtaken: their summary stands. */
  touchesSummary: boolean
  isReopened: boolean
  isAlive: boolean
  now: Date
}

/** Stores the columns, marks the lines as stored and updates the run. Call with the run locked. */
export async function writeHistory(tx: Db, stream: Stream, write: HistoryWrite): Promise<void> {
  await insertBehind(tx, stream, { writes: [write], gate: Prisma.sql`SELECT id FROM given` })
}

const appendedRunSchema = lockedRunSchema
  .pick({ projectId: true, state: true, sweepId: true, suggestionId: true, stopRequestedAt: true, stopReason: true })
  .extend({ storageId: z.string() })
export type AppendedRun = z.infer<typeof appendedRunSchema>

/** `entities`: one of them must own the run. */
export type EndWrite = HistoryWrite & { entities: readonly string[] }

/**
 * Does all of several appends in one statement, each if its run runs, belongs to one of the entities, is locked by
 * nobody and has no line at or past the offset. The runs of those that were done; nothing is written of the others.
 * The conditions are checked on the row as it is once the lock is held, so of two equal requests at once one alone is
 * done. Waits for no other transaction. No two of the appends may be of the same run.
 */
export async function writeAtEnd(db: Db, stream: Stream, writes: readonly EndWrite[]): Promise<AppendedRun[]> {
  const rows = await insertBehind(db, stream, {
    writes,
    gate: Prisma.sql`
      SELECT r.id FROM given JOIN run r ON r.id = given.id
        JOIN project p ON p.id = r.project_id JOIN entity e ON e.id = p.entity_id
      WHERE r.id = ANY(${writes.map(({ storageId }) => storageId)}::uuid[]) AND r.state = 'running'
        AND given.entities ? e.name AND coalesce(upper(r.${LEDGER[stream]}), 0) <= given.from_line
      FOR NO KEY UPDATE OF r SKIP LOCKED`,
  })
  return z.array(appendedRunSchema).parse(rows)
}

type Gated = HistoryWrite & { entities?: readonly string[] }

function upsertSeries(stream: Stream): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO series AS s (run_id, stream, key, path, point_count, min, max, last, last_finite,
      last_line, last_finite_line, other_count, last_other_line, small_chunk_count)
    SELECT i.run_id, ${stream}::stream, i.key, i.path, i.point_count, i.min, i.max, i.last,
      i.last_finite, i.last_line, i.last_finite_line, i.other_count, i.last_other_line, i.small_chunk_count
    FROM input i
    ON CONFLICT (run_id, stream, key) DO UPDATE SET
      point_count = s.point_count + excluded.point_count,
      min = least(s.min, excluded.min),
      max = greatest(s.max, excluded.max),
      last = CASE WHEN excluded.last_line > coalesce(s.last_line, -1) THEN excluded.last ELSE s.last END,
      last_finite = CASE WHEN excluded.last_finite_line > coalesce(s.last_finite_line, -1)
        THEN excluded.last_finite ELSE s.last_finite END,
      last_line = greatest(s.last_line, excluded.last_line),
      last_finite_line = greatest(s.last_finite_line, excluded.last_finite_line),
      other_count = s.other_count + excluded.other_count,
      last_other_line = greatest(s.last_other_line, excluded.last_other_line),
      small_chunk_count = s.small_chunk_count + excluded.small_chunk_count
    RETURNING s.id, s.run_id, s.key, greatest(s.last_line, s.last_other_line) AS newest_line`
}

/** Nothing is written to a run that `gate` does not yield. */
async function insertBehind(
  tx: Db,
  stream: Stream,
  { writes, gate }: { writes: readonly Gated[]; gate: Prisma.Sql },
): Promise<unknown[]> {
  const ledger = LEDGER[stream]
  const { series, chunks, values, blob } = packed(writes)
  return tx.$queryRaw<unknown[]>`${PREPARED}
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(writes.map((write) => givenRow(stream, write)))}::json) AS g(
        id uuid, entities jsonb, from_line bigint, to_line bigint, step_max bigint, summary jsonb,
        touches_summary boolean, is_reopened boolean, is_alive boolean, now timestamptz)
    ), gate AS MATERIALIZED (${gate}), input AS MATERIALIZED (
      SELECT i.* FROM json_to_recordset(${series}::json) AS i(
        run_id uuid, key text, path text[], point_count bigint, min float8, max float8, last float8,
        last_finite float8, last_line bigint, last_finite_line bigint, other_count bigint, last_other_line bigint,
        small_chunk_count int, summary jsonb, summary_line bigint)
      JOIN gate ON gate.id = i.run_id
    ), stored AS (
      ${upsertSeries(stream)}
    ), chunks AS (
      INSERT INTO history_chunk (series_id, first_line, last_line, first_step, last_step, point_count, data, levels)
      SELECT stored.id, c.first_line, c.last_line, c.step_min, c.step_max, c.point_count,
        substring(${blob}::bytea FROM c.data_at + 1 FOR c.data_size),
        CASE WHEN c.levels_size > 0
          THEN substring(${blob}::bytea FROM c.data_at + c.data_size + 1 FOR c.levels_size) END
      FROM json_to_recordset(${chunks}::json) AS c(
        run_id uuid, key text, first_line bigint, last_line bigint, step_min bigint, step_max bigint, point_count int,
        data_at int, data_size int, levels_size int)
      JOIN stored ON stored.run_id = c.run_id AND stored.key = c.key
    ), others AS (
      INSERT INTO history_value (series_id, line, step, value)
      SELECT stored.id, v.line, v.step, coalesce(v.value, 'null'::jsonb)
      FROM json_to_recordset(${values}::json) AS v(run_id uuid, key text, line bigint, step bigint, value jsonb)
      JOIN stored ON stored.run_id = v.run_id AND stored.key = v.key
    ), newest AS (
      SELECT i.run_id, jsonb_object_agg(i.key, coalesce(i.summary, 'null'::jsonb)) AS summary
      FROM input i
      JOIN stored ON stored.run_id = i.run_id AND stored.key = i.key AND stored.newest_line = i.summary_line
      GROUP BY i.run_id
    )
    UPDATE run SET
      ${ledger} = ${ledger} + int8multirange(int8range(given.from_line, given.to_line)),
      last_step = greatest(last_step, given.step_max),
      summary = CASE WHEN given.touches_summary
        THEN coalesce(given.summary, run.summary || coalesce(newest.summary, '{}')) ELSE run.summary END,
      heartbeat_at = CASE WHEN given.is_alive THEN given.now ELSE heartbeat_at END,
      state = CASE WHEN given.is_reopened THEN 'running'::run_state ELSE state END,
      state_reason = CASE WHEN given.is_reopened THEN NULL ELSE state_reason END,
      started_at = CASE WHEN given.is_reopened THEN coalesce(started_at, given.now) ELSE started_at END,
      finished_at = CASE WHEN given.is_reopened THEN NULL ELSE finished_at END
    FROM gate JOIN given ON given.id = gate.id LEFT JOIN newest ON newest.run_id = gate.id
    WHERE run.id = gate.id
    RETURNING run.id AS "storageId", run.project_id AS "projectId", run.state::text AS state,
      run.sweep_id AS "sweepId", run.suggestion_id AS "suggestionId", run.stop_requested_at AS "stopRequestedAt",
      run.stop_reason AS "stopReason"`
}

function givenRow(stream: Stream, write: Gated): Record<string, unknown> {
  return {
    id: write.storageId,
    entities: write.entities ?? [],
    from_line: write.offset,
    to_line: write.offset + write.count,
    step_max: stream === 'history' ? write.stepMax : null,
    summary: write.summary === null ? null : storableObject(write.summary),
    touches_summary: write.touchesSummary,
    is_reopened: write.isReopened,
    is_alive: write.isAlive,
    now: write.now,
  }
}

/** Columns of all writes as three JSON tables and one run of bytes that the second points into. */
function packed(writes: readonly HistoryWrite[]): { series: string; chunks: string; values: string; blob: Buffer } {
  const series: Record<string, unknown>[] = []
  const chunks: Record<string, unknown>[] = []
  const values: Record<string, unknown>[] = []
  const parts: Uint8Array[] = []
  let at = 0
  for (const { storageId, columns } of writes) {
    for (const column of columns) {
      const place = { run_id: storageId, key: column.key }
      const encoded = encodeChunks({
        lines: new Float64Array(column.lines),
        steps: new Float64Array(column.steps),
        values: new Float64Array(column.values),
      })
      for (const { data, levels, ...facts } of encoded) {
        chunks.push({
          ...place,
          first_line: facts.firstLine,
          last_line: facts.lastLine,
          step_min: facts.stepMin,
          step_max: facts.stepMax,
          point_count: facts.pointCount,
          data_at: at,
          data_size: data.length,
          levels_size: levels?.length ?? 0,
        })
        parts.push(data)
        if (levels !== null) parts.push(levels)
        at += data.length + (levels?.length ?? 0)
      }
      for (const { line, step, value } of column.others)
        values.push({ ...place, line, step, value: storableJson(value) })
      const smallChunkCount = encoded.filter((chunk) => chunk.pointCount < FULL_CHUNK_POINTS).length
      series.push({ ...place, ...seriesRow(column, smallChunkCount) })
    }
  }
  return {
    series: JSON.stringify(series),
    chunks: JSON.stringify(chunks),
    values: JSON.stringify(values),
    blob: Buffer.concat(parts),
  }
}

function seriesRow(column: Column, smallChunkCount: number): Record<string, unknown> {
  const facts = factsOf(column)
  return {
    path: column.path,
    point_count: facts.pointCount,
    min: facts.min,
    max: facts.max,
    last: facts.last === null ? null : toMetricValue(facts.last),
    last_finite: facts.lastFinite,
    last_line: facts.lastLine,
    last_finite_line: facts.lastFiniteLine,
    other_count: facts.otherCount,
    last_other_line: facts.lastOtherLine,
    small_chunk_count: smallChunkCount,
    summary: facts.summary,
    summary_line: facts.summaryLine,
  }
}
