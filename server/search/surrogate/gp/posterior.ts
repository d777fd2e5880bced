/**
 * The Gaussian process given its parameters: mean and deviation at a point, their slopes, and pending points taken in.
 *
 * L lower factor of C = K + noise · I, a = C⁻¹ (y - m), k the covariances of a point with the data:
 *   mean = m + kᵀ a,   variance = s² - |L⁻¹ k|²  (of the objective itself, without noise).
 */
import { cholesky, type Factor } from '../../numeric/cholesky'
import { appendRow, inverseOf, solveLower, solveUpper } from '../../numeric/triangular'
import type { Point } from '../../space/search-space'
import type { LeftOut, Prediction, Surrogate } from '../surrogate'
import { drawnFunction } from './draw'
import type { GpData } from './fit'
import { type KernelParameters, matern } from './kernel'

/** Of the amplitude: below it a variance is rounding, not knowledge. */
const VARIANCE_MIN = 1e-12
const SQRT_5 = Math.sqrt(5)

export type GaussianProcess = Surrogate & { parameters: KernelParameters; mean: number }

/** Null when the covariance cannot be factored even with the largest jitter. */
export function gaussianProcess(
  data: GpData,
  parameters: KernelParameters,
  roomForPending = 0,
): GaussianProcess | null {
  const { points, values, isCategory } = data
  const n = points.length
  const d = isCategory.length
  const { lengths, noise, amplitude } = parameters
  const inverse = lengths.map((length) => 1 / length)
  const capacity = n + roomForPending
  const scaled = new Float64Array(capacity * d)
  for (const [i, point] of points.entries()) scalePoint(point, inverse, isCategory, scaled, i * d)
  const distance2 = (i: number, j: number) => rowDistance2(scaled, i * d, scaled, j * d, inverse, isCategory)
  const entry = (i: number, j: number) => (i === j ? amplitude + noise : matern(distance2(i, j), amplitude))
  const factor = cholesky(n, entry, capacity)
  if (factor === null) return null
  const ones = new Float64Array(n).fill(1)
  const weights = values.slice()
  for (const x of [ones, weights]) {
    solveLower(factor, x)
    solveUpper(factor, x)
  }
  const mean = weights.reduce((total, x) => total + x, 0) / (ones.reduce((total, x) => total + x, 0) + 1)
  weights.forEach((weight, i) => {
    weights[i] = weight - mean * ones[i]!
  })
  return surrogateOf({ factor, scaled, weights, mean, parameters, inverse, isCategory, meanCount: n, data })
}

export type State = {
  data: GpData
  factor: Factor
  /** capacity × d, numeric coordinates over their lengths, categories as they are. */
  scaled: Float64Array
  weights: Float64Array
  mean: number
  parameters: KernelParameters
  inverse: Float64Array
  isCategory: readonly boolean[]
  /**
   * Rows that carry a value. Pending rows come after it and add certainty only: a point that takes the value expected
   * of it leaves every mean as it was (kriging believer).
   */
  meanCount: number
}

function surrogateOf(state: State): GaussianProcess {
  const { factor, parameters, mean } = state
  const covariances = new Float64Array(factor.stride)
  const solved = new Float64Array(factor.stride)
  const own = new Float64Array(state.isCategory.length)
  return {
    parameters,
    mean,
    predict: (point) => predict(state, point, { covariances, solved, own }),
    predictWithSlopes: (point, meanSlope, deviationSlope) => {
      const scratch = { covariances, solved, own }
      const prediction = predict(state, point, scratch)
      addSlopes(state, scratch, prediction, { meanSlope, deviationSlope })
      return prediction
    },
    withPending: (points) => withPending(state, points),
    leaveOneOut: () => leaveOneOut(state),
    draw: (rng) => drawnFunction(state, rng),
    describe: () => ({
      length_scales: [...parameters.lengths],
      noise_variance: parameters.noise,
      amplitude: parameters.amplitude,
      prior_mean: mean,
    }),
  }
}

type Scratch = { covariances: Float64Array; solved: Float64Array; own: Float64Array }

function predict(state: State, point: Point, { covariances, solved, own }: Scratch): Prediction {
  const { factor, scaled, inverse, isCategory, parameters, weights, meanCount } = state
  const d = isCategory.length
  scalePoint(point, inverse, isCategory, own, 0)
  let mean = state.mean
  for (let i = 0; i < factor.size; i++) {
    const k = matern(rowDistance2(own, 0, scaled, i * d, inverse, isCategory), parameters.amplitude)
    covariances[i] = k
    solved[i] = k
    if (i < meanCount) mean += k * weights[i]!
  }
  solveLower(factor, solved)
  let variance = parameters.amplitude
  for (let i = 0; i < factor.size; i++) variance -= solved[i]! * solved[i]!
  return { mean, deviation: Math.sqrt(Math.max(variance, VARIANCE_MIN * parameters.amplitude)) }
}

/** ∂k/∂z_j = dk/d(r²) · 2 (z_j - x_j) / l_j²; ∂ variance = -2 Σ (C⁻¹ k)_i ∂k_i. */
function addSlopes(
  state: State,
  { covariances, solved, own }: Scratch,
  prediction: Prediction,
  out: { meanSlope: Float64Array; deviationSlope: Float64Array },
): void {
  const { factor, scaled, inverse, isCategory, parameters, weights, meanCount } = state
  const d = isCategory.length
  out.meanSlope.fill(0)
  out.deviationSlope.fill(0)
  solveUpper(factor, solved)
  for (let i = 0; i < factor.size; i++) {
    if (covariances[i] === 0) continue
    const distance2 = rowDistance2(own, 0, scaled, i * d, inverse, isCategory)
    const t = SQRT_5 * Math.sqrt(distance2)
    const slope = (-5 / 3) * parameters.amplitude * (1 + t) * Math.exp(-t)
    const weight = i < meanCount ? weights[i]! : 0
    for (let j = 0; j < d; j++) {
      if (isCategory[j]) continue
      const part = slope * (own[j]! - scaled[i * d + j]!) * inverse[j]!
      out.meanSlope[j] = out.meanSlope[j]! + weight * part
      out.deviationSlope[j] = out.deviationSlope[j]! - (solved[i]! * part) / prediction.deviation
    }
  }
}

/** mean_-i = y_i - a_i / (C⁻¹)_ii, variance_-i = 1 / (C⁻¹)_ii, without fitting again. Rasmussen & Williams, section 5.4.2. */
function leaveOneOut({ factor, meanCount, weights, data }: State): LeftOut {
  const inverse = inverseOf({ ...factor, size: meanCount })
  const own = Float64Array.from({ length: meanCount }, (_, i) => inverse[i * meanCount + i]!)
  return {
    indexes: data.indexes ?? [...own.keys()],
    means: own.map((entry, i) => data.values[i]! - weights[i]! / entry),
    deviations: own.map((entry) => 1 / Math.sqrt(entry)),
  }
}

function withPending(state: State, points: readonly Point[]): GaussianProcess {
  const { isCategory, inverse, parameters } = state
  const d = isCategory.length
  const size = state.factor.size + points.length
  const roomy = size <= state.factor.stride ? copied(state.factor, state.factor.stride) : copied(state.factor, size)
  const scaled = new Float64Array(roomy.stride * d)
  scaled.set(state.scaled.subarray(0, state.factor.size * d))
  let factor = roomy
  for (const point of points) {
    const at = factor.size
    scalePoint(point, inverse, isCategory, scaled, at * d)
    const cross = Float64Array.from({ length: at }, (_, i) =>
      matern(rowDistance2(scaled, at * d, scaled, i * d, inverse, isCategory), parameters.amplitude),
    )
    const floor = 1e-10 * parameters.amplitude
    factor = appendRow(factor, cross, parameters.amplitude + parameters.noise + factor.jitter, floor)
  }
  return surrogateOf({ ...state, factor, scaled })
}

function copied(factor: Factor, stride: number): Factor {
  if (stride === factor.stride) return { ...factor, data: factor.data.slice() }
  const data = new Float64Array(stride * stride)
  for (let i = 0; i < factor.size; i++) {
    data.set(factor.data.subarray(i * factor.stride, i * factor.stride + i + 1), i * stride)
  }
  return { ...factor, data, stride }
}

function scalePoint(
  point: Point,
  inverse: Float64Array,
  isCategory: readonly boolean[],
  out: Float64Array,
  offset: number,
): void {
  for (let j = 0; j < isCategory.length; j++) out[offset + j] = isCategory[j] ? point[j]! : point[j]! * inverse[j]!
}

function rowDistance2(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  inverse: Float64Array,
  isCategory: readonly boolean[],
): number {
  let sum = 0
  for (let j = 0; j < isCategory.length; j++) {
    const difference = a[aAt + j]! - b[bAt + j]!
    if (!isCategory[j]) sum += difference * difference
    // -1 stands for a category that the space does not know; it equals nothing.
    else if (difference !== 0 || a[aAt + j]! < 0) sum += inverse[j]! * inverse[j]!
  }
  return sum
}
