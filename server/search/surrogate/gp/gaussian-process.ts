/**
 * The Gaussian process as a surrogate family: which runs it learns its parameters from, which it predicts from, and
 * what it does when there is too little to learn. A thousand runs cost no more than a few hundred: parameters come
 * from the best and the most spread-out runs, predictions from the best, those near the best, and a spread.
 */
import type { Surrogate, SurrogateData, SurrogateFamily } from '../surrogate'
import { fitParameters, type GpData, lengthPrior, priorMode } from './fit'
import type { KernelParameters } from './kernel'
import { gaussianProcess } from './posterior'
import { pickForFit, pickForPrediction } from './subset'

export const gaussianProcessFamily: SurrogateFamily = { name: 'gaussian_process', fit, sketch }

const FIT_POINTS_MAX = 110
const PREDICT_POINTS_MAX = 200
/** Fits of more runs begin where a fit of this many ended: a start costs an eighth of what it would. */
const COARSE_POINTS = 48
const EVALUATIONS_MAX = 40

function fit({ space, points, values, rng }: SurrogateData): Surrogate | null {
  const all: GpData = { points, values, isCategory: space.dimensions.map((dimension) => dimension.kind === 'category') }
  const d = space.dimensions.length
  const mode = priorMode(d)
  const parameters = points.length < 3 ? mode : learn(all, mode, rng.uniform())
  const kept = pickForPrediction(all, parameters.lengths, PREDICT_POINTS_MAX)
  return gaussianProcess(kept, parameters) ?? gaussianProcess(kept, { ...mode, noise: 1e-2 })
}

const SKETCH_POINTS = 40
const SKETCH_EVALUATIONS = 20

function sketch({ space, points, values }: SurrogateData): Surrogate | null {
  const all: GpData = { points, values, isCategory: space.dimensions.map((dimension) => dimension.kind === 'category') }
  const some = pickForFit(all, SKETCH_POINTS)
  return gaussianProcess(
    some,
    fitParameters(some, [priorMode(space.dimensions.length)], SKETCH_EVALUATIONS) ?? priorMode(space.dimensions.length),
  )
}

/** From the prior's mode and from a rougher or smoother start, whichever ends better. */
function learn(all: GpData, mode: KernelParameters, draw: number): KernelParameters {
  const { centre } = lengthPrior(mode.lengths.length)
  const other = { ...mode, lengths: mode.lengths.map(() => Math.exp(centre + 2 * draw + 0.5)), noise: 1e-2 }
  if (all.points.length < 1.5 * COARSE_POINTS) return fitParameters(all, [mode, other], EVALUATIONS_MAX) ?? mode
  const coarse = fitParameters(pickForFit(all, COARSE_POINTS), [mode, other], EVALUATIONS_MAX) ?? mode
  return fitParameters(pickForFit(all, FIT_POINTS_MAX), [coarse], EVALUATIONS_MAX) ?? coarse
}
