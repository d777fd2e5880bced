/**
 * One series as a drawable curve. Pure. What is not a finite number is a gap, never zero; the x of such points is kept
 * so that the chart can mark them. On a log axis zero and below have no place and are gaps too.
 */

import type { Series } from '~/server/domain/history'
import { fromMetricValue } from '~/server/domain/json'

export type Point = {
  x: number
  /** Null is a gap. */
  y: number | null
  /** Smallest and largest of what this point stands for; null when it is a single value. */
  band: [number, number] | null
}

export type Curve = { points: Point[] /** x of NaN and infinities. */; oddX: number[] }

export function curveOf(series: Series, isLog: boolean): Curve {
  const oddX: number[] = []
  const points = series.x.map((x, i): Point => {
    const value = fromMetricValue(series.last[i])
    if (value === null || !Number.isFinite(value)) oddX.push(x)
    const y = placed(value, isLog)
    const low = placed(fromMetricValue(series.min[i]), isLog)
    const high = placed(fromMetricValue(series.max[i]), isLog)
    const hasBand = !series.isExact && y !== null && low !== null && high !== null
    return { x, y, band: hasBand ? [low, high] : null }
  })
  return { points, oddX }
}

function placed(value: number | null, isLog: boolean): number | null {
  if (value === null || !Number.isFinite(value) || (isLog && value <= 0)) return null
  return value
}

/**
 * Exponential moving average without the pull of its start. `weight` 0 leaves all as it is, 0.9 averages over about
 * ten points. Gaps stay gaps and count for nothing.
 */
export function smoothed(points: Point[], weight: number): Point[] {
  if (weight <= 0) return points
  let sum = 0
  let mass = 0
  return points.map(({ x, y }) => {
    if (y === null) return { x, y, band: null }
    sum = weight * sum + (1 - weight) * y
    mass = weight * mass + (1 - weight)
    return { x, y: sum / mass, band: null }
  })
}

/** The point nearest to `x` that has a value; null when the curve has none within `reach`. */
export function nearestPoint(points: Point[], x: number, reach = Number.POSITIVE_INFINITY): Point | null {
  let best: Point | null = null
  for (const point of points) {
    if (point.y === null) continue
    const distance = Math.abs(point.x - x)
    if (distance <= reach && (best === null || distance < Math.abs(best.x - x))) best = point
  }
  return best
}

export function lastValue(points: Point[]): number | null {
  return points.findLast((point) => point.y !== null)?.y ?? null
}
