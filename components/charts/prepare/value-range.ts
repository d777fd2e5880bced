/**
 * The range of the y-axis: all values with a little air, unless a few outliers would press the rest flat. Those are
 * clipped, and counted, because a chart that hides points must say so. Pure.
 */
import type { Range } from './ticks'

/** Outliers are clipped when the whole is more than this many times as wide as its inner 96 %. */
const CLIP_RATIO = 5
const AIR = 0.05

export type ValueRange = { range: Range; above: number; below: number }

/** Null when there is no value. `isLog` measures in decades; all values are above zero then. `clips` allows clipping. */
export function valueRange(values: ArrayLike<number>, isLog: boolean, clips = true): ValueRange | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values)
  if (isLog) for (const [i, value] of sorted.entries()) sorted[i] = Math.log10(value)
  sorted.sort()
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const [low, high, innerLow, innerHigh] = [at(0), at(1), at(0.02), at(0.98)]
  const inner = innerHigh - innerLow
  const isClipped = clips && inner > 0 && high - low > CLIP_RATIO * inner
  const from = isClipped ? Math.max(low, innerLow - inner / 4) : low
  const to = isClipped ? Math.min(high, innerHigh + inner / 4) : high
  // A flat line gets room above and below in proportion to its value.
  const air = to > from ? (to - from) * AIR : Math.abs(to) * AIR || 1
  const range: Range = isLog ? [10 ** (from - air), 10 ** (to + air)] : [from - air, to + air]
  const above = isClipped ? sorted.filter((value) => value > to).length : 0
  const below = isClipped ? sorted.filter((value) => value < from).length : 0
  return { range, above, below }
}
