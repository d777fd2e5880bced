import { describe, expect, test } from 'vitest'
import reference from '../../fixtures/reference.json'
import { rngFor } from '../../numeric/rng'
import { sobolPoint } from '../../numeric/sobol'
import { searchSpaceOf } from '../../space/search-space'
import { aConfig } from '../../testing'
import type { Surrogate } from '../surrogate'
import {
  AMPLITUDE_PRIOR,
  fitParameters,
  type GpData,
  lengthPrior,
  NOISE_PRIOR,
  negativeLogPosterior,
  packParameters,
  priorMode,
  unpackParameters,
} from './fit'
import { gaussianProcessFamily } from './gaussian-process'
import { matern, maternSlope } from './kernel'
import { type GaussianProcess, gaussianProcess } from './posterior'
import { pickForFit, pickForPrediction } from './subset'

const known = reference.gaussian_process
const PARAMETERS = { lengths: Float64Array.from(known.lengths), noise: known.noise, amplitude: known.amplitude }
const DATA: GpData = {
  points: known.x.map((row) => Float64Array.from(row)),
  values: Float64Array.from(known.y),
  isCategory: [false, false, false],
}
const MIXED: GpData = {
  ...DATA,
  points: DATA.points.map((p, i) => Float64Array.of(p[0]!, i % 3, p[2]!)),
  isCategory: [false, true, false],
}

function process(data = DATA, parameters = PARAMETERS): GaussianProcess {
  const made = gaussianProcess(data, parameters)
  if (made === null) throw new Error('no process')
  return made
}

describe('the kernel', () => {
  test('is its amplitude at distance 0 and falls to 0', () => {
    expect(matern(0, 2)).toBe(2)
    expect(matern(1, 2)).toBeLessThan(2)
    expect(matern(1e6, 2)).toBe(0)
  })

  test.each([0.01, 0.5, 4])('its slope at r² = %d is its finite difference', (distance2) => {
    const step = 1e-6
    const wanted = (matern(distance2 + step, 1.3) - matern(distance2 - step, 1.3)) / (2 * step)
    expect(maternSlope(distance2, 1.3)).toBeCloseTo(wanted, 6)
  })
})

describe('the posterior', () => {
  test('is that of scikit-learn around the same mean', () => {
    const gp = process()
    expect(gp.mean).toBeCloseTo(known.m, 10)
    for (const [i, at] of known.at.entries()) {
      const { mean, deviation } = gp.predict(Float64Array.from(at))
      expect(mean).toBeCloseTo(known.mean[i]!, 9)
      expect(deviation).toBeCloseTo(known.deviation[i]!, 8)
    }
  })

  test.each([
    ['numbers', DATA],
    ['categories among numbers', MIXED],
  ])('its slopes over %s are its finite differences, 0 for a category', (_, data) => {
    const gp = process(data).withPending([Float64Array.of(0.2, 1, 0.9)])
    const meanSlope = new Float64Array(3)
    const deviationSlope = new Float64Array(3)
    const at = Float64Array.of(0.31, 1, 0.77)
    gp.predictWithSlopes!(at, meanSlope, deviationSlope)
    const step = 1e-5
    for (let j = 0; j < 3; j++) {
      if (data.isCategory[j]) {
        expect(Math.abs(meanSlope[j]!) + Math.abs(deviationSlope[j]!)).toBe(0)
        continue
      }
      const up = gp.predict(at.map((x, i) => x + (i === j ? step : 0)))
      const down = gp.predict(at.map((x, i) => x - (i === j ? step : 0)))
      expect(meanSlope[j]).toBeCloseTo((up.mean - down.mean) / (2 * step), 5)
      expect(deviationSlope[j]).toBeCloseTo((up.deviation - down.deviation) / (2 * step), 5)
    }
  })

  test('goes through the data when the noise is small, and doubts away from it', () => {
    const gp = process(DATA, { ...PARAMETERS, noise: 1e-6 })
    for (const [i, point] of DATA.points.entries()) {
      expect(gp.predict(point).mean).toBeCloseTo(DATA.values[i]!, 3)
      expect(gp.predict(point).deviation).toBeLessThan(0.01)
    }
    const far = gp.predict(Float64Array.of(50, 50, 50))
    expect(far.deviation).toBeCloseTo(Math.sqrt(PARAMETERS.amplitude), 6)
    expect(far.mean).toBeCloseTo(gp.mean, 6)
  })

  test('a pending point leaves every mean and takes away doubt around it', () => {
    const gp = process()
    const pending = Float64Array.of(0.9, 0.1, 0.5)
    const after = gp.withPending([pending])
    for (const at of known.at.map((row) => Float64Array.from(row))) {
      expect(after.predict(at).mean).toBeCloseTo(gp.predict(at).mean, 10)
      expect(after.predict(at).deviation).toBeLessThanOrEqual(gp.predict(at).deviation + 1e-12)
    }
    expect(after.predict(pending).deviation).toBeLessThan(0.5 * gp.predict(pending).deviation)
  })

  test('leaving one run out is what a process without that run predicts, pending points or not', () => {
    // Only the constant mean is not estimated anew without the run, so the two may differ by as much as it moves.
    const centred = { ...DATA, values: DATA.values.map((value) => value - known.m) }
    for (const gp of [process(centred), process(centred).withPending([Float64Array.of(0.9, 0.1, 0.5)])]) {
      const { indexes, means, deviations } = gp.leaveOneOut()
      expect(indexes).toEqual([...DATA.points.keys()])
      for (const i of [0, 5, 11]) {
        const rest = [...DATA.points.keys()].filter((index) => index !== i)
        const without = process({
          ...DATA,
          points: rest.map((index) => DATA.points[index]!),
          values: Float64Array.from(rest, (index) => centred.values[index]!),
        })
        const { mean, deviation } = without.predict(DATA.points[i]!)
        expect(Math.abs(means[i]! - mean)).toBeLessThan(Math.abs(without.mean) + 1e-9)
        expect(deviations[i]).toBeCloseTo(Math.hypot(deviation, Math.sqrt(PARAMETERS.noise)), 9)
      }
    }
  })

  test('a pending point is worth what a result at its expected value would be', () => {
    const pending = Float64Array.of(0.9, 0.1, 0.5)
    const gp = process()
    const wanted = process({
      ...DATA,
      points: [...DATA.points, pending],
      values: Float64Array.from([...DATA.values, gp.predict(pending).mean]),
    })
    const at = Float64Array.of(0.7, 0.3, 0.4)
    expect(gp.withPending([pending]).predict(at).deviation).toBeCloseTo(wanted.predict(at).deviation, 9)
  })

  test('pending points one by one or at once are the same', () => {
    const a = Float64Array.of(0.9, 0.1, 0.5)
    const b = Float64Array.of(0.2, 0.8, 0.1)
    const at = Float64Array.of(0.5, 0.5, 0.3)
    const oneByOne = process().withPending([a]).withPending([b]).predict(at)
    expect(oneByOne.deviation).toBeCloseTo(process().withPending([a, b]).predict(at).deviation, 12)
  })

  test('sixty copies of one point are survived', () => {
    const point = Float64Array.of(0.5, 0.5, 0.5)
    const data: GpData = {
      points: Array(60).fill(point),
      values: new Float64Array(60).fill(1),
      isCategory: [false, false, false],
    }
    const { mean, deviation } = process(data, { ...PARAMETERS, noise: 1e-6 })
      .withPending(Array(20).fill(point))
      .predict(point)
    expect(mean).toBeCloseTo(1, 3)
    expect(deviation).toBeLessThan(0.1)
  })

  test('a category that the space does not know is unlike all', () => {
    const unknown: GpData = { points: [Float64Array.of(-1)], values: Float64Array.of(3), isCategory: [true] }
    const gp = process(unknown, { lengths: Float64Array.of(0.5), noise: 1e-4, amplitude: 1 })
    expect(gp.predict(Float64Array.of(-1)).deviation).toBeGreaterThan(0.5)
  })

  test('what is not finite gives no process', () => {
    expect(gaussianProcess(DATA, { ...PARAMETERS, noise: Number.NaN })).toBeNull()
  })
})

describe('the fit', () => {
  test('its likelihood is that of scikit-learn', () => {
    const theta = packParameters(PARAMETERS)
    const value = negativeLogPosterior(DATA)(theta, new Float64Array(5))
    // The prior apart, computed from its definition: independent here of the code under test.
    const { centre, shared, own } = lengthPrior(3)
    const e = [...theta.slice(0, 3)].map((x) => x - centre)
    const total = e.reduce((sum, x) => sum + x, 0)
    const lengths = (0.5 * (e.reduce((sum, x) => sum + x * x, 0) - (shared / (own + 3 * shared)) * total ** 2)) / own
    const noise = (0.5 * (theta[3]! - NOISE_PRIOR.centre) ** 2) / NOISE_PRIOR.variance
    const amplitude = (0.5 * (theta[4]! - AMPLITUDE_PRIOR.centre) ** 2) / AMPLITUDE_PRIOR.variance
    expect(value - lengths - noise - amplitude).toBeCloseTo(known.negative_log_likelihood, 9)
  })

  test.each([
    ['numbers', DATA],
    ['categories among numbers', MIXED],
  ])('its gradient over %s is its finite difference', (_, data) => {
    const objective = negativeLogPosterior(data)
    for (const lengths of [
      [0.3, 0.8, 2],
      [3, 0.1, 0.5],
    ]) {
      const theta = packParameters({ lengths: Float64Array.from(lengths), noise: 0.01, amplitude: 0.6 })
      const gradient = new Float64Array(5)
      objective(theta, gradient)
      const scratch = new Float64Array(5)
      for (let i = 0; i < 5; i++) {
        const step = 1e-5
        const up = objective(
          theta.map((x, j) => x + (i === j ? step : 0)),
          scratch,
        )
        const down = objective(
          theta.map((x, j) => x - (i === j ? step : 0)),
          scratch,
        )
        expect(gradient[i]).toBeCloseTo((up - down) / (2 * step), 4)
      }
    }
  })

  test('finds which dimension matters', () => {
    const points = Array.from({ length: 40 }, (_, i) => sobolPoint(3, i, 5))
    const values = Float64Array.from(points, (p) => Math.sin(9 * p[0]!))
    const fitted = fitParameters({ points, values, isCategory: [false, false, false] }, [priorMode(3)], 60)!
    expect(fitted.lengths[0]!).toBeLessThan(0.5 * fitted.lengths[1]!)
    expect(fitted.lengths[0]!).toBeLessThan(0.5 * fitted.lengths[2]!)
    expect(fitted.noise).toBeLessThan(1e-2)
  })

  test('finds noise where there is noise', () => {
    const rng = rngFor(1, 1, 'noise')
    const points = Array.from({ length: 60 }, (_, i) => sobolPoint(2, i, 5))
    const values = Float64Array.from(points, (p) => 2 * p[0]! + 2 * (rng.uniform() - 0.5))
    const fitted = fitParameters(
      { points, values, isCategory: [false, false] },
      [priorMode(2), { ...priorMode(2), lengths: Float64Array.of(2, 2), noise: 0.1 }],
      60,
    )!
    expect(fitted.noise).toBeGreaterThan(0.1)
  })

  test('packing and unpacking are inverse', () => {
    const back = unpackParameters(packParameters(PARAMETERS))
    expect(back.noise).toBeCloseTo(PARAMETERS.noise, 12)
    expect([...back.lengths].map((x) => x.toFixed(9))).toEqual([...PARAMETERS.lengths].map((x) => x.toFixed(9)))
  })
})

describe('the subsets', () => {
  const n = 500
  const many: GpData = {
    points: Array.from({ length: n }, (_, i) => sobolPoint(3, i, 2)),
    values: Float64Array.from({ length: n }, (_, i) => (i * 37) % n),
    isCategory: [false, false, false],
  }

  test('few runs are all used', () => {
    expect(pickForFit(DATA, 100)).toBe(DATA)
    expect(pickForPrediction(DATA, PARAMETERS.lengths, 100)).toBe(DATA)
  })

  test('the best runs are always among those chosen, and none twice', () => {
    for (const chosen of [pickForFit(many, 80), pickForPrediction(many, PARAMETERS.lengths, 80)]) {
      expect(chosen.points).toHaveLength(80)
      expect(new Set(chosen.points).size).toBe(80)
      for (let value = 0; value < 20; value++) expect([...chosen.values]).toContain(value)
    }
  })

  test('copies of one point do not fill it', () => {
    const copies: GpData = {
      points: Array(50).fill(many.points[0]),
      values: new Float64Array(50),
      isCategory: many.isCategory,
    }
    expect(pickForFit(copies, 20).points.length).toBeLessThanOrEqual(20)
  })
})

describe('the family', () => {
  const space = searchSpaceOf(
    aConfig({ method: 'bayes', parameters: { x: { min: 0, max: 1.5 }, y: { min: 0, max: 1.5 } } }),
  )

  function fitted(count: number, value: (p: Float64Array) => number): Surrogate | null {
    const points = Array.from({ length: count }, (_, i) => sobolPoint(2, i, 5))
    return gaussianProcessFamily.fit({
      space,
      points,
      values: Float64Array.from(points, value),
      rng: rngFor(1, 0, 'fit'),
    })
  }

  test('predicts a smooth function between its runs', () => {
    const f = (p: Float64Array) => Math.sin(3 * p[0]!) + p[1]! ** 2
    const model = fitted(30, f)!
    for (let i = 40; i < 60; i++) {
      const at = sobolPoint(2, i, 5)
      expect(Math.abs(model.predict(at).mean - f(at))).toBeLessThan(0.05)
    }
  })

  test('says what it learnt', () => {
    expect(Object.keys(fitted(10, (p) => p[0]!)!.describe())).toEqual([
      'length_scales',
      'noise_variance',
      'amplitude',
      'prior_mean',
    ])
  })

  test.each([1, 2, 3])('%d runs are enough for a guess', (count) => {
    expect(Number.isFinite(fitted(count, (p) => p[0]!)!.predict(Float64Array.of(0.5, 0.5)).mean)).toBe(true)
  })

  test('equal values are no trouble', () => {
    expect(fitted(12, () => 0)!.predict(Float64Array.of(0.5, 0.5)).mean).toBeCloseTo(0, 6)
  })
})
