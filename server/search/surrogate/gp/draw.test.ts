import { describe, expect, test } from 'vitest'
import { rngFor } from '../../numeric/rng'
import { designOf, spaceOf } from '../surrogate.contract'
import { gaussianProcess } from './posterior'

const REAL = { distribution: 'uniform', min: 0, max: 1 }

describe('functions drawn from a Gaussian process', () => {
  const space = spaceOf({ c: { values: ['x', 'y', 'z'] }, x: REAL, y: REAL })
  const isCategory = space.dimensions.map(({ kind }) => kind === 'category')
  const points = designOf(space, 12)
  const values = Float64Array.from(points, (point) => Math.sin(5 * point[1]!) + point[0]! - point[2]!)
  const parameters = { lengths: Float64Array.of(0.8, 0.4, 0.6), noise: 1e-6, amplitude: 1.3 }
  const surrogate = gaussianProcess({ points, values, isCategory }, parameters)
  if (surrogate?.draw === undefined) throw new Error('no draws')
  const { draw } = surrogate

  test('go through the runs', () => {
    for (let index = 0; index < 5; index++) {
      const drawn = draw(rngFor(1, index, 'draw'))
      for (const [i, point] of points.entries()) expect(drawn.predict(point).mean).toBeCloseTo(values[i]!, 1)
    }
  })

  test('have the mean, the deviation and the covariance of the posterior', () => {
    const [a, b] = [Float64Array.of(1, 0.93, 0.07), Float64Array.of(2, 0.9, 0.12)]
    const pairs = Array.from({ length: 600 }, (_, index) => {
      const drawn = draw(rngFor(9, index, 'draw'))
      return [drawn.predict(a).mean, drawn.predict(b).mean] as const
    })
    const mean = (of: readonly number[]) => of.reduce((sum, x) => sum + x, 0) / of.length
    const [ma, mb] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))]
    const at = surrogate.predict(a)
    expect(Math.abs(ma - at.mean)).toBeLessThan(0.15 * at.deviation)
    const deviation = Math.sqrt(mean(pairs.map(([x]) => (x - ma) ** 2)))
    expect(deviation / at.deviation).toBeGreaterThan(0.88)
    expect(deviation / at.deviation).toBeLessThan(1.12)
    // Var(b | a) = Var(b) - Cov² / (Var(a) + noise): what a pending run at a leaves.
    const left = surrogate.withPending([a]).predict(b).deviation
    const covariance = Math.sqrt((surrogate.predict(b).deviation ** 2 - left ** 2) * at.deviation ** 2)
    const found = Math.abs(mean(pairs.map(([x, y]) => (x - ma) * (y - mb))))
    expect(Math.abs(found - covariance)).toBeLessThan(0.15 * at.deviation * surrogate.predict(b).deviation)
  })

  test('have the slopes of their finite differences', () => {
    const drawn = draw(rngFor(4, 0, 'draw'))
    const at = Float64Array.of(1, 0.41, 0.62)
    const meanSlope = new Float64Array(3)
    const deviationSlope = new Float64Array(3).fill(9)
    expect(drawn.predictWithSlopes?.(at, meanSlope, deviationSlope)).toEqual(drawn.predict(at))
    for (const j of [1, 2]) {
      const step = (h: number) => drawn.predict(at.map((x, index) => (index === j ? x + h : x))).mean
      expect(meanSlope[j]).toBeCloseTo((step(1e-6) - step(-1e-6)) / 2e-6, 4)
    }
    expect(meanSlope[0]).toBe(0)
    expect([...deviationSlope]).toEqual([0, 0, 0])
  })
})
