/**
 * Series that need others of their run: a formula over several metrics, and a metric along another one. What belongs
 * together was logged in one row, so series are joined by line and every point is read, up to a limit of points in one
 * answer; past it a long series is read from its roll-ups, of which each stands for its last row. Whoever calls has
 * checked that the runs may be read.
 */
import type { Db } from '~/server/db/client'
import type { Formula } from '~/server/domain/formula'
import { alongAxis, downsample } from '~/server/series/downsample'
import { joinByLine } from '~/server/series/join'
import type { Buckets } from '~/server/series/levels'
import type { Detail, Metric } from './chunk.store'
import * as store from './chunk.store'
import { coarseDetails, type DrawnSeries, drawAlong, type SeriesView, stepSpans } from './drawn-series'

/** Points of one answer that are read one by one. */
const EXACT_POINTS_MAX = 20_000_000
/** Points held at a time. */
const BATCH_POINTS_MAX = 2_000_000
/** Shorter series are read whole: finding out whether the axis rises would take as long. */
const SHORT_POINTS = 50_000
const METRIC_AXIS = /^metric:(.+)$/s

/** One line of a chart: the metrics that its formula takes, or the one that is drawn as it is. */
type Wanted = { storageId: string; key: string; metrics: Metric[]; axis: Metric | null; formula: Formula | null }

export type JoinedQuestion = SeriesView & { keys: readonly string[]; formula: { text: string; parsed: Formula } | null }

/** `storageIds` in any number; the answers come in batches, so that memory is set by these. */
export async function* drawJoined(
  db: Db,
  storageIds: readonly string[],
  question: JoinedQuestion,
): AsyncGenerator<DrawnSeries[]> {
  const { wanted, axisKey } = await findWanted(db, storageIds, question)
  const steady = question.formula === null && axisKey !== null ? await steadyOnes(db, wanted) : []
  if (steady.length > 0 && axisKey !== null) {
    const metrics = steady.flatMap((line) => line.metrics)
    yield await drawAlong(db, metrics, { ...question, axisKey })
  }
  const others = wanted.filter((line) => !steady.includes(line))
  const isExact = others.reduce((sum, line) => sum + pointsOf(line), 0) <= EXACT_POINTS_MAX
  for (const batch of batches(others)) yield await drawBatch(db, batch, { ...question, isExact })
}

/** Lines whose metrics the run all has, with what its axis is made of. */
async function findWanted(db: Db, storageIds: readonly string[], { keys, formula, x, stream }: JoinedQuestion) {
  const axisKey = METRIC_AXIS.exec(x)?.[1] ?? (x === 'runtime' ? '_runtime' : x === 'time' ? '_timestamp' : null)
  const named = formula?.parsed.metrics ?? []
  const asked = formula === null || formula.parsed.usesX ? keys : []
  const all = [...new Set([...asked, ...named, ...(axisKey === null ? [] : [axisKey])])]
  const metrics = await store.listMetricsOf(db, { storageIds, keys: all, stream })
  const byName = new Map(metrics.map((metric) => [`${metric.storageId} ${metric.key}`, metric]))
  const lines = asked.length > 0 ? asked.map((key) => ({ key, parts: [key, ...named] })) : [formulaLine(formula, named)]
  const wanted = storageIds.flatMap((storageId) =>
    lines.flatMap(({ key, parts }): Wanted[] => {
      const found = parts.flatMap((part) => byName.get(`${storageId} ${part}`) ?? [])
      const axis = axisKey === null ? null : (byName.get(`${storageId} ${axisKey}`) ?? null)
      if (found.length < parts.length || (axisKey !== null && axis === null)) return []
      return [{ storageId, key, metrics: found, axis, formula: formula?.parsed ?? null }]
    }),
  )
  return { wanted, axisKey: METRIC_AXIS.test(x) ? axisKey : null }
}

function formulaLine(formula: JoinedQuestion['formula'], named: string[]) {
  return { key: formula?.text ?? '', parts: named }
}

function pointsOf({ metrics, axis }: Wanted): number {
  return metrics.reduce((sum, { pointCount }) => sum + pointCount, axis?.pointCount ?? 0)
}

/**
 * Long lines whose axis never falls and is logged in the very rows of the metric: their roll-ups are stretches of the
 * axis, and what a pixel shows can be read from them.
 */
async function steadyOnes(db: Db, wanted: readonly Wanted[]): Promise<Wanted[]> {
  const long = wanted.filter(({ metrics: [metric], axis }) => {
    return metric !== undefined && metric.pointCount > SHORT_POINTS && metric.pointCount === axis?.pointCount
  })
  const ids = [...new Set(long.flatMap(({ axis }) => axis?.seriesId ?? []))]
  const columns = await store.readColumns(db, ids, (_, chunks) => coarseDetails(chunks, 1))
  return long.filter(({ axis }) => {
    const column = axis === null ? undefined : columns.get(axis.seriesId)
    return column !== undefined && neverFalls(column.buckets)
  })
}

function neverFalls({ min, max }: Buckets): boolean {
  for (let index = 0; index < min.length; index++) {
    if (!((min[index] ?? Number.NaN) >= (max[index - 1] ?? Number.NEGATIVE_INFINITY))) return false
  }
  return true
}

function* batches(wanted: readonly Wanted[]): Generator<Wanted[]> {
  let batch: Wanted[] = []
  let points = 0
  for (const line of wanted) {
    if (batch.length > 0 && points + pointsOf(line) > BATCH_POINTS_MAX) {
      yield batch
      batch = []
      points = 0
    }
    batch.push(line)
    points += pointsOf(line)
  }
  if (batch.length > 0) yield batch
}

async function drawBatch(
  db: Db,
  batch: readonly Wanted[],
  view: JoinedQuestion & { isExact: boolean },
): Promise<DrawnSeries[]> {
  const ids = new Set(batch.flatMap(({ metrics, axis }) => [...metrics, axis].flatMap((one) => one?.seriesId ?? [])))
  const columns = await store.readColumns(db, [...ids], (_, chunks): Detail[] => {
    const details = view.isExact ? chunks.map((): Detail => 1) : coarseDetails(chunks, 4 * view.buckets)
    // Only steps tell without reading that a chunk lies outside.
    if (view.x !== 'step') return details
    const [from, to] = [view.xMin ?? Number.NEGATIVE_INFINITY, view.xMax ?? Number.POSITIVE_INFINITY]
    return stepSpans(chunks).map(([min, max], index) => (max < from || min > to ? 'none' : (details[index] ?? 1)))
  })
  return batch.flatMap((line) => drawLine(line, columns, view) ?? [])
}

function drawLine(
  line: Wanted,
  columns: Map<bigint, store.Column>,
  view: JoinedQuestion & { isExact: boolean },
): DrawnSeries | null {
  const parts = line.metrics.flatMap(({ seriesId }) => columns.get(seriesId) ?? [])
  const axis = line.axis === null ? undefined : columns.get(line.axis.seriesId)
  if (parts.length < line.metrics.length || (line.axis !== null && axis === undefined)) return null
  // A clock goes on between the rows that tell it; another metric has no value where none was logged.
  const isJoinedAxis = axis !== undefined && METRIC_AXIS.test(view.x)
  const joined = joinByLine([...parts, ...(isJoinedAxis ? [axis] : [])].map(({ buckets }) => buckets))
  const values = valuesOf(joined.values, line)
  const x = isJoinedAxis
    ? (joined.values.at(-1) ?? joined.steps)
    : axis === undefined
      ? joined.steps
      : alongAxis(joined.lines, axis.buckets)
  const source = { lines: joined.lines, steps: joined.steps, values, min: values, max: values }
  const isSource = parts.every((part) => part.isSource) && (axis?.isSource ?? true)
  return {
    storageId: line.storageId,
    key: line.key,
    pointCount: view.isExact ? values.length : Math.min(...line.metrics.map(({ pointCount }) => pointCount)),
    drawn: downsample(source, x, { ...view, isSource }),
  }
}

function valuesOf(columns: Float64Array<ArrayBuffer>[], { formula, metrics }: Wanted): Float64Array<ArrayBuffer> {
  const [first = new Float64Array(0)] = columns
  if (formula === null) return first
  // x and then the named metrics; without x the first place is nobody's.
  const place = formula.usesX ? 0 : 1
  const row = new Float64Array(metrics.length + place)
  return first.map((_, index) => {
    for (let part = 0; part < metrics.length; part++) row[part + place] = columns[part]?.[index] ?? Number.NaN
    return formula.evaluate(row)
  })
}
