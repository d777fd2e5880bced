/** What a point may come to when luck is with it: mean - 2 s, negated, for larger is better. It asks for no incumbent. */
import type { Acquisition } from './acquisition'

const DEVIATIONS = 2

export const lowerConfidenceBound: Acquisition = {
  name: 'lower_confidence_bound',
  score: ({ mean, deviation }) => DEVIATIONS * deviation - mean,
  slopes: () => ({ byMean: -1, byDeviation: DEVIATIONS }),
}
