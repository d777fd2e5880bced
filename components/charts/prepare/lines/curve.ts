/**
 * A curve as columns, which draw and smooth fast at any length. Pure. NaN in `y` is a gap, never zero: not a finite
 * number, or on a log axis zero and below. x never falls.
 */
import type { GroupedSeries, Series } from '~/server/domain/history'
import { fromMetricValue } from '~/server/domain/json'
import type { Aggregate, GroupBand } from '~/server/domain/panel'

export type Numbers = Float64Array<ArrayBuffer>

export type Curve = {
  x: Numbers
  y: Numbers
  /** Ends of the band at each x, NaN where there is none; null when there is none at all. */
  low: Numbers | null
  high: Numbers | null
}

/** `oddX` are the places of NaN and infinities, so that the chart can mark them. */
export function curveOf(series: Series, isLog: boolean): { curve: Curve; oddX: number[] } {
  const x = Float64Array.from(series.x)
  const values = Float64Array.from(series.last, numberOf)
  const oddX: number[] = []
  for (const [i, value] of values.entries()) if (!Number.isFinite(value)) oddX.push(x[i] ?? 0)
  const hasBand = !series.isExact && series.min.length === x.length
  const curve = {
    x,
    y: values.map(placedOn(isLog)),
    low: hasBand ? Float64Array.from(series.min, numberOf).map(placedOn(isLog)) : null,
    high: hasBand ? Float64Array.from(series.max, numberOf).map(placedOn(isLog)) : null,
  }
  return { curve, oddX }
}

type GroupLook = { aggregate: Aggregate; band: GroupBand; isLog: boolean }

/** The line of a group, with the band about its mean or from its smallest to its largest value. */
export function groupCurve(series: GroupedSeries, { aggregate, band, isLog }: GroupLook): Curve {
  const [low, high] = bandOf(series, band)
  const placed = placedOn(isLog)
  return {
    x: Float64Array.from(series.x),
    y: Float64Array.from(series[aggregate]).map(placed),
    // A deviation may reach below zero, where a log axis has no place: its band then ends at the smallest value.
    low: low?.map((value, i) => (isLog && value <= 0 ? (series.min[i] ?? Number.NaN) : value)).map(placed) ?? null,
    high: high?.map(placed) ?? null,
  }
}

function bandOf(series: GroupedSeries, band: GroupBand): [Numbers | null, Numbers | null] {
  if (band === 'none') return [null, null]
  if (band === 'minmax') return [Float64Array.from(series.min), Float64Array.from(series.max)]
  const reach = Float64Array.from(series.deviation, (deviation, i) => {
    if (deviation === null) return Number.NaN
    return band === 'std' ? deviation : deviation / Math.sqrt(series.count[i] ?? 1)
  })
  return [reach.map((size, i) => (series.mean[i] ?? 0) - size), reach.map((size, i) => (series.mean[i] ?? 0) + size)]
}

function numberOf(value: Series['last'][number]): number {
  return fromMetricValue(value) ?? Number.NaN
}

function placedOn(isLog: boolean): (value: number) => number {
  return (value) => (Number.isFinite(value) && !(isLog && value <= 0) ? value : Number.NaN)
}

/** Position of the value nearest to `x` that is no gap; null when the curve has none within `reach`. */
export function nearestIndex({ x, y }: Pick<Curve, 'x' | 'y'>, at: number, reach = Number.POSITIVE_INFINITY) {
  const middle = firstAtOrAfter(x, at)
  let [left, right] = [middle - 1, middle]
  while (left >= 0 && Number.isNaN(y[left] ?? Number.NaN)) left--
  while (right < x.length && Number.isNaN(y[right] ?? Number.NaN)) right++
  const toLeft = left >= 0 ? at - (x[left] ?? 0) : Number.POSITIVE_INFINITY
  const toRight = right < x.length ? (x[right] ?? 0) - at : Number.POSITIVE_INFINITY
  if (Math.min(toLeft, toRight) > reach || (left < 0 && right >= x.length)) return null
  return toLeft < toRight ? left : right
}

/** First position whose x is not below `at`. */
export function firstAtOrAfter(x: Numbers, at: number): number {
  let [from, to] = [0, x.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((x[middle] ?? 0) < at) from = middle + 1
    else to = middle
  }
  return from
}

/** Positions from the first inside of the range to behind the last. */
export function shownPart(x: Numbers, [from, to]: readonly [number, number]): [number, number] {
  const first = firstAtOrAfter(x, from)
  let last = firstAtOrAfter(x, to)
  while (last < x.length && x[last] === to) last++
  return [first, last]
}

export function lastValue(y: Numbers): number | null {
  return y.findLast((value) => !Number.isNaN(value)) ?? null
}
