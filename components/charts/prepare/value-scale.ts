/**
 * The vertical axis of an objective: nice ticks over the values that matter. A few runs that went badly wrong would
 * flatten everything else, so values far beyond the quartiles on the bad side are clipped and counted; the good side
 * is never clipped, because that is where people look.
 */
import { scaleLinear } from 'd3-scale'
import type { Goal } from '~/server/domain/objective'

export type ValueScale = {
  domain: [number, number]
  ticks: number[]
  /** Values outside the domain, all of them on the bad side. */
  clippedCount: number
}

/** Quantile by linear interpolation of ascending values; null when there are none. */
export function quantile(ascending: readonly number[], share: number): number | null {
  if (ascending.length === 0) return null
  const at = (ascending.length - 1) * share
  const low = ascending[Math.floor(at)] ?? 0
  const high = ascending[Math.ceil(at)] ?? 0
  return low + (high - low) * (at - Math.floor(at))
}

/** Smallest and largest; a spread of arguments would overflow the stack where a loop does not. */
export function extentOf(values: readonly number[]): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : null
}

/** The span of values that is worth drawing; null when there are none. The fence is Tukey's, three spreads wide. */
export function valueSpan(values: readonly number[], goal: Goal): [number, number] | null {
  const ascending = values.filter(Number.isFinite).sort((a, b) => a - b)
  const [low, high] = [ascending[0], ascending.at(-1)]
  const [q1, q3] = [quantile(ascending, 0.25), quantile(ascending, 0.75)]
  if (low === undefined || high === undefined || q1 === null || q3 === null) return null
  const reach = 3 * (q3 - q1)
  // With few values, or half of them equal, quartiles say nothing about what is usual.
  if (ascending.length < 8 || reach === 0) return [low, high]
  return goal === 'maximize' ? [Math.max(low, q1 - reach), high] : [low, Math.min(high, q3 + reach)]
}

/** Whether a scale can have round ticks there: a range too narrow or too wide for doubles has none. */
export function canBeTicked([low, high]: readonly [number, number]): boolean {
  const width = high - low
  return Number.isFinite(width) && width > 1e-300 && width > Math.max(Math.abs(low), Math.abs(high)) * 1e-13
}

export function valueScale(values: readonly number[], goal: Goal, tickCount = 5): ValueScale {
  const span = valueSpan(values, goal)
  if (span === null) return { domain: [0, 1], ticks: [0, 0.5, 1], clippedCount: 0 }
  const [low, high] = span
  const pad = low === high ? Math.max(Math.abs(low) * 0.05, 1e-6) : (high - low) * 0.06
  const clippedBy = ([from, to]: readonly [number, number]) =>
    values.filter((value) => Number.isFinite(value) && (value < from || value > to)).length
  if (!canBeTicked([low - pad, high + pad])) {
    return { domain: [low - pad, high + pad], ticks: [low], clippedCount: clippedBy(span) }
  }
  const scale = scaleLinear()
    .domain([low - pad, high + pad])
    .nice(tickCount)
  const [from = low, to = high] = scale.domain()
  return { domain: [from, to], ticks: scale.ticks(tickCount), clippedCount: clippedBy([from, to]) }
}
