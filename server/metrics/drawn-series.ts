/**
 * Series as numbers at the width of a chart. The cost is set by the pixels asked for: a stretch that is crowded beyond
 * two buckets a pixel is read from the stored roll-ups, and one outside the window is not read at all. Whoever calls
 * has checked that the runs may be read.
 */
import type { Db } from '~/server/db/client'
import type { Stream, XAxis } from '~/server/domain/history'
import { alongAxis, type Drawn, downsample } from '~/server/series/downsample'
import { type Buckets, LEVEL_WIDTHS } from '~/server/series/levels'
import type { ChunkInfo, Detail, Metric } from './chunk.store'
import * as store from './chunk.store'

export type Window = { xMin: number | null; xMax: number | null; buckets: number }

export type SeriesView = Window & { stream: Stream; x: XAxis }

export type DrawnSeries = { storageId: string; key: string; pointCount: number; drawn: Drawn }

/** Keys of the axes that rise steadily by themselves, a fraction of a second a row. */
const CLOCK_KEY = { runtime: '_runtime', time: '_timestamp' } as const

export async function drawBySteps(db: Db, metrics: readonly Metric[], window: Window): Promise<DrawnSeries[]> {
  const ids = metrics.map(({ seriesId }) => seriesId)
  const columns = await store.readColumns(db, ids, (_, chunks) => detailsOf(chunks, stepSpans(chunks), window))
  return metrics.flatMap((metric) => {
    const column = columns.get(metric.seriesId)
    return column === undefined ? [] : [drawnOf(metric, column, column.buckets.steps, window)]
  })
}

export function drawByClock(
  db: Db,
  metrics: readonly Metric[],
  view: SeriesView & { x: keyof typeof CLOCK_KEY },
): Promise<DrawnSeries[]> {
  return drawAlong(db, metrics, { ...view, axisKey: CLOCK_KEY[view.x] })
}

/** Along another series of each run that rises with its lines: a point has the x of its line or of the one before. */
export async function drawAlong(
  db: Db,
  metrics: readonly Metric[],
  view: Window & { stream: Stream; axisKey: string },
): Promise<DrawnSeries[]> {
  const storageIds = [...new Set(metrics.map(({ storageId }) => storageId))]
  const axes = await store.listMetricsOf(db, { storageIds, keys: [view.axisKey], stream: view.stream })
  const axisIds = axes.map(({ seriesId }) => seriesId)
  const axisColumns = await readAxes(db, axisIds, view)
  const axisOf = new Map(axes.map(({ storageId, seriesId }) => [storageId, axisColumns.get(seriesId)?.buckets]))
  const runOf = new Map(metrics.map(({ seriesId, storageId }) => [seriesId, storageId]))
  const ids = metrics.map(({ seriesId }) => seriesId)
  const columns = await store.readColumns(db, ids, (seriesId, chunks) => {
    const axis = axisOf.get(runOf.get(seriesId) ?? '')
    return axis === undefined ? chunks.map(() => 'none') : detailsOf(chunks, spansAlong(chunks, axis), view)
  })
  return metrics.flatMap((metric) => {
    const column = columns.get(metric.seriesId)
    const axis = axisOf.get(metric.storageId)
    if (column === undefined || axis === undefined) return []
    return [drawnOf(metric, column, alongAxis(column.buckets.lines, axis), view)]
  })
}

/** Coarse as a whole, and as fine as the chart is wide inside a window. */
async function readAxes(db: Db, ids: readonly bigint[], window: Window): Promise<Map<bigint, store.Column>> {
  const coarse = await store.readColumns(db, ids, (_, chunks) => coarseDetails(chunks, 4 * window.buckets))
  if (window.xMin === null && window.xMax === null) return coarse
  return store.readColumns(db, ids, (seriesId, chunks) => {
    const axis = coarse.get(seriesId)?.buckets
    if (axis === undefined) return chunks.map(() => 1)
    const details = detailsOf(chunks, spansAlong(chunks, axis), { ...window, buckets: 4 * window.buckets })
    // Outside the window the axis must still say that it is outside.
    return details.map((detail) => (detail === 'none' ? LEVEL_WIDTHS[1] : detail))
  })
}

type Span = readonly [min: number, max: number]

export function stepSpans(chunks: readonly ChunkInfo[]): Span[] {
  return chunks.map(({ stepMin, stepMax }) => [stepMin, stepMax])
}

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

/** One detail for a whole series: the coarsest that still gives so many buckets. */
export function coarseDetails(chunks: readonly ChunkInfo[], bucketsMin: number): Detail[] {
  const pointCount = chunks.reduce((sum, chunk) => sum + chunk.pointCount, 0)
  const width = LEVEL_WIDTHS.toReversed().find((level) => pointCount / level >= bucketsMin) ?? 1
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

function drawnOf(metric: Metric, column: store.Column, x: Float64Array, window: Window): DrawnSeries {
  const { storageId, key, pointCount } = metric
  return {
    storageId,
    key,
    pointCount,
    drawn: downsample(column.buckets, x, { ...window, isSource: column.isSource }),
  }
}
