import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference.json'
import { cdf, type Numeric, quantile, roundHalfEven, roundTo, stepValue } from './distributions'

const unit = fc.double({ min: 0.001, max: 0.999, noNaN: true })

/** Two u that differ in their last bits may swap their quantiles where these are found by iteration (beta). */
const ROUNDING = 16 * Number.EPSILON

const LAWS: Numeric[] = [
  { distribution: 'uniform', min: -2, max: 3 },
  { distribution: 'q_uniform', min: 0, max: 10, q: 4 },
  { distribution: 'log_uniform', min: -3, max: 1 },
  { distribution: 'q_log_uniform', min: 0, max: 5, q: 2 },
  { distribution: 'log_uniform_values', min: 1e-5, max: 0.1 },
  { distribution: 'q_log_uniform_values', min: 1, max: 100, q: 10 },
  { distribution: 'inv_log_uniform', min: -1, max: 2 },
  { distribution: 'inv_log_uniform_values', min: 0.01, max: 10 },
  { distribution: 'normal', mu: 1, sigma: 2.5 },
  { distribution: 'q_normal', mu: 1, sigma: 2.5, q: 0.5 },
  { distribution: 'log_normal', mu: -1, sigma: 0.5 },
  { distribution: 'q_log_normal', mu: 1, sigma: 1, q: 1 },
  { distribution: 'beta', a: 2, b: 5 },
  { distribution: 'q_beta', a: 2, b: 2, q: 0.1 },
]

describe('quantile and CDF', () => {
  test.each(reference.distributions)(
    '$distribution at u = $u are those of SciPy',
    ({ distribution, u, value, cdf: wanted }) => {
      const law = distribution as Numeric
      const found = quantile(law, u)
      expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-10 * Math.max(Math.abs(value), 1e-6))
      expect(cdf(law, value)).toBeCloseTo(wanted, 10)
    },
  )

  test('beta (2, 5) gives the values of the W&B engine', () => {
    expect(quantile({ distribution: 'beta', a: 2, b: 5 }, 0.25)).toBeCloseTo(0.161162917, 8)
    expect(quantile({ distribution: 'beta', a: 2, b: 5 }, 0.5)).toBeCloseTo(0.264449983, 8)
  })

  test.each(LAWS)('the CDF of $distribution undoes its quantile', (law) => {
    fc.assert(
      fc.property(unit, (u) => {
        expect(cdf(law, quantile(law, u))).toBeCloseTo(u, 8)
      }),
    )
  })

  test.each(LAWS)('the quantile of $distribution rises, and is finite at both ends', (law) => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const [low, high] = [quantile(law, Math.min(a, b)), quantile(law, Math.max(a, b))]
        expect(low - high).toBeLessThanOrEqual(ROUNDING * Math.abs(high))
      }),
    )
    for (const u of [0, 1]) expect(Number.isFinite(quantile(law, u))).toBe(true)
  })

  test('an integer is drawn evenly from min to max, both included, also at the very ends of u', () => {
    const law: Numeric = { distribution: 'int_uniform', min: -2, max: 2 }
    const counts = new Map<number, number>()
    for (let i = 0; i < 1000; i++) {
      const value = quantile(law, (i + 0.5) / 1000)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    expect([...counts]).toEqual([-2, -1, 0, 1, 2].map((value) => [value, 200]))
    expect(quantile(law, 0)).toBe(-2)
    expect(quantile(law, 1)).toBe(2)
  })

  test('inv_log_uniform lies between e^-max and e^-min', () => {
    const law: Numeric = { distribution: 'inv_log_uniform', min: -1, max: 2 }
    expect(quantile(law, 0)).toBeCloseTo(Math.exp(-2), 12)
    expect(quantile(law, 1)).toBeCloseTo(Math.exp(1), 12)
  })

  test('the widest bounds do not overflow', () => {
    const law: Numeric = { distribution: 'uniform', min: -1e308, max: 1e308 }
    expect(quantile(law, 0.5)).toBe(0)
    expect(quantile(law, 0.75)).toBeCloseTo(5e307, -295)
    expect(cdf(law, 0)).toBe(0.5)
  })

  test('a normal without spread and a beta at its limits are points', () => {
    expect(quantile({ distribution: 'normal', mu: 3, sigma: 0 }, 0.9)).toBe(3)
    expect(cdf({ distribution: 'normal', mu: 3, sigma: 0 }, 2.9)).toBe(0)
    expect(cdf({ distribution: 'normal', mu: 3, sigma: 0 }, 3)).toBe(1)
    expect(quantile({ distribution: 'beta', a: 0, b: 2 }, 0.9)).toBe(0)
    expect(quantile({ distribution: 'beta', a: 2, b: 0 }, 0.1)).toBe(1)
  })

  test('a CDF outside of the support is 0 or 1', () => {
    expect(cdf({ distribution: 'log_uniform_values', min: 1, max: 2 }, -1)).toBe(0)
    expect(cdf({ distribution: 'log_normal', mu: 0, sigma: 1 }, 0)).toBe(0)
    expect(cdf({ distribution: 'beta', a: 1, b: 1 }, 2)).toBe(1)
    expect(cdf({ distribution: 'uniform', min: 0, max: 1 }, 7)).toBe(1)
  })
})

describe('rounding to q', () => {
  test('halves go to the even side', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5].map((x) => roundHalfEven(x) + 0)).toEqual([0, 2, 2, 0, -2])
  })

  test('a step prints with the digits of q', () => {
    expect([1, 2, 3].map((step) => stepValue(step, 0.1))).toEqual([0.1, 0.2, 0.3])
    expect(roundTo(0.7000001, 0.1)).toBe(0.7)
  })

  test('is not clipped: with min 1, max 100 and q 10 the value 0 comes, as in W&B', () => {
    expect(roundTo(quantile({ distribution: 'q_log_uniform_values', min: 1, max: 100, q: 10 }, 0.1), 10)).toBe(0)
  })

  test('is always a whole number of steps', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (x, q) => {
          const steps = roundTo(x, q) / q
          expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6)
          expect(Math.abs(roundTo(x, q) - x)).toBeLessThanOrEqual(q / 2 + 1e-6)
        },
      ),
    )
  })
})
