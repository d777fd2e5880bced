/**
 * Metrics at length: chunks and their roll-ups, and the merging of small chunks. A reader asks twice, first which
 * chunks there are and then for the bytes it needs; when merging replaced some in between, it starts again, so that
 * a point is never missed and never seen twice.
 */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import type { Stream } from '~/server/domain/history'
import { decodePoints } from '~/server/series/codec'
import { type Buckets, bucketsOf, decodeLevel, joinBuckets, type LevelWidth } from '~/server/series/levels'
import { chunksToMerge, FULL_CHUNK_POINTS, mergeChunks } from '~/server/series/merge'

const ATTEMPTS_MAX = 8

const metricSchema = z.object({
  seriesId: z.bigint(),
  storageId: z.string(),
  key: z.string(),
  pointCount: z.number(),
})
export type Metric = z.infer<typeof metricSchema>

/** Metrics with at least one number; those that a run does not have are left out. */
export async function listMetricsOf(
  db: Db,
  { storageIds, keys, stream }: { storageIds: readonly string[]; keys: readonly string[]; stream: Stream },
): Promise<Metric[]> {
  const rows = await db.$queryRaw`
    SELECT id AS "seriesId", run_id AS "storageId", key, point_count::float8 AS "pointCount" FROM series
    WHERE run_id = ANY(${[...storageIds]}::uuid[]) AND stream = ${stream}::stream AND key = ANY(${[...keys]}::text[])
      AND point_count > 0`
  return z.array(metricSchema).parse(rows)
}

const chunkInfoSchema = z.object({
  id: z.bigint(),
  seriesId: z.bigint(),
  firstLine: z.number(),
  lastLine: z.number(),
  stepMin: z.number(),
  stepMax: z.number(),
  pointCount: z.number(),
  hasLevels: z.boolean(),
})
export type ChunkInfo = z.infer<typeof chunkInfoSchema>

/** How much of a chunk is wanted: nothing, every point, or one bucket for so many points. */
export type Detail = 'none' | 1 | LevelWidth

export type Column = { buckets: Buckets; isSource: boolean }

/**
 * What `choose` wants of each chunk, per series and in the order of lines. `choose` sees all chunks of one series at a
 * time and answers for each.
 */
export async function readColumns(
  db: Db,
  seriesIds: readonly bigint[],
  choose: (seriesId: bigint, chunks: readonly ChunkInfo[]) => Detail[],
): Promise<Map<bigint, Column>> {
  for (let attempt = 1; ; attempt++) {
    const bySeries = groupBy(await listChunks(db, seriesIds), (chunk) => chunk.seriesId)
    const details = new Map<bigint, Detail>()
    for (const [seriesId, chunks] of bySeries) {
      choose(seriesId, chunks).forEach((detail, index) => {
        const chunk = chunks[index]
        if (chunk !== undefined) details.set(chunk.id, detail === 1 || chunk.hasLevels ? detail : 1)
      })
    }
    const wanted = [...details].filter(([, detail]) => detail !== 'none')
    const parts = await readParts(db, new Map(wanted))
    if (parts.size === wanted.length || attempt === ATTEMPTS_MAX) return columnsOf(bySeries, details, parts)
  }
}

function columnsOf(
  bySeries: Map<bigint, ChunkInfo[]>,
  details: Map<bigint, Detail>,
  parts: Map<bigint, Buckets>,
): Map<bigint, Column> {
  const columns = new Map<bigint, Column>()
  for (const [seriesId, chunks] of bySeries) {
    const found = chunks.flatMap(({ id }) => parts.get(id) ?? [])
    columns.set(seriesId, {
      buckets: joinBuckets(found),
      isSource: chunks.every(({ id }) => details.get(id) === 1 || details.get(id) === 'none'),
    })
  }
  return columns
}

async function listChunks(db: Db, seriesIds: readonly bigint[]): Promise<ChunkInfo[]> {
  const rows = await db.$queryRaw`
    SELECT id, series_id AS "seriesId", first_line::float8 AS "firstLine", last_line::float8 AS "lastLine",
      first_step::float8 AS "stepMin", last_step::float8 AS "stepMax", point_count AS "pointCount",
      levels IS NOT NULL AS "hasLevels"
    FROM history_chunk WHERE series_id = ANY(${[...seriesIds]}::bigint[]) ORDER BY series_id, first_line, id`
  return z.array(chunkInfoSchema).parse(rows)
}

async function readParts(db: Db, wanted: Map<bigint, Detail>): Promise<Map<bigint, Buckets>> {
  if (wanted.size === 0) return new Map()
  const whole = [...wanted].filter(([, detail]) => detail === 1).map(([id]) => id)
  const rows = await db.$queryRaw`
    SELECT id, CASE WHEN id = ANY(${whole}::bigint[]) THEN data ELSE levels END AS bytes
    FROM history_chunk WHERE id = ANY(${[...wanted.keys()]}::bigint[])`
  const parts = new Map<bigint, Buckets>()
  for (const { id, bytes } of z.array(z.object({ id: z.bigint(), bytes: z.instanceof(Uint8Array) })).parse(rows)) {
    const detail = wanted.get(id)
    parts.set(id, detail === 16 || detail === 256 ? decodeLevel(bytes, detail) : bucketsOf(decodePoints(bytes)))
  }
  return parts
}

const mergeableSchema = z.object({ seriesId: z.bigint(), isComplete: z.boolean() })
export type Mergeable = z.infer<typeof mergeableSchema>

/**
 * Metrics with many small chunks of runs heard of since `since`, or with a few of runs that are over. Walks the runs by
 * their heartbeat; the plan is an index scan of run and one of series for each run.
 */
export async function listMergeable(
  db: Db,
  { since, smallChunksMin, limit }: { since: Date; smallChunksMin: number; limit: number },
): Promise<Mergeable[]> {
  const rows = await db.$queryRaw`
    SELECT s.id AS "seriesId", (r.state IN ('finished', 'crashed', 'failed', 'killed')) AS "isComplete"
    FROM run r JOIN series s ON s.run_id = r.id
    WHERE r.heartbeat_at >= ${since}::timestamptz AND s.small_chunk_count >= CASE
      WHEN r.state IN ('finished', 'crashed', 'failed', 'killed') THEN 2 ELSE ${smallChunksMin}::int END
    ORDER BY s.small_chunk_count DESC LIMIT ${limit}::int`
  return z.array(mergeableSchema).parse(rows)
}

/**
 * Merges small chunks of one metric; call inside a transaction. Holding the series row keeps appends to this metric
 * (they update its facts) and other mergers waiting; readers see either all old chunks or all new ones. The number of
 * chunks that were replaced; 0 when somebody else is at it.
 */
export async function mergeSmallChunks(tx: Db, { seriesId, isComplete }: Mergeable): Promise<number> {
  const locked = await tx.$queryRaw<
    unknown[]
  >`SELECT id FROM series WHERE id = ${seriesId} FOR NO KEY UPDATE SKIP LOCKED`
  if (locked.length === 0) return 0
  const small = z.array(z.object({ id: z.bigint(), pointCount: z.number(), data: z.instanceof(Uint8Array) })).parse(
    await tx.$queryRaw`
      SELECT id, point_count AS "pointCount", data FROM history_chunk
      WHERE series_id = ${seriesId} AND point_count < ${FULL_CHUNK_POINTS}::int ORDER BY id LIMIT 4096`,
  )
  const chosen = chunksToMerge(
    small.map(({ pointCount }) => pointCount),
    isComplete,
  ).flatMap((index) => small[index] ?? [])
  if (chosen.length > 0) {
    await tx.$executeRaw`DELETE FROM history_chunk WHERE id = ANY(${chosen.map(({ id }) => id)}::bigint[])`
    for (const chunk of mergeChunks(chosen.map(({ data }) => decodePoints(data)))) {
      await tx.$executeRaw`
        INSERT INTO history_chunk (series_id, first_line, last_line, first_step, last_step, point_count, data, levels)
        VALUES (${seriesId}, ${chunk.firstLine}::bigint, ${chunk.lastLine}::bigint, ${chunk.stepMin}::bigint,
          ${chunk.stepMax}::bigint, ${chunk.pointCount}::int, ${Buffer.from(chunk.data)}::bytea,
          ${chunk.levels === null ? null : Buffer.from(chunk.levels)}::bytea)`
    }
  }
  await tx.$executeRaw`
    UPDATE series SET small_chunk_count = (
      SELECT count(*) FROM history_chunk
      WHERE series_id = ${seriesId} AND point_count < ${FULL_CHUNK_POINTS}::int)
    WHERE id = ${seriesId}`
  return chosen.length
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
