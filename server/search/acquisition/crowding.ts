/**
 * Where a further run would say nothing new, though the surrogate may like it: next to a run that is under way, and on
 * a plateau, a region that has given the best value again and again to the last digit (an accuracy over few examples, a
 * parameter that is rounded inside of the training). A smooth surrogate sees a slope there that does not exist.
 */
import type { Point, SearchSpace } from '../space/search-space'

/** In coordinates, so two thousandths of the range of a uniform parameter. */
const PENDING_RADIUS = 0.002
/** So many equal best values are no accident. */
const PLATEAU_RUNS = 3
const PLATEAU_RADIUS = 0.02
const PLATEAU_RADIUS_MAX = 0.16

export type IsOpen = (point: Point) => boolean

export function openPlaces(
  space: SearchSpace,
  { points, values, pending }: { points: readonly Point[]; values: Float64Array; pending: readonly Point[] },
): IsOpen {
  const best = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const tied = points.filter((_, index) => values[index] === best)
  const isPlateau = tied.length >= PLATEAU_RUNS && space.size === Number.POSITIVE_INFINITY
  // The more often it was hit in vain, the wider the berth.
  const radius = isPlateau ? Math.min(PLATEAU_RADIUS_MAX, PLATEAU_RADIUS * 2 ** (tied.length - PLATEAU_RUNS)) : 0
  return (point) =>
    !pending.some((other) => isWithin(space, point, other, PENDING_RADIUS)) &&
    !(isPlateau && tied.some((other) => isWithin(space, point, other, radius)))
}

/** All continuous coordinates closer than the radius, all others equal. */
function isWithin({ dimensions }: SearchSpace, a: Point, b: Point, radius: number): boolean {
  for (let index = 0; index < dimensions.length; index++) {
    const distance = Math.abs(a[index]! - b[index]!)
    if (dimensions[index]!.kind === 'continuous' ? distance >= radius : distance > 0) return false
  }
  return true
}
