/** Reading history across metrics: facts, and the cells of a stretch of rows. One metric at length is chunk.store's. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import type { MetricFact, MetricsInput, Stream } from '~/server/domain/history'
import { type Json, jsonSchema, toMetricValue } from '~/server/domain/json'
import { decodePoints } from '~/server/series/codec'

/** Compressed bytes of values that are not numbers in one page; what is past it comes with the next. */
const VALUE_BYTES_MAX = 8 * 1024 * 1024

const seriesRowSchema = z.object({ id: z.bigint(), key: z.string(), path: z.array(z.string()) })
export type SeriesRow = z.infer<typeof seriesRowSchema>

export async function listSeries(db: Db, storageId: string, stream: Stream): Promise<SeriesRow[]> {
  const rows = await db.$queryRaw`
    SELECT id, key, path FROM series WHERE run_id = ${storageId}::uuid AND stream = ${stream}::stream ORDER BY id`
  return z.array(seriesRowSchema).parse(rows)
}

type Cell = { line: number; key: string; path: string[]; value: Json }
export type CellPage = { lines: number[]; cells: Cell[]; nextLine: number | null }

/** Cells of the first `limit` stored lines from `fromLine` on. `nextLine` is null when no stored line follows. */
export async function readCells(
  db: Db,
  { series, fromLine, limit }: { series: readonly SeriesRow[]; fromLine: number; limit: number },
): Promise<CellPage> {
  const steps = series.find(({ key }) => key === '_step')
  const found = steps === undefined ? NO_LINES : await readLines(db, { seriesId: steps.id, fromLine, limit })
  let lines = found.lines.slice(0, limit)
  const last = lines.at(-1)
  if (last === undefined) return { lines: [], cells: [], nextLine: null }
  let nextLine = found.lineMax > last ? last + 1 : null
  const byId = new Map(series.map((row) => [row.id, row]))
  const stretch = { seriesIds: [...byId.keys()], fromLine, toLine: last }
  const values = await readValues(db, stretch)
  const cut = values.find(({ isPastBudget, line }) => isPastBudget && line !== lines[0])?.line
  if (cut !== undefined) {
    nextLine = cut
    lines = lines.filter((line) => line < cut)
  }
  const numbers = await readNumbers(db, { ...stretch, toLine: lines.at(-1) ?? fromLine })
  const cells = [...numbers, ...values].flatMap(({ seriesId, line, value }): Cell[] => {
    const row = byId.get(seriesId)
    return row === undefined ? [] : [{ line, key: row.key, path: row.path, value }]
  })
  return { lines, cells, nextLine }
}

type FoundLines = { lines: number[]; lineMax: number }
const NO_LINES: FoundLines = { lines: [], lineMax: -1 }

/**
 * Stored line numbers in order, from the chunks of `_step`, which every row has, and the highest of all. There may be
 * fewer than `limit` though more follow.
 */
async function readLines(
  db: Db,
  { seriesId, fromLine, limit }: { seriesId: bigint; fromLine: number; limit: number },
): Promise<FoundLines> {
  const rows = z.array(z.object({ data: z.instanceof(Uint8Array), lineMax: z.number() })).parse(
    // Chunks in the order of their first lines until they hold enough; those that overlap one of them come along.
    await db.$queryRaw`
      WITH ahead AS (
        SELECT id, first_line, last_line, sum(point_count) OVER (ORDER BY first_line, id) - point_count AS before
        FROM history_chunk WHERE series_id = ${seriesId} AND last_line >= ${fromLine}::bigint
      ), enough AS (
        SELECT max(last_line) FILTER (WHERE before < ${limit}::bigint) AS line, max(last_line) AS line_max FROM ahead
      )
      SELECT c.data, enough.line_max::float8 AS "lineMax"
      FROM enough JOIN ahead ON ahead.first_line <= enough.line JOIN history_chunk c ON c.id = ahead.id`,
  )
  const lines = rows.flatMap(({ data }) => [...decodePoints(data).lines].filter((line) => line >= fromLine))
  return { lines: lines.sort((a, b) => a - b), lineMax: rows[0]?.lineMax ?? -1 }
}

type Stretch = { seriesIds: bigint[]; fromLine: number; toLine: number }
type NumberedValue = { seriesId: bigint; line: number; value: Json }

async function readNumbers(db: Db, { seriesIds, fromLine, toLine }: Stretch): Promise<NumberedValue[]> {
  const rows = z.array(z.object({ seriesId: z.bigint(), data: z.instanceof(Uint8Array) })).parse(
    await db.$queryRaw`
      SELECT series_id AS "seriesId", data FROM history_chunk
      WHERE series_id = ANY(${seriesIds}::bigint[])
        AND first_line <= ${toLine}::bigint AND last_line >= ${fromLine}::bigint`,
  )
  const numbers: NumberedValue[] = []
  for (const { seriesId, data } of rows) {
    const points = decodePoints(data)
    for (const [index, line] of points.lines.entries()) {
      if (line >= fromLine && line <= toLine) numbers.push({ seriesId, line, value: points.values[index] ?? null })
    }
  }
  return numbers
}

async function readValues(
  db: Db,
  { seriesIds, fromLine, toLine }: Stretch,
): Promise<(NumberedValue & { isPastBudget: boolean })[]> {
  const rows = await db.$queryRaw`
    WITH sized AS (
      SELECT series_id, line, value, sum(pg_column_size(value)) OVER (ORDER BY line) AS size
      FROM history_value
      WHERE series_id = ANY(${seriesIds}::bigint[]) AND line BETWEEN ${fromLine}::bigint AND ${toLine}::bigint
    )
    SELECT series_id AS "seriesId", line::float8 AS line, size > ${VALUE_BYTES_MAX}::bigint AS "isPastBudget",
      CASE WHEN size <= ${VALUE_BYTES_MAX}::bigint OR line = (SELECT min(line) FROM sized) THEN value END AS value
    FROM sized ORDER BY line`
  return z
    .array(z.object({ seriesId: z.bigint(), line: z.number(), isPastBudget: z.boolean(), value: jsonSchema }))
    .parse(rows)
}

/** Runs that are looked at for their metrics: few when they have very many. */
const KEY_RUNS = [20, 500] as const
const KEY_ROWS_ENOUGH = 20_000

/** Metrics with numbers in the newest runs; those of the most runs first. */
export async function listNewestKeys(db: Db, projectId: string, limit: number): Promise<string[]> {
  let found: { key: string; count: number }[] = []
  for (const runs of KEY_RUNS) {
    const rows = await db.$queryRaw`
      WITH newest AS (
        SELECT id FROM run WHERE project_id = ${projectId}::uuid AND deleted_at IS NULL
        ORDER BY created_at DESC, id DESC LIMIT ${runs}::int)
      SELECT s.key, count(*)::int AS count FROM newest JOIN series s ON s.run_id = newest.id
      WHERE s.stream = 'history' AND s.point_count > 0
      GROUP BY s.key ORDER BY count(*) DESC, s.key COLLATE "C" LIMIT ${limit}::int`
    found = z.array(z.object({ key: z.string(), count: z.int() })).parse(rows)
    if (found.reduce((sum, { count }) => sum + count, 0) >= KEY_ROWS_ENOUGH) break
  }
  return found.map(({ key }) => key)
}

const factRowSchema = z.object({
  key: z.string(),
  pointCount: z.number(),
  last: z.number().or(z.nan()).or(z.literal(Infinity)).or(z.literal(-Infinity)).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})

/** Metrics that have at least one number, by name. */
export async function listFacts(db: Db, { storageId, stream }: MetricsInput): Promise<MetricFact[]> {
  const rows = await db.$queryRaw`
    SELECT key, point_count::float8 AS "pointCount", last, min, max FROM series
    WHERE run_id = ${storageId}::uuid AND stream = ${stream}::stream AND point_count > 0
    ORDER BY key COLLATE "C"`
  return z
    .array(factRowSchema)
    .parse(rows)
    .map(({ last, ...fact }) => ({ ...fact, last: last === null ? null : toMetricValue(last) }))
}
