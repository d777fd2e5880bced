/**
 * Expected improvement under the incumbent, and its logarithm, which is what is maximised: the plain value is 0 to the
 * last bit over most of the space once the search has settled.
 *
 * z = (incumbent - mean) / s,  h(z) = φ(z) + z Φ(z),  EI = s h(z).  Source: Ament et al. (2023), section 4.
 */
import { LOG_SQRT_2PI, millsRatio, normalCdf, normalDensity, normalQuantile } from '../numeric/normal'
import type { Prediction } from '../surrogate/surrogate'
import type { Acquisition, Slopes } from './acquisition'

export const logExpectedImprovement: Acquisition = { name: 'log_expected_improvement', score, slopes }

/** In the units of the prediction; 0 or more. */
export function expectedImprovement({ mean, deviation }: Prediction, incumbent: number): number {
  if (deviation <= 0) return Math.max(0, incumbent - mean)
  return deviation * Math.exp(logH((incumbent - mean) / deviation))
}

const QUANTILES = 64

/**
 * The same in units that `lossAt` leads to, which may be bent: the chance to win times the mean gain over equally likely
 * winning values.
 */
export function expectedGain(
  { mean, deviation }: Prediction,
  incumbent: number,
  lossAt: (value: number) => number,
): number {
  const best = lossAt(incumbent)
  if (deviation <= 0) return Math.max(0, best - lossAt(mean))
  const chance = normalCdf((incumbent - mean) / deviation)
  let total = 0
  for (let i = 0; i < QUANTILES; i++) {
    const z = normalQuantile((chance * (i + 0.5)) / QUANTILES)
    total += Math.max(0, best - lossAt(mean + deviation * Math.max(-40, z)))
  }
  return (chance * total) / QUANTILES
}

function score({ mean, deviation }: Prediction, incumbent: number): number {
  return Math.log(deviation) + logH((incumbent - mean) / deviation)
}

function slopes({ mean, deviation }: Prediction, incumbent: number): Slopes {
  const z = (incumbent - mean) / deviation
  if (z < -5) {
    // Divided through by φ, which underflows; h/φ = 1 + z Φ/φ loses its digits in turn, so far out its series serves.
    const ratio = millsRatio(z)
    const h = z < -50 ? 1 / (z * z) : 1 + z * ratio
    return { byMean: -ratio / (deviation * h), byDeviation: 1 / (deviation * h) }
  }
  const h = normalDensity(z) + z * normalCdf(z)
  return { byMean: -normalCdf(z) / (deviation * h), byDeviation: normalDensity(z) / (deviation * h) }
}

/** ln(φ(z) + z Φ(z)) without underflow or cancellation. */
export function logH(z: number): number {
  if (z > -1) return Math.log(normalDensity(z) + z * normalCdf(z))
  const log = -0.5 * z * z - LOG_SQRT_2PI
  if (z <= -1e7) return log - 2 * Math.log(-z)
  return log + log1mExp(Math.log(-z * millsRatio(z)))
}

/** ln(1 - e^t) for t < 0. */
function log1mExp(t: number): number {
  return t > -Math.LN2 ? Math.log(-Math.expm1(t)) : Math.log1p(-Math.exp(t))
}
