/** Words of `bayes.acquisition` to what they mean, exhaustive by type. */
import type { AcquisitionName } from '~/server/domain/sweep-config'
import type { Acquisition } from './acquisition'
import { logExpectedImprovement } from './expected-improvement'
import { lowerConfidenceBound } from './lower-confidence-bound'
import { logProbabilityOfImprovement } from './probability-of-improvement'
import { thompsonSample } from './thompson'

/** In standard units. Without it the surest gain is none to speak of, a hair beside the best run, again and again. */
const PI_MARGIN = 0.01

export const ACQUISITION_BY_NAME: Record<AcquisitionName, Acquisition> = {
  ei: logExpectedImprovement,
  pi: withMargin(logProbabilityOfImprovement, PI_MARGIN),
  lcb: lowerConfidenceBound,
  thompson: thompsonSample,
}

/** What must be beaten is better than the incumbent by so much. */
function withMargin({ name, score, slopes }: Acquisition, margin: number): Acquisition {
  return {
    name,
    score: (prediction, incumbent) => score(prediction, incumbent - margin),
    slopes: (prediction, incumbent) => slopes(prediction, incumbent - margin),
  }
}
