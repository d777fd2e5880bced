/**
 * One function that the objective may be by a Gaussian process: a draw of the prior from random Fourier features, bent
 * so that it goes through the runs (Wilson et al. 2020, "Efficiently sampling functions from Gaussian process
 * posteriors"). Unlike values drawn at a list of points it is a function, with slopes, and costs the same anywhere.
 *
 *   f(x) = m + g(x) + k(x)ᵀ C⁻¹ (y - m - g(X) - ε),   g(x) = √(2 s² / M) Σ w_i cos(ω_i · x + b_i)
 *
 * The frequencies of Matérn 5/2 are of a multivariate t with 5 degrees of freedom. A category that differs adds 1 / l² to
 * the squared distance, as does a coordinate of its own for each level at 1 / (√2 l).
 */
import { normalQuantile } from '../../numeric/normal'
import type { Rng } from '../../numeric/rng'
import { solveLower, solveUpper } from '../../numeric/triangular'
import type { Point } from '../../space/search-space'
import type { Guess } from '../surrogate'
import { matern, maternSlope } from './kernel'
import type { State } from './posterior'

const FEATURES = 512
const DEGREES = 5

export function drawnFunction(state: State, rng: Rng): Guess {
  const { data, factor, parameters, mean, meanCount, isCategory } = state
  const prior = priorDraw(state, rng)
  const weights = Float64Array.from(data.values.subarray(0, meanCount), (value, i) => {
    const noise = Math.sqrt(parameters.noise) * normal(rng)
    return value - mean - prior.at(data.points[i]!) - noise
  })
  const known = { ...factor, size: meanCount }
  solveLower(known, weights)
  solveUpper(known, weights)
  const { lengths, amplitude } = parameters
  const distance2 = (a: Point, b: Point) => {
    let sum = 0
    for (let j = 0; j < isCategory.length; j++) {
      const difference = isCategory[j] ? Number(a[j] !== b[j] || a[j]! < 0) : a[j]! - b[j]!
      sum += (difference / lengths[j]!) ** 2
    }
    return sum
  }
  const at = (point: Point) => {
    let value = mean + prior.at(point)
    for (let i = 0; i < meanCount; i++) value += weights[i]! * matern(distance2(point, data.points[i]!), amplitude)
    return value
  }
  return {
    predict: (point) => ({ mean: at(point), deviation: 0 }),
    predictWithSlopes: (point, meanSlope, deviationSlope) => {
      deviationSlope.fill(0)
      prior.slopes(point, meanSlope)
      for (let i = 0; i < meanCount; i++) {
        const other = data.points[i]!
        const slope = 2 * weights[i]! * maternSlope(distance2(point, other), amplitude)
        for (let j = 0; j < isCategory.length; j++) {
          if (!isCategory[j]) meanSlope[j] = meanSlope[j]! + (slope * (point[j]! - other[j]!)) / lengths[j]! ** 2
        }
      }
      return { mean: at(point), deviation: 0 }
    },
  }
}

type PriorDraw = { at: (point: Point) => number; slopes: (point: Point, out: Float64Array) => void }

function priorDraw({ parameters, isCategory }: State, rng: Rng): PriorDraw {
  const { lengths, amplitude } = parameters
  const d = isCategory.length
  const scales = Float64Array.from({ length: FEATURES }, () => {
    let chi2 = 0
    for (let i = 0; i < DEGREES; i++) chi2 += normal(rng) ** 2
    return Math.sqrt(DEGREES / chi2)
  })
  const weights = Float64Array.from({ length: FEATURES }, () => Math.sqrt((2 * amplitude) / FEATURES) * normal(rng))
  const shifts = Float64Array.from({ length: FEATURES }, () => 2 * Math.PI * rng.uniform())
  const frequencies = Array.from({ length: d }, (_, j) =>
    isCategory[j] ? null : scales.map((scale) => (scale * normal(rng)) / lengths[j]!),
  )
  // Levels get theirs when first met: how many there are is the space's business.
  const ofLevels = new Map<string, Float64Array>()
  const levelShifts = (j: number, level: number): Float64Array => {
    const key = `${j} ${level}`
    const found = ofLevels.get(key) ?? scales.map((scale) => (scale * normal(rng)) / (Math.SQRT2 * lengths[j]!))
    ofLevels.set(key, found)
    return found
  }
  const phases = new Float64Array(FEATURES)
  const phasesAt = (point: Point) => {
    phases.set(shifts)
    for (let j = 0; j < d; j++) {
      const numeric = frequencies[j]
      const factors = numeric ?? levelShifts(j, point[j]!)
      const x = numeric === null ? 1 : point[j]!
      for (let i = 0; i < FEATURES; i++) phases[i] = phases[i]! + factors![i]! * x
    }
    return phases
  }
  return {
    at: (point) => phasesAt(point).reduce((sum, phase, i) => sum + weights[i]! * Math.cos(phase), 0),
    slopes: (point, out) => {
      const bent = phasesAt(point).map((phase, i) => -weights[i]! * Math.sin(phase))
      for (let j = 0; j < d; j++) {
        const numeric = frequencies[j]
        out[j] = numeric == null ? 0 : bent.reduce((sum, value, i) => sum + value * numeric[i]!, 0)
      }
    },
  }
}

function normal(rng: Rng): number {
  return normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, rng.uniform())))
}
