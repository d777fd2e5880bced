/**
 * The chance to come under the incumbent, by how little does not matter: ln Φ(z), z = (incumbent - mean) / s. It stays
 * near what is known, more than expected improvement does.
 */
import { LOG_SQRT_2PI, millsRatio, normalCdf } from '../numeric/normal'
import type { Prediction } from '../surrogate/surrogate'
import type { Acquisition, Slopes } from './acquisition'

export const logProbabilityOfImprovement: Acquisition = { name: 'log_probability_of_improvement', score, slopes }

function score({ mean, deviation }: Prediction, incumbent: number): number {
  const z = (incumbent - mean) / deviation
  // Near certainty all digits are in what is missing from it.
  if (z > 0) return Math.log1p(-normalCdf(-z))
  return z > -1 ? Math.log(normalCdf(z)) : -0.5 * z * z - LOG_SQRT_2PI + Math.log(millsRatio(z))
}

function slopes({ mean, deviation }: Prediction, incumbent: number): Slopes {
  const z = (incumbent - mean) / deviation
  // φ / Φ; far above the incumbent it is 0, and Φ / φ beyond all numbers.
  const ratio = 1 / (z > 30 ? Number.POSITIVE_INFINITY : millsRatio(z))
  return { byMean: -ratio / deviation, byDeviation: (-z * ratio) / deviation }
}
