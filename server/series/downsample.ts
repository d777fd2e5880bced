/**
 * From points (or coarser buckets) to what a chart of a given width draws: the x-axis is cut into equal stretches, one
 * a pixel, and each that has any point gives its smallest, largest and last value. NaN is drawn only where there is
 * nothing else. A series that fits is given point by point.
 */
import type { Buckets } from './levels'
import { isAscending, orderOf } from './points'

export type Drawn = { isExact: boolean; x: number[]; last: number[]; min: number[]; max: number[] }

export type Window = { xMin: number | null; xMax: number | null; buckets: number }

/** `x` runs along `source`; positions whose x is not finite are left out. `isSource` says that each bucket is one point. */
export function downsample(source: Buckets, x: Float64Array, window: Window & { isSource: boolean }): Drawn {
  const { count, from, to } = extentOf(x, window)
  const isExact = window.isSource && count <= window.buckets
  return isExact || count <= 1 ? drawEach(source, x, window, isExact) : drawBuckets(source, x, { ...window, from, to })
}

/** How many positions lie inside of the window, and from where to where. */
function extentOf(x: Float64Array, { xMin, xMax }: Window): { count: number; from: number; to: number } {
  const [low, high] = [xMin ?? Number.NEGATIVE_INFINITY, xMax ?? Number.POSITIVE_INFINITY]
  let count = 0
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let index = 0; index < x.length; index++) {
    const at = x[index]!
    if (!Number.isFinite(at) || at < low || at > high) continue
    count += 1
    if (at < from) from = at
    if (at > to) to = at
  }
  return { count, from, to }
}

function drawEach(source: Buckets, x: Float64Array, { xMin, xMax }: Window, isExact: boolean): Drawn {
  const drawn: Drawn = { isExact, x: [], last: [], min: [], max: [] }
  for (const index of isAscending(x) ? x.keys() : orderOf(x)) {
    const at = x[index]!
    if (!Number.isFinite(at) || (xMin !== null && at < xMin) || (xMax !== null && at > xMax)) continue
    drawn.x.push(at)
    drawn.last.push(source.values[index]!)
    drawn.min.push(source.min[index]!)
    drawn.max.push(source.max[index]!)
  }
  return drawn
}

/** One pass whatever the order of x: sorting a long series would take longer than reading it. */
function drawBuckets(source: Buckets, x: Float64Array, { from, to, buckets }: Window & { from: number; to: number }) {
  const lastX = new Float64Array(buckets).fill(Number.NEGATIVE_INFINITY)
  // The x that the last value belongs to: a NaN further on does not hide it.
  const valueX = new Float64Array(buckets).fill(Number.NEGATIVE_INFINITY)
  const [last, min, max] = [0, 0, 0].map(() => new Float64Array(buckets).fill(Number.NaN))
  // Far apart ends overflow to an infinite width; everything is then one bucket, which is what such a chart shows.
  const width = Number.isFinite(to - from) ? to - from : 0
  for (let index = 0; index < x.length; index++) {
    const at = x[index]!
    if (!(at >= from && at <= to)) continue
    const bucket = width > 0 ? Math.min(buckets - 1, Math.floor(((at - from) / width) * buckets)) : 0
    if (at >= lastX[bucket]!) lastX[bucket] = at
    const value = source.values[index]!
    if (at >= valueX[bucket]! && !Number.isNaN(value)) {
      valueX[bucket] = at
      last![bucket] = value
    }
    if (!(min![bucket]! <= source.min[index]!) && !Number.isNaN(source.min[index]!)) min![bucket] = source.min[index]!
    if (!(max![bucket]! >= source.max[index]!) && !Number.isNaN(source.max[index]!)) max![bucket] = source.max[index]!
  }
  const drawn: Drawn = { isExact: false, x: [], last: [], min: [], max: [] }
  for (let bucket = 0; bucket < buckets; bucket++) {
    if (lastX[bucket] === Number.NEGATIVE_INFINITY) continue
    drawn.x.push(lastX[bucket]!)
    drawn.last.push(last![bucket]!)
    drawn.min.push(min![bucket]!)
    drawn.max.push(max![bucket]!)
  }
  return drawn
}

/**
 * x of each wanted line when the axis is another series (seconds, epoch seconds): the value at the line itself, or
 * else at the nearest line before it, or, before the first, at the first. NaN when the axis series is empty.
 */
export function alongAxis(lines: Float64Array, axis: { lines: Float64Array; values: Float64Array }): Float64Array {
  const x = new Float64Array(lines.length)
  let at = 0
  for (let index = 0; index < lines.length; index++) {
    while (at + 1 < axis.lines.length && axis.lines[at + 1]! <= lines[index]!) at += 1
    x[index] = axis.values[at] ?? Number.NaN
  }
  return x
}
