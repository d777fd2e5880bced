/**
 * The range of the y-axis: all values with a little air, unless a few outliers would press the rest flat. Those are
 * clipped, and counted, because a chart that hides points must say so. Pure.
 */
import type { Range } from './ticks'

/** Outliers are clipped when the whole is more than this many times as wide as its inner 96 %. */
const CLIP_RATIO = 5
/** One run that explodes is more than a few outliers: what goes this far beyond the inner 80 % is clipped like them. */
const EXPLODED_RATIO = 100
const AIR = 0.05

export type ValueRange = { range: Range; above: number; below: number }

/** Quantiles of more values than this are those of a sample of them, spread evenly; ends and counts are of all. */
const SAMPLE = 4096

/** Null when there is no value. `isLog` measures in decades; all values are above zero then. `clips` allows clipping. */
export function valueRange(values: ArrayLike<number>, isLog: boolean, clips = true): ValueRange | null {
  if (values.length === 0) return null
  const measure = isLog ? Math.log10 : (value: number) => value
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  ;[low, high] = [measure(low), measure(high)]
  const [innerLow, innerHigh] = clips ? innerEnds(values, measure) : [low, high]
  const inner = innerHigh - innerLow
  const isClipped = clips && inner > 0 && high - low > CLIP_RATIO * inner
  const from = isClipped ? Math.max(low, innerLow - inner / 4) : low
  const to = isClipped ? Math.min(high, innerHigh + inner / 4) : high
  // A flat line gets room above and below in proportion to its value.
  const air = to > from ? (to - from) * AIR : Math.abs(to) * AIR || 1
  const range: Range = isLog ? [10 ** (from - air), 10 ** (to + air)] : [from - air, to + air]
  return { range, ...(isClipped ? countOutside(values, measure, from, to) : { above: 0, below: 0 }) }
}

/** Where the inner 96 % of the values begin and end, or the inner 80 % when the rest has nothing to do with them. */
function innerEnds(values: ArrayLike<number>, measure: (value: number) => number): readonly [number, number] {
  const count = Math.min(values.length, SAMPLE)
  const sample = Float64Array.from({ length: count }, (_, i) =>
    measure(values[Math.floor((i * values.length) / count)] ?? 0),
  ).sort()
  const at = (share: number) => sample[Math.round(share * (count - 1))] ?? 0
  const [wide, core] = [
    [at(0.02), at(0.98)],
    [at(0.1), at(0.9)],
  ] as const
  const coreWidth = core[1] - core[0]
  const isExploded = coreWidth > 0 && wide[1] - wide[0] > EXPLODED_RATIO * coreWidth
  return isExploded ? core : wide
}

function countOutside(values: ArrayLike<number>, measure: (value: number) => number, from: number, to: number) {
  let above = 0
  let below = 0
  for (let i = 0; i < values.length; i++) {
    const value = measure(values[i] ?? 0)
    if (value > to) above++
    else if (value < from) below++
  }
  return { above, below }
}
