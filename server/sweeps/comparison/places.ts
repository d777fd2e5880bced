/**
 * The places on the axis at which a comparison is told: all of them where there are few, else evenly spread ones on a
 * linear and on a log axis, with every place at which a line steps or ends as far as there is room.
 */
import { extentOf, type Progress } from './progress'

/** So many runs are told one by one. */
const SINGLY_MAX = 240
const EVEN_COUNT = 180
const LOG_COUNT = 60
/** Decades of the log axis on which places are spread. */
const LOG_DECADES = 4
const PLACES_MAX = 600

export function placesOf(progresses: readonly Progress[], axis: 'runs' | 'time'): number[] {
  const extent = Math.max(0, ...progresses.map(extentOf))
  if (extent === 0) return []
  if (axis === 'runs' && extent <= SINGLY_MAX) return Array.from({ length: extent }, (_, index) => index + 1)
  const even = Array.from({ length: EVEN_COUNT }, (_, index) => (extent * (index + 1)) / EVEN_COUNT)
  const log = Array.from({ length: LOG_COUNT }, (_, index) => extent * 10 ** (-LOG_DECADES * (1 - index / LOG_COUNT)))
  const spread = [...even, ...log]
  const places = new Set(axis === 'runs' ? spread.map((place) => Math.max(1, Math.round(place))) : spread)
  for (const progress of progresses) if (progress.ends.length > 0) places.add(extentOf(progress))
  const corners = progresses.flatMap(cornersOf)
  // Where there are too many to be told apart, a step is off by less than a pixel or two.
  const stride = Math.ceil(corners.length / (PLACES_MAX - places.size))
  for (let index = 0; index < corners.length; index += stride) places.add(corners[index] ?? extent)
  return [...places].sort((a, b) => a - b)
}

/** Where the best so far changes. */
function cornersOf({ best, ends }: Progress): number[] {
  return Array.from(ends).filter((_, index) => Number.isFinite(best[index]) && best[index] !== best[index - 1])
}

/** At most `countMax` of the places up to `limit`, evenly by their number; the last one always. */
export function budgetsOf(x: readonly number[], limit: number, countMax: number): number[] {
  const within = x.filter((place) => place <= limit)
  if (within.length <= countMax) return within
  const stride = (within.length - 1) / (countMax - 1)
  return Array.from({ length: countMax }, (_, index) => within[Math.round(index * stride)] ?? limit)
}
