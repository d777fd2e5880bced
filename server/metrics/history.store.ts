/**
 * History in the database: the run's ledger of stored lines, the series with their facts, the chunks and the values
 * that are not numbers. An append locks the run, learns which lines are missing and writes those. For the usual one,
 * new lines at the end of a running run, a single statement does all of that; any other takes a transaction. The
 * ledger makes repeats harmless; writing without the lock would count them twice.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
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
  stream: Stream
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
export async function writeHistory(tx: Db, write: HistoryWrite): Promise<void> {
  await insertBehind(tx, write, Prisma.sql`SELECT ${write.storageId}::uuid AS id`)
}

const appendedRunSchema = lockedRunSchema.pick({
  projectId: true,
  state: true,
  sweepId: true,
  suggestionId: true,
  stopRequestedAt: true,
  stopReason: true,
})
export type AppendedRun = z.infer<typeof appendedRunSchema>

/**
 * Does all of an append in one statement if the run runs, belongs to one of the entities and has no line at or past
 * the offset. Null, and nothing written, when it is otherwise. The conditions are checked on the row as it is once the
 * lock is held, so of two equal requests at once the second finds the lines there.
 */
export async function writeAtEnd(
  db: Db,
  write: HistoryWrite,
  entities: readonly string[],
): Promise<AppendedRun | null> {
  const ledger = LEDGER[write.stream]
  const rows = await insertBehind(
    db,
    write,
    Prisma.sql`
      SELECT r.id FROM run r JOIN project p ON p.id = r.project_id JOIN entity e ON e.id = p.entity_id
      WHERE r.id = ${write.storageId}::uuid AND r.state = 'running' AND e.name = ANY(${[...entities]}::text[])
        AND coalesce(upper(r.${ledger}), 0) <= ${write.offset}::bigint
      FOR NO KEY UPDATE OF r`,
  )
  return rows[0] === undefined ? null : appendedRunSchema.parse(rows[0])
}

/** Nothing is written unless `gate` yields the run. */
async function insertBehind(tx: Db, write: HistoryWrite, gate: Prisma.Sql): Promise<unknown[]> {
  const ledger = LEDGER[write.stream]
  const { series, chunks, values, blob } = packed(write.columns)
  return tx.$queryRaw<unknown[]>`
    WITH gate AS MATERIALIZED (${gate}), input AS MATERIALIZED (
      SELECT i.* FROM gate CROSS JOIN json_to_recordset(${series}::json) AS i(
        key text, path text[], point_count bigint, min float8, max float8, last float8, last_finite float8,
        last_line bigint, last_finite_line bigint, other_count bigint, last_other_line bigint,
        small_chunk_count int, summary jsonb, summary_line bigint)
    ), stored AS (
      INSERT INTO series AS s (run_id, stream, key, path, point_count, min, max, last, last_finite,
        last_line, last_finite_line, other_count, last_other_line, small_chunk_count)
      SELECT ${write.storageId}::uuid, ${write.stream}::stream, i.key, i.path, i.point_count, i.min, i.max, i.last,
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
      RETURNING s.id, s.key, greatest(s.last_line, s.last_other_line) AS newest_line
    ), chunks AS (
      INSERT INTO history_chunk (series_id, first_line, last_line, first_step, last_step, point_count, data, levels)
      SELECT stored.id, c.first_line, c.last_line, c.step_min, c.step_max, c.point_count,
        substring(${blob}::bytea FROM c.data_at + 1 FOR c.data_size),
        CASE WHEN c.levels_size > 0
          THEN substring(${blob}::bytea FROM c.data_at + c.data_size + 1 FOR c.levels_size) END
      FROM json_to_recordset(${chunks}::json) AS c(
        key text, first_line bigint, last_line bigint, step_min bigint, step_max bigint, point_count int,
        data_at int, data_size int, levels_size int)
      JOIN stored ON stored.key = c.key
    ), others AS (
      INSERT INTO history_value (series_id, line, step, value)
      SELECT stored.id, v.line, v.step, coalesce(v.value, 'null'::jsonb)
      FROM json_to_recordset(${values}::json) AS v(key text, line bigint, step bigint, value jsonb)
      JOIN stored ON stored.key = v.key
    )
    UPDATE run SET
      ${ledger} = ${ledger} + int8multirange(int8range(${write.offset}::bigint, ${write.offset + write.count}::bigint)),
      last_step = greatest(last_step, ${write.stream === 'history' ? write.stepMax : null}::bigint),
      summary = CASE
        WHEN NOT ${write.touchesSummary}::boolean THEN summary
        ELSE coalesce(${write.summary === null ? null : JSON.stringify(storableObject(write.summary))}::jsonb,
          summary || coalesce((
            SELECT jsonb_object_agg(i.key, coalesce(i.summary, 'null'::jsonb))
            FROM input i JOIN stored ON stored.key = i.key AND stored.newest_line = i.summary_line), '{}'))
        END,
      heartbeat_at = CASE WHEN ${write.isAlive}::boolean THEN ${write.now}::timestamptz ELSE heartbeat_at END,
      state = CASE WHEN ${write.isReopened}::boolean THEN 'running'::run_state ELSE state END,
      state_reason = CASE WHEN ${write.isReopened}::boolean THEN NULL ELSE state_reason END,
      started_at = CASE WHEN ${write.isReopened}::boolean
        THEN coalesce(started_at, ${write.now}::timestamptz) ELSE started_at END,
      finished_at = CASE WHEN ${write.isReopened}::boolean THEN NULL ELSE finished_at END
    FROM gate WHERE run.id = gate.id
    RETURNING run.project_id AS "projectId", run.state::text AS state, run.sweep_id AS "sweepId",
      run.suggestion_id AS "suggestionId", run.stop_requested_at AS "stopRequestedAt", run.stop_reason AS "stopReason"`
}

/** Columns as three JSON tables and one run of bytes that the second points into. */
function packed(columns: readonly Column[]): { series: string; chunks: string; values: string; blob: Buffer } {
  const chunks: Record<string, unknown>[] = []
  const values: Record<string, unknown>[] = []
  const parts: Uint8Array[] = []
  let at = 0
  const series = columns.map((column) => {
    const { key } = column
    const encoded = encodeChunks({
      lines: Float64Array.from(column.lines),
      steps: Float64Array.from(column.steps),
      values: Float64Array.from(column.values),
    })
    for (const { data, levels, ...facts } of encoded) {
      chunks.push({
        key,
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
    for (const { line, step, value } of column.others) values.push({ key, line, step, value: storableJson(value) })
    return seriesRow(column, encoded.filter((chunk) => chunk.pointCount < FULL_CHUNK_POINTS).length)
  })
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
    key: column.key,
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
