/**
 * Many curves as one: mean and sample deviation at each x. Pure. A curve counts at an x between two of its own points
 * (on the straight line between them) but never beyond its ends or across a gap, so a mean is over what was there, and
 * `counts` says over how many.
 */
import type { Point } from './curve'

const X_COUNT_MAX = 500

export type GroupedCurve = { points: Point[]; counts: number[] }

export function groupCurves(curves: Point[][]): GroupedCurve {
  const readers = curves.map(readerOf)
  const points: Point[] = []
  const counts: number[] = []
  for (const x of sharedX(curves)) {
    const values = readers.map((read) => read(x)).filter((value) => value !== null)
    if (values.length === 0) continue
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation =
      values.length > 1 ? Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)) : 0
    points.push({ x, y: mean, band: values.length > 1 ? [mean - deviation, mean + deviation] : null })
    counts.push(values.length)
  }
  return { points, counts }
}

function sharedX(curves: Point[][]): number[] {
  const all = [...new Set(curves.flatMap((points) => points.map((point) => point.x)))].sort((a, b) => a - b)
  if (all.length <= X_COUNT_MAX) return all
  const stride = (all.length - 1) / (X_COUNT_MAX - 1)
  return Array.from({ length: X_COUNT_MAX }, (_, i) => all[Math.round(i * stride)] ?? 0)
}

/** Reads a curve at rising x; each call goes on from where the last one stopped. */
function readerOf(points: Point[]): (x: number) => number | null {
  const sorted = points.toSorted((a, b) => a.x - b.x)
  let at = 0
  return (x) => {
    while (at < sorted.length - 1 && (sorted[at + 1]?.x ?? x) <= x) at++
    const left = sorted[at]
    const right = sorted[at + 1]
    if (left === undefined || left.x > x || left.y === null) return null
    if (left.x === x) return left.y
    if (right === undefined || right.y === null) return null
    return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x)
  }
}
