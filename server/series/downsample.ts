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
  const shown = inWindow(x, window)
  const isExact = window.isSource && shown.length <= window.buckets
  if (isExact || shown.length <= 1) return drawEach(source, x, shown, isExact)
  const from = x[shown[0]!]!
  const width = x[shown[shown.length - 1]!]! - from
  const drawn: Drawn = { isExact: false, x: [], last: [], min: [], max: [] }
  let current = -1
  for (const index of shown) {
    // Far apart ends overflow to an infinite width; everything is then one bucket, which is what such a chart shows.
    const share = width > 0 && Number.isFinite(width) ? (x[index]! - from) / width : 0
    const bucket = Math.min(window.buckets - 1, Math.floor(share * window.buckets))
    if (bucket === current) {
      extend(drawn, source, index, x[index]!)
      continue
    }
    current = bucket
    push(drawn, source, index, x[index]!)
  }
  return drawn
}

/** Positions inside the window in the order of x. */
function inWindow(x: Float64Array, { xMin, xMax }: Window): ArrayLike<number> & Iterable<number> {
  const order = isAscending(x) ? x.keys() : orderOf(x)
  const shown: number[] = []
  for (const index of order) {
    const at = x[index]!
    if (!Number.isFinite(at) || (xMin !== null && at < xMin) || (xMax !== null && at > xMax)) continue
    shown.push(index)
  }
  return shown
}

function drawEach(source: Buckets, x: Float64Array, shown: Iterable<number>, isExact: boolean): Drawn {
  const drawn: Drawn = { isExact, x: [], last: [], min: [], max: [] }
  for (const index of shown) push(drawn, source, index, x[index]!)
  return drawn
}

function push(drawn: Drawn, source: Buckets, index: number, x: number): void {
  drawn.x.push(x)
  drawn.last.push(source.values[index]!)
  drawn.min.push(source.min[index]!)
  drawn.max.push(source.max[index]!)
}

function extend(drawn: Drawn, source: Buckets, index: number, x: number): void {
  const at = drawn.x.length - 1
  drawn.x[at] = x
  if (!Number.isNaN(source.values[index]!)) drawn.last[at] = source.values[index]!
  if (!(drawn.min[at]! <= source.min[index]!) && !Number.isNaN(source.min[index]!)) drawn.min[at] = source.min[index]!
  if (!(drawn.max[at]! >= source.max[index]!) && !Number.isNaN(source.max[index]!)) drawn.max[at] = source.max[index]!
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
