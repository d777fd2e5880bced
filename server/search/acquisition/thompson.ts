/**
 * Thompson sampling: the best point of one function that the objective may be, drawn anew for each suggestion. The draw
 * looks around by itself, so that no doubt is weighed, and many at once differ without being told of each other.
 */
import type { Acquisition } from './acquisition'

export const thompsonSample: Acquisition = {
  name: 'thompson_sample',
  isOfDraw: true,
  score: ({ mean }) => -mean,
  slopes: () => ({ byMean: -1, byDeviation: 0 }),
}
