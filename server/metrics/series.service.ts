/**
 * Metrics as charts draw them. The cost of an answer is set by the pixels asked for: a stretch that is crowded beyond
 * two buckets a pixel is read from the stored roll-ups, and one outside the window is not read at all.
 */
import type { Ctx } from '~/server/context'
import type { Series, SeriesInput, XAxis } from '~/server/domain/history'
import { toMetricValue } from '~/server/domain/json'
import { findRunsAccess } from '~/server/runs/run.service'
import { alongAxis, downsample } from '~/server/series/downsample'
import type { Buckets } from '~/server/series/levels'
import { LEVEL_WIDTHS } from '~/server/series/levels'
import type { ChunkInfo, Detail, Metric } from './chunk.store'
import * as store from './chunk.store'

/** Buckets of all metrics of one answer; with many metrics each gets fewer. */
const BUCKETS_MAX = 500_000
const BUCKETS_EACH_MIN = 32
/** Metrics read at a time, so that memory is set by this and not by the question. */
const BATCH = 64

const AXIS_KEY: Record<Exclude<XAxis, 'step'>, string> = { runtime: '_runtime', time: '_timestamp' }

type Window = { xMin: number | null; xMax: number | null; buckets: number }

/** Metrics that a run does not have are left out. Order: as asked, runs first. Throws NOT_FOUND for an unknown run. */
export async function readSeries(ctx: Ctx, input: SeriesInput): Promise<Series[]> {
  await findRunsAccess(ctx, [...new Set(input.storageIds)], 'viewer')
  const metrics = inAskedOrder(await store.listMetricsOf(ctx.db, input), input)
  const share = Math.max(BUCKETS_EACH_MIN, Math.floor(BUCKETS_MAX / Math.max(1, metrics.length)))
  const window = { xMin: input.xMin ?? null, xMax: input.xMax ?? null, buckets: Math.min(input.buckets, share) }
  const series: Series[] = []
  for (let from = 0; from < metrics.length; from += BATCH) {
    const batch = metrics.slice(from, from + BATCH)
    series.push(
      ...(input.x === 'step'
        ? await readBySteps(ctx, batch, window)
        : await readByAxis(ctx, batch, { ...input, ...window })),
    )
  }
  return series
}

function inAskedOrder(metrics: Metric[], { storageIds, keys }: SeriesInput): Metric[] {
  const run = new Map(storageIds.map((id, index) => [id, index]))
  const key = new Map(keys.map((name, index) => [name, index]))
  return metrics.sort(
    (a, b) =>
      (run.get(a.storageId) ?? 0) - (run.get(b.storageId) ?? 0) || (key.get(a.key) ?? 0) - (key.get(b.key) ?? 0),
  )
}

async function readBySteps(ctx: Ctx, metrics: readonly Metric[], window: Window): Promise<Series[]> {
  const ids = metrics.map(({ seriesId }) => seriesId)
  const columns = await store.readColumns(ctx.db, ids, (_, chunks) =>
    detailsOf(
      chunks,
      chunks.map(({ stepMin, stepMax }) => [stepMin, stepMax] as const),
      window,
    ),
  )
  return metrics.flatMap((metric) => {
    const column = columns.get(metric.seriesId)
    return column === undefined ? [] : [drawn(metric, column, column.buckets.steps, window)]
  })
}

/** The axis is itself a metric of each run, joined by line. */
async function readByAxis(
  ctx: Ctx,
  metrics: readonly Metric[],
  input: Pick<SeriesInput, 'stream' | 'x'> & Window,
): Promise<Series[]> {
  if (input.x === 'step') return []
  const storageIds = [...new Set(metrics.map(({ storageId }) => storageId))]
  const axes = await store.listMetricsOf(ctx.db, { storageIds, keys: [AXIS_KEY[input.x]], stream: input.stream })
  const axisIds = axes.map(({ seriesId }) => seriesId)
  const axisColumns = await readAxes(ctx, axisIds, input)
  const axisOf = new Map(axes.map(({ storageId, seriesId }) => [storageId, axisColumns.get(seriesId)?.buckets]))
  const runOf = new Map(metrics.map(({ seriesId, storageId }) => [seriesId, storageId]))
  const ids = metrics.map(({ seriesId }) => seriesId)
  const columns = await store.readColumns(ctx.db, ids, (seriesId, chunks) => {
    const axis = axisOf.get(runOf.get(seriesId) ?? '')
    return axis === undefined ? chunks.map(() => 'none') : detailsOf(chunks, spansAlong(chunks, axis), input)
  })
  return metrics.flatMap((metric) => {
    const column = columns.get(metric.seriesId)
    const axis = axisOf.get(metric.storageId)
    if (column === undefined || axis === undefined) return []
    return [drawn(metric, column, alongAxis(column.buckets.lines, axis), input)]
  })
}

/** Coarse as a whole, and as fine as the chart is wide inside a window. */
async function readAxes(ctx: Ctx, ids: readonly bigint[], window: Window): Promise<Map<bigint, store.Column>> {
  const coarse = await store.readColumns(ctx.db, ids, (_, chunks) => coarseDetails(chunks, window.buckets))
  if (window.xMin === null && window.xMax === null) return coarse
  return store.readColumns(ctx.db, ids, (seriesId, chunks) => {
    const axis = coarse.get(seriesId)?.buckets
    if (axis === undefined) return chunks.map(() => 1)
    const details = detailsOf(chunks, spansAlong(chunks, axis), { ...window, buckets: 4 * window.buckets })
    // Outside the window the axis must still say that it is outside.
    return details.map((detail) => (detail === 'none' ? LEVEL_WIDTHS[1] : detail))
  })
}

type Span = readonly [min: number, max: number]

/** How fine each chunk must be read, given where on the x-axis it lies. */
function detailsOf(chunks: readonly ChunkInfo[], spans: readonly Span[], window: Window): Detail[] {
  const from = window.xMin ?? spans.reduce((min, span) => Math.min(min, span[0]), Number.POSITIVE_INFINITY)
  const to = window.xMax ?? spans.reduce((max, span) => Math.max(max, span[1]), Number.NEGATIVE_INFINITY)
  return chunks.map((chunk, index) => {
    const [min, max] = spans[index] ?? [from, to]
    if (max < from || min > to) return 'none'
    const pixels = to > from ? Math.max(1, ((max - min) / (to - from)) * window.buckets) : 1
    // A part of a chunk would be rolled up around the window's edge; at two buckets a pixel nobody sees it.
    for (const width of LEVEL_WIDTHS.toReversed()) if (chunk.pointCount / width >= 2 * pixels) return width
    return 1
  })
}

/** An axis rises steadily, so it is read as finely as the chart is wide, four times over. */
function coarseDetails(chunks: readonly ChunkInfo[], buckets: number): Detail[] {
  const pointCount = chunks.reduce((sum, chunk) => sum + chunk.pointCount, 0)
  const width = LEVEL_WIDTHS.toReversed().find((level) => pointCount / level >= 4 * buckets) ?? 1
  return chunks.map(() => width)
}

function spansAlong(chunks: readonly ChunkInfo[], axis: Buckets): Span[] {
  const first = alongAxis(Float64Array.from(chunks, ({ firstLine }) => firstLine).sort(), axis)
  const sorted = [...chunks].sort((a, b) => a.firstLine - b.firstLine)
  const startOf = new Map(sorted.map((chunk, index) => [chunk.id, first[index] ?? Number.NaN]))
  const byEnd = [...chunks].sort((a, b) => a.lastLine - b.lastLine)
  const last = alongAxis(
    Float64Array.from(byEnd, ({ lastLine }) => lastLine),
    axis,
  )
  const endOf = new Map(byEnd.map((chunk, index) => [chunk.id, last[index] ?? Number.NaN]))
  return chunks.map(({ id }) => {
    const [a, b] = [startOf.get(id) ?? Number.NaN, endOf.get(id) ?? Number.NaN]
    return [Math.min(a, b), Math.max(a, b)]
  })
}

function drawn(metric: Metric, column: store.Column, x: Float64Array, window: Window): Series {
  const { last, min, max, ...rest } = downsample(column.buckets, x, { ...window, isSource: column.isSource })
  return {
    storageId: metric.storageId,
    key: metric.key,
    pointCount: metric.pointCount,
    ...rest,
    last: last.map(toMetricValue),
    min: min.map(toMetricValue),
    max: max.map(toMetricValue),
  }
}
