import { describe, expect, test } from 'vitest'
import { rngFor } from '../../numeric/rng'
import { designOf, spaceOf } from '../surrogate.contract'
import { parzenOf } from './parzen'
import { agedWeights, tpeFamily } from './tpe'

const REAL = { distribution: 'uniform', min: 0, max: 1 }
const ones = (count: number) => new Array<number>(count).fill(1)

describe('a density from points', () => {
  test('is 1 in all over a continuous dimension', () => {
    const space = spaceOf({ x: REAL })
    const points = [0.02, 0.1, 0.11, 0.9].map((x) => Float64Array.of(x))
    const { logDensity } = parzenOf(space, points, ones(4))
    const steps = 20_000
    let sum = 0
    for (let i = 0; i < steps; i++) sum += Math.exp(logDensity(Float64Array.of((i + 0.5) / steps))) / steps
    expect(sum).toBeCloseTo(1, 4)
  })

  test('is 1 in all over levels and categories together', () => {
    const space = spaceOf({ a: { min: 1, max: 5 }, b: { values: ['x', 'y', 'z'] } })
    const { logDensity } = parzenOf(space, designOf(space, 7), ones(7))
    let sum = 0
    for (const a of space.dimensions[0]!.levels!)
      for (const b of [0, 1, 2]) sum += Math.exp(logDensity(Float64Array.of(a, b)))
    expect(sum).toBeCloseTo(1, 10)
  })

  test('keeps together what goes together', () => {
    const space = spaceOf({ x: REAL, y: REAL })
    const points = [...Array(20).keys()].map((i) => Float64Array.of(i % 2 ? 0.1 : 0.9, i % 2 ? 0.1 : 0.9))
    const { logDensity } = parzenOf(space, points, ones(20))
    expect(logDensity(Float64Array.of(0.1, 0.1))).toBeGreaterThan(logDensity(Float64Array.of(0.1, 0.9)) + 1)
  })

  test('draws as dense as it says', () => {
    const space = spaceOf({ x: REAL, c: { values: ['x', 'y', 'z'] } })
    const points = [0.2, 0.25, 0.7].map((x, index) => Float64Array.of(index === 2 ? 1 : 0, x))
    expect(space.dimensions.map(({ name }) => name)).toEqual(['c', 'x'])
    const density = parzenOf(space, points, ones(3))
    const rng = rngFor(3, 0, 'draws')
    const draws = Array.from({ length: 20_000 }, () => density.draw(rng))
    const steps = 400
    for (const category of [0, 1, 2]) {
      for (const [low, high] of [
        [0, 0.3],
        [0.3, 1],
      ] as const) {
        const share = draws.filter((p) => p[0] === category && p[1]! >= low && p[1]! < high).length / draws.length
        let mass = 0
        for (let i = 0; i < steps; i++) {
          const x = low + ((high - low) * (i + 0.5)) / steps
          mass += (Math.exp(density.logDensity(Float64Array.of(category, x))) * (high - low)) / steps
        }
        expect(Math.abs(share - mass)).toBeLessThan(0.015)
      }
    }
  })
})

describe('the Parzen estimator', () => {
  const space = spaceOf({ x: REAL, y: REAL })
  const points = designOf(space, 100)
  const loss = (point: Float64Array) => (point[0]! - 0.2) ** 2 + (point[1]! - 0.7) ** 2
  const fitted = tpeFamily.fit({ space, points, values: Float64Array.from(points, loss), rng: rngFor(1, 0, 'fit') })

  test('finds places worth more where good runs are than where bad ones are', () => {
    const near = fitted?.worth?.(Float64Array.of(0.2, 0.7)) ?? Number.NaN
    expect(near).toBeGreaterThan(fitted?.worth?.(Float64Array.of(0.9, 0.1)) ?? Number.NaN)
  })

  test('proposes near good runs', () => {
    const proposed = fitted?.propose?.(rngFor(1, 1, 'propose')) ?? []
    const mean = (of: Float64Array[]) => of.reduce((sum, point) => sum + loss(point), 0) / of.length
    expect(mean(proposed)).toBeLessThan(0.5 * mean(points))
  })

  test('a tenth of the runs is good, 25 at most', () => {
    expect(fitted?.describe()).toEqual({ good_count: 10, bad_count: 90 })
    const many = designOf(space, 400)
    const large = tpeFamily.fit({
      space,
      points: many,
      values: Float64Array.from(many, loss),
      rng: rngFor(1, 0, 'fit'),
    })
    expect(large?.describe()).toEqual({ good_count: 25, bad_count: 375 })
  })

  test('older runs weigh less, the newest 25 in full', () => {
    expect(agedWeights(20)).toEqual(ones(20))
    const weights = agedWeights(50)
    expect(weights.slice(25)).toEqual(ones(25))
    expect(weights[0]).toBeCloseTo(1 / 50, 12)
    for (let i = 1; i < 25; i++) expect(weights[i]!).toBeGreaterThan(weights[i - 1]!)
  })
})
