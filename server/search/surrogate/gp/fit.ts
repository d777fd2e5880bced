/**
 * Maximum a posteriori length scales, noise and amplitude of the Gaussian process.
 *
 * n points, d dimensions, C = K + noise · I, y the losses in standard units, m the constant mean at its own optimum,
 * a = C⁻¹ (y - m), W = C⁻¹ - a aᵀ. Minimised over the logarithms of all parameters:
 *   ½ (y-m)ᵀ a + Σ ln L_ii + ½ m² - ln prior,  gradient ½ Σ_ij W_ij ∂C_ij - ∂ ln prior  (m drops out: it is optimal).
 * A prior stated as a density on l has the penalty ln l more when ln l is the variable; forgetting it oversmooths.
 */
import { cholesky } from '../../numeric/cholesky'
import { type Box, minimize, type Objective } from '../../numeric/minimize'
import { inverseOf, logDiagonal, solveLower, solveUpper } from '../../numeric/triangular'
import type { Point } from '../../space/search-space'
import type { KernelParameters } from './kernel'

export const LENGTH_MIN = 0.02
export const LENGTH_MAX = 50
export const NOISE_MIN = 1e-6
const NOISE_MAX = 1
const AMPLITUDE_MIN = 0.05
const AMPLITUDE_MAX = 20

const SQRT_5 = Math.sqrt(5)

export type GpData = {
  points: readonly Point[]
  values: Float64Array
  isCategory: readonly boolean[]
  /** Places of these points among all of which they were chosen; absent when they are all. */
  indexes?: readonly number[]
}

/** ln l ~ N(centre, spread) tied together: a shared part of variance `shared`, a part of each of variance `own`. */
export type LengthPrior = { centre: number; shared: number; own: number }

export const NOISE_PRIOR = { centre: -7, variance: 4 }
export const AMPLITUDE_PRIOR = { centre: 0, variance: 0.5 }

/**
 * Centre after Hvarfner, Hellsten & Nardi (2024), sqrt(d)-scaled, as a density on l (hence the - 3, its variance).
 * The shared part learns from few runs how rough the objective is, the own part which dimensions matter.
 */
export function lengthPrior(dimensionCount: number): LengthPrior {
  return { centre: Math.SQRT2 + 0.5 * Math.log(dimensionCount) - 3, shared: 3, own: 1 }
}

/** The prior's mode: what is used before there is enough to fit. */
export function priorMode(dimensionCount: number): KernelParameters {
  const { centre } = lengthPrior(dimensionCount)
  return {
    lengths: new Float64Array(dimensionCount).fill(Math.exp(Math.max(centre, Math.log(0.2)))),
    noise: 1e-3,
    amplitude: 1,
  }
}

/** Logarithms: lengths, then noise, then amplitude. */
export function packParameters({ lengths, noise, amplitude }: KernelParameters): Float64Array {
  return Float64Array.from([...lengths, noise, amplitude], Math.log)
}

export function unpackParameters(theta: Float64Array): KernelParameters {
  const d = theta.length - 2
  return {
    lengths: theta.slice(0, d).map(Math.exp),
    noise: Math.exp(theta[d]!),
    amplitude: Math.exp(theta[d + 1]!),
  }
}

export function fitParameters(
  data: GpData,
  starts: readonly KernelParameters[],
  evaluationsMax: number,
): KernelParameters | null {
  const d = data.isCategory.length
  const objective = negativeLogPosterior(data)
  const box: Box = {
    lower: Float64Array.from({ length: d + 2 }, (_, i) =>
      Math.log(i < d ? LENGTH_MIN : i === d ? NOISE_MIN : AMPLITUDE_MIN),
    ),
    upper: Float64Array.from({ length: d + 2 }, (_, i) =>
      Math.log(i < d ? LENGTH_MAX : i === d ? NOISE_MAX : AMPLITUDE_MAX),
    ),
  }
  // Each start is followed to its end: a fit that stops early costs orders of magnitude of regret late in a sweep.
  const ends = starts
    .map((start) => minimize(objective, packParameters(start), { ...box, evaluationsMax, gradientTolerance: 1e-2 }))
    .filter((end) => Number.isFinite(end.value))
    .sort((a, b) => a.value - b.value)
  return ends[0] === undefined ? null : unpackParameters(ends[0].x)
}

/** Value and gradient in log parameters; Infinity (and a zero gradient) where the matrix cannot be factored. */
export function negativeLogPosterior({ points, values, isCategory }: GpData): Objective {
  const n = points.length
  const d = isCategory.length
  const pairs: Pairs = {
    squares: squaredDifferences(points, isCategory),
    covariances: new Float64Array((n * (n - 1)) / 2),
    slopes: new Float64Array((n * (n - 1)) / 2),
  }
  const { covariances } = pairs
  const prior = lengthPrior(d)
  return (theta, gradient) => {
    const { lengths, noise, amplitude } = unpackParameters(theta)
    const inverse2 = lengths.map((length) => 1 / (length * length))
    fillPairs(pairs, inverse2, amplitude)
    const factor = cholesky(n, (i, j) => (i === j ? amplitude + noise : covariances[(i * (i - 1)) / 2 + j]!))
    gradient.fill(0)
    if (factor === null) return Number.POSITIVE_INFINITY
    const ones = new Float64Array(n).fill(1)
    const weights = values.slice()
    for (const x of [ones, weights]) {
      solveLower(factor, x)
      solveUpper(factor, x)
    }
    const mean = sum(weights) / (sum(ones) + 1)
    for (let i = 0; i < n; i++) weights[i] = weights[i]! - mean * ones[i]!
    let value = logDiagonal(factor) + 0.5 * mean * mean
    for (let i = 0; i < n; i++) value += 0.5 * (values[i]! - mean) * weights[i]!
    const { diagonal, lower } = traces(inverseOf(factor), weights, pairs)
    gradient[d] = 0.5 * diagonal * noise
    gradient[d + 1] = 0.5 * diagonal * amplitude + lower
    for (let k = 0; k < d; k++) gradient[k] = -2 * inverse2[k]! * dot(pairs.slopes, pairs.squares[k]!)
    return value + penalty(theta, prior, gradient)
  }
}

/** One entry for each pair of points j < i, in the order of the lower triangle. */
type Pairs = {
  /** For each dimension: the squared difference of each pair. One array a dimension, so that loops read in order. */
  squares: Float64Array[]
  covariances: Float64Array
  /** ∂k/∂r² of each pair; after `traces` times W_ij. */
  slopes: Float64Array
}

/** Covariances and slopes at these parameters; one exponential serves both. Cost n² d / 2. */
function fillPairs({ squares, covariances, slopes }: Pairs, inverse2: Float64Array, amplitude: number): void {
  // `covariances` holds r² until the last loop.
  covariances.fill(0)
  squares.forEach((square, k) => {
    const weight = inverse2[k]!
    for (let pair = 0; pair < covariances.length; pair++)
      covariances[pair] = covariances[pair]! + weight * square[pair]!
  })
  for (let pair = 0; pair < covariances.length; pair++) {
    const t = SQRT_5 * Math.sqrt(covariances[pair]!)
    const decay = amplitude * Math.exp(-t)
    covariances[pair] = (1 + t + (t * t) / 3) * decay
    slopes[pair] = (-5 / 6) * (1 + t) * decay
  }
}

/** Σ W_ii, and Σ_{j<i} W_ij k_ij; multiplies each slope by its W_ij on the way. `inverse`: n × n, lower triangle. */
function traces(
  inverse: Float64Array,
  weights: Float64Array,
  { covariances, slopes }: Pairs,
): { diagonal: number; lower: number } {
  const n = weights.length
  let diagonal = 0
  let lower = 0
  for (let i = 0, pair = 0; i < n; i++) {
    const own = weights[i]!
    for (let j = 0; j < i; j++, pair++) {
      const w = inverse[i * n + j]! - own * weights[j]!
      lower += w * covariances[pair]!
      slopes[pair] = w * slopes[pair]!
    }
    diagonal += inverse[i * n + i]! - own * own
  }
  return { diagonal, lower }
}

/** -ln prior up to a constant; its gradient is added. */
function penalty(theta: Float64Array, { centre, shared, own }: LengthPrior, gradient: Float64Array): number {
  const d = theta.length - 2
  let value = 0
  let total = 0
  for (let i = 0; i < d; i++) total += theta[i]! - centre
  // (own · I + shared · 11ᵀ)⁻¹ = (I - shared / (own + shared d) · 11ᵀ) / own
  const pull = shared / (own + shared * d)
  for (let i = 0; i < d; i++) {
    const part = (theta[i]! - centre - pull * total) / own
    value += 0.5 * (theta[i]! - centre) * part
    gradient[i] = gradient[i]! + part
  }
  for (const [index, law] of [
    [d, NOISE_PRIOR],
    [d + 1, AMPLITUDE_PRIOR],
  ] as const) {
    const off = theta[index]! - law.centre
    value += (0.5 * off * off) / law.variance
    gradient[index] = gradient[index]! + off / law.variance
  }
  return value
}

/** d arrays, one entry a pair. A category differs by 1; the unknown one (-1) differs even from itself. */
function squaredDifferences(points: readonly Point[], isCategory: readonly boolean[]): Float64Array[] {
  return isCategory.map((isLabel, k) => {
    const squares = new Float64Array((points.length * (points.length - 1)) / 2)
    for (let i = 0, pair = 0; i < points.length; i++) {
      const a = points[i]![k]!
      for (let j = 0; j < i; j++, pair++) {
        const b = points[j]![k]!
        squares[pair] = isLabel ? Number(a !== b || a < 0) : (a - b) ** 2
      }
    }
    return squares
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
  return total
}

function sum(x: Float64Array): number {
  let total = 0
  for (let i = 0; i < x.length; i++) total += x[i]!
  return total
}
