/**
 * What an acquisition is: how much a point is worth trying, given the surrogate's guess there. Larger is better. It
 * must not underflow to a plateau where all points look alike; hence logarithms.
 */
import type { Prediction } from '../surrogate/surrogate'

export type Slopes = { byMean: number; byDeviation: number }

export interface Acquisition {
  name: string
  /** It is asked about one function drawn from the surrogate, not about what the surrogate expects. */
  isOfDraw?: true
  score(prediction: Prediction, incumbent: number): number
  /** Derivatives of `score` by the mean and by the deviation. */
  slopes(prediction: Prediction, incumbent: number): Slopes
}
