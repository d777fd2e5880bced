/**
 * Losses to the standard units in which the surrogate works, and back. The bad tail is cut: one diverged run of 1e6
 * among losses near 0.3 would make all the others look alike. The good side is never touched.
 */
import type { Prediction } from './surrogate/surrogate'

export type Outcome = {
  /** Mean 0, deviation 1, tail cut, warped; all zero when all losses are equal. */
  values: Float64Array
  /** In original units, still a loss. Under a warp the mean becomes the median, the deviation half the 68 % range. */
  toLoss: (prediction: Prediction) => Prediction
  /** ln (d value / d loss) of each: what the density of a value is multiplied by to be that of a loss. */
  logSlopes: Float64Array
}

const TAIL_RANGES = 3
/** Values beyond it are brought in before anything is squared. */
const LOSS_MAX = 1e150

/**
 * A loss is warped to ln((loss - best) / (median - best) + offset): what lies near the best is spread out, the smaller
 * the offset the more. Infinity leaves it straight.
 */
export type WarpOffset = number

export function standardise(losses: readonly number[], offset: WarpOffset = Number.POSITIVE_INFINITY): Outcome {
  const bounded = losses.map((loss) => Math.min(LOSS_MAX, Math.max(-LOSS_MAX, loss)))
  const sorted = [...bounded].sort((a, b) => a - b)
  const upper = quartile(sorted, 0.75)
  const cut = upper + TAIL_RANGES * (upper - quartile(sorted, 0.25))
  // With half of the runs equal the range is 0 and says nothing about the rest.
  const clipped = cut > upper ? bounded.map((loss) => Math.min(loss, cut)) : bounded
  const warp = warpOf({ best: sorted[0] ?? 0, range: quartile(sorted, 0.5) - (sorted[0] ?? 0), offset })
  const warped = clipped.map(warp.value)
  const centre = mean(warped)
  const spread = Math.sqrt(mean(warped.map((value) => (value - centre) ** 2)))
  const largest = warped.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = spread > 1e-13 * largest && spread > 0 ? spread : 1
  const lossAt = (value: number) => warp.loss(centre + scale * value)
  return {
    values: Float64Array.from(warped, (value) => (scale === spread ? (value - centre) / scale : 0)),
    logSlopes: Float64Array.from(clipped, (loss) => warp.logSlope(loss) - Math.log(scale)),
    toLoss: (prediction) => ({
      mean: lossAt(prediction.mean),
      deviation: warp.isStraight
        ? scale * prediction.deviation
        : 0.5 * (lossAt(prediction.mean + prediction.deviation) - lossAt(prediction.mean - prediction.deviation)),
    }),
  }
}

type Warp = {
  isStraight: boolean
  value: (loss: number) => number
  loss: (value: number) => number
  logSlope: (loss: number) => number
}

/** Beyond it the exponential of a prediction says nothing any more. */
const WARPED_MAX = 30

function warpOf({ best, range, offset }: { best: number; range: number; offset: WarpOffset }): Warp {
  if (!(range > 1e-13 * Math.abs(best)) || !Number.isFinite(offset))
    return { isStraight: true, value: (loss) => loss, loss: (value) => value, logSlope: () => 0 }
  const inside = (loss: number) => (loss - best) / range + offset
  return {
    isStraight: false,
    value: (loss) => Math.log(inside(loss)),
    loss: (value) => best + range * (Math.exp(Math.min(WARPED_MAX, value)) - offset),
    logSlope: (loss) => -Math.log(inside(loss)) - Math.log(range),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0)
}

function quartile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (at - Math.floor(at)) * (above - below)
}
