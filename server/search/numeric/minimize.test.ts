import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minimize, type Objective } from './minimize'

function box(size: number, low: number, high: number) {
  return { lower: new Float64Array(size).fill(low), upper: new Float64Array(size).fill(high) }
}

const rosenbrock: Objective = (x, gradient) => {
  const [a = 0, b = 0] = x
  gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a)
  gradient[1] = 200 * (b - a * a)
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2
}

describe('minimize', () => {
  test('walks the valley of Rosenbrock to its end', () => {
    const options = { ...box(2, -5, 5), evaluationsMax: 200, gradientTolerance: 1e-8 }
    const { x, value } = minimize(rosenbrock, Float64Array.of(-1.2, 1), options)
    expect(x[0]).toBeCloseTo(1, 5)
    expect(x[1]).toBeCloseTo(1, 5)
    expect(value).toBeLessThan(1e-10)
  })

  test('finds the corner of a box that hides the optimum', () => {
    const options = { ...box(2, -5, 0.5), evaluationsMax: 200, gradientTolerance: 1e-8 }
    const { x } = minimize(rosenbrock, Float64Array.of(-1.2, 0.4), options)
    expect(x[0]).toBeCloseTo(0.5, 6)
    expect(x[1]).toBeCloseTo(0.25, 4)
  })

  test('solves any convex quadratic inside the box', () => {
    const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(numbers, numbers, (target, weights) => {
        const objective: Objective = (x, gradient) => {
          let value = 0
          for (let i = 0; i < 4; i++) {
            const weight = 1.1 + weights[i]!
            gradient[i] = weight * (x[i]! - target[i]!)
            value += 0.5 * weight * (x[i]! - target[i]!) ** 2
          }
          return value
        }
        const options = { ...box(4, -2, 2), evaluationsMax: 200, gradientTolerance: 1e-9 }
        const { x } = minimize(objective, new Float64Array(4).fill(1.9), options)
        for (let i = 0; i < 4; i++) expect(x[i]).toBeCloseTo(target[i]!, 4)
      }),
    )
  })

  test('never leaves the box and never calls more often than allowed', () => {
    let calls = 0
    const objective: Objective = (x, gradient) => {
      calls++
      for (const part of x) {
        expect(part).toBeGreaterThanOrEqual(0)
        expect(part).toBeLessThanOrEqual(1)
      }
      gradient.fill(-1)
      return -x.reduce((sum, part) => sum + part, 0)
    }
    const found = minimize(objective, Float64Array.of(-3, 0.5), {
      ...box(2, 0, 1),
      evaluationsMax: 12,
      gradientTolerance: 0,
    })
    expect([...found.x]).toEqual([1, 1])
    expect(calls).toBeLessThanOrEqual(12)
    expect(found.evaluations).toBe(calls)
  })

  test('a function that is NaN or infinite gives the start back', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const found = minimize(() => value, Float64Array.of(0.5), {
        ...box(1, 0, 1),
        evaluationsMax: 10,
        gradientTolerance: 0,
      })
      expect([...found.x]).toEqual([0.5])
    }
  })

  test('a cliff of NaN is backed away from', () => {
    const objective: Objective = (x, gradient) => {
      gradient[0] = 2 * (x[0]! - 0.4)
      return x[0]! < 0.3 ? Number.NaN : (x[0]! - 0.4) ** 2
    }
    const found = minimize(objective, Float64Array.of(1), {
      ...box(1, -5, 5),
      evaluationsMax: 50,
      gradientTolerance: 1e-9,
    })
    expect(found.x[0]).toBeCloseTo(0.4, 5)
  })
})
