/** History and console of seeded runs, as the server itself would have stored them. */
import type pg from 'pg'
import { toMetricValue } from '~/server/domain/json'
import { type Column, factsOf } from '~/server/series/columns'
import { type EncodedChunk, encodeChunks, FULL_CHUNK_POINTS } from '~/server/series/merge'
import type { SeededRun } from '../seeded-project'
import { copyRows, type Row } from './copy-in'

/** `id` is its storage id, `runId` the public one. */
export type StoredRun = { id: string; runId: string; run: SeededRun }

export async function writeHistory(client: pg.Client, runs: readonly StoredRun[]): Promise<void> {
  const columns = runs.flatMap(({ id, run }) => [
    ...run.columns.map((column) => ({ column, runId: id, stream: 'history' })),
    ...run.systemColumns.map((column) => ({ column, runId: id, stream: 'system' })),
  ])
  const { rows: ids } = await client.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence('series', 'id')) AS id FROM generate_series(1, $1)`,
    [columns.length],
  )
  const series: Row[] = []
  const chunks: Row[] = []
  const values: Row[] = []
  for (const [index, { column, runId, stream }] of columns.entries()) {
    const id = ids[index]?.id ?? null
    const encoded = encodeChunks({
      lines: Float64Array.from(column.lines),
      steps: Float64Array.from(column.steps),
      values: Float64Array.from(column.values),
    })
    series.push({ id, run_id: runId, stream, ...seriesRow(column, encoded) })
    for (const chunk of encoded) chunks.push({ series_id: id, ...chunkRow(chunk) })
    for (const { line, step, value } of column.others)
      values.push({ series_id: id, line, step, value: { json: value } })
  }
  await copyRows(client, 'series', series)
  await copyRows(client, 'history_chunk', chunks)
  await copyRows(client, 'history_value', values)
}

function seriesRow(column: Column, chunks: readonly EncodedChunk[]): Row {
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
    small_chunk_count: chunks.filter((chunk) => chunk.pointCount < FULL_CHUNK_POINTS).length,
  }
}

function chunkRow({ data, levels, ...chunk }: EncodedChunk): Row {
  return {
    first_line: chunk.firstLine,
    last_line: chunk.lastLine,
    first_step: chunk.stepMin,
    last_step: chunk.stepMax,
    point_count: chunk.pointCount,
    data,
    levels,
  }
}

const BLOCK_LINES = 256

export async function writeConsole(client: pg.Client, runs: readonly StoredRun[]): Promise<void> {
  await copyRows(client, 'console_chunk', runs.flatMap(consoleRows))
}

function consoleRows({ id, run: { console: lines, createdAtMs } }: StoredRun): Row[] {
  const stored = lines.map(({ text, stream }, index) => [
    text,
    stream === 'stderr' ? 1 : 0,
    Math.round(createdAtMs) + index * 1000,
  ])
  return Array.from({ length: Math.ceil(lines.length / BLOCK_LINES) }, (_, block) => ({
    run_id: id,
    block,
    lines: { json: stored.slice(block * BLOCK_LINES, (block + 1) * BLOCK_LINES) },
  }))
}
