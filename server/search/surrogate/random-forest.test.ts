import { describe, expect, test } from 'vitest'
import { rngFor } from '../numeric/rng'
import { randomForestFamily } from './random-forest'
import { designOf, spaceOf } from './surrogate.contract'

const REAL = { distribution: 'uniform', min: 0, max: 1 }

describe('the random forest', () => {
  const space = spaceOf({ x: REAL, y: REAL })
  const learn = (lossAt: (x: number) => number) => {
    const points = designOf(space, 200)
    const values = Float64Array.from(points, (point) => lossAt(point[0]!))
    const surrogate = randomForestFamily.fit({ space, points, values, rng: rngFor(1, 0, 'fit') })
    if (surrogate === null) throw new Error('nothing learnt')
    return surrogate
  }

  test('takes a jump as it is', () => {
    const surrogate = learn((x) => (x < 0.5 ? -1 : 1))
    expect(surrogate.predict(Float64Array.of(0.3, 0.5)).mean).toBeCloseTo(-1, 6)
    expect(surrogate.predict(Float64Array.of(0.7, 0.5)).mean).toBeCloseTo(1, 6)
  })

  test('doubts most where runs contradict each other', () => {
    const rng = rngFor(5, 0, 'coin')
    const surrogate = learn((x) => (x < 0.5 ? 0 : rng.uniform() < 0.5 ? -1 : 1))
    const [calm, torn] = [0.25, 0.75].map((x) => surrogate.predict(Float64Array.of(x, 0.5)).deviation)
    expect(calm).toBeLessThan(0.05)
    expect(torn).toBeGreaterThan(0.5)
  })

  test('is judged by trees that did not see the run: noise alone is not foretold', () => {
    const rng = rngFor(7, 0, 'noise')
    const surrogate = learn(() => 2 * rng.uniform() - 1)
    const { means } = surrogate.leaveOneOut()
    const spread = Math.sqrt(means.reduce((sum, mean) => sum + mean * mean, 0) / means.length)
    expect(spread).toBeLessThan(0.5)
  })
})
