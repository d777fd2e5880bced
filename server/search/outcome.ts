/**
 * Losses to the standard units in which the surrogate works, and back. The bad tail is cut: one diverged run of 1e6
 * among losses near 0.3 would make all the others look alike. The good side is never touched.
 */
import type { Prediction } from './surrogate/surrogate'

export type Outcome = {
  /** Mean 0, deviation 1, tail cut; all zero when all losses are equal. */
  values: Float64Array
  /** In original units, still a loss. */
  toLoss: (prediction: Prediction) => Prediction
}

const TAIL_RANGES = 3
/** Values beyond it are brought in before anything is squared. */
const LOSS_MAX = 1e150

export function standardise(losses: readonly number[]): Outcome {
  const bounded = losses.map((loss) => Math.min(LOSS_MAX, Math.max(-LOSS_MAX, loss)))
  const sorted = [...bounded].sort((a, b) => a - b)
  const upper = quartile(sorted, 0.75)
  const cut = upper + TAIL_RANGES * (upper - quartile(sorted, 0.25))
  // With half of the runs equal the range is 0 and says nothing about the rest.
  const clipped = cut > upper ? bounded.map((loss) => Math.min(loss, cut)) : bounded
  const centre = mean(clipped)
  const spread = Math.sqrt(mean(clipped.map((loss) => (loss - centre) ** 2)))
  const largest = clipped.reduce((most, loss) => Math.max(most, Math.abs(loss)), 0)
  const scale = spread > 1e-13 * largest && spread > 0 ? spread : 1
  return {
    values: Float64Array.from(clipped, (loss) => (scale === spread ? (loss - centre) / scale : 0)),
    toLoss: (prediction) => ({ mean: centre + scale * prediction.mean, deviation: scale * prediction.deviation }),
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
