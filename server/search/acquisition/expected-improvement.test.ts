import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference.json'
import { normalCdf } from '../numeric/normal'
import { expectedGain, expectedImprovement, logExpectedImprovement, logH } from './expected-improvement'

const { score, slopes } = logExpectedImprovement

describe('expected improvement', () => {
  test.each(reference.normal.log_h)('ln h(%d) is that of 60-digit arithmetic', (z, wanted) => {
    expect(Math.abs(logH(z!) - wanted!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted!)))
  })

  test('is never negative and never NaN', () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 1e3, noNaN: true }), value, (mean, deviation, incumbent) => {
        expect(expectedImprovement({ mean, deviation }, incumbent)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('goes to the certain gain when the doubt goes to nothing', () => {
    expect(expectedImprovement({ mean: 1, deviation: 1e-9 }, 3)).toBeCloseTo(2, 8)
    expect(expectedImprovement({ mean: 3, deviation: 1e-9 }, 1)).toBe(0)
    expect(expectedImprovement({ mean: 1, deviation: 0 }, 3)).toBe(2)
    expect(expectedImprovement({ mean: 3, deviation: 0 }, 1)).toBe(0)
  })

  test('its logarithm tells far points apart where the plain value is 0', () => {
    const near = { mean: 100, deviation: 1 }
    const far = { mean: 101, deviation: 1 }
    expect(expectedImprovement(near, 0)).toBe(0)
    expect(score(near, 0)).toBeGreaterThan(score(far, 0))
  })

  test('rises with doubt and falls with the mean', () => {
    const z = fc.double({ min: -30, max: 3, noNaN: true })
    fc.assert(
      fc.property(z, fc.double({ min: 0.01, max: 10, noNaN: true }), (z, deviation) => {
        const { byMean, byDeviation } = slopes({ mean: -z * deviation, deviation }, 0)
        expect(byMean).toBeLessThan(0)
        expect(byDeviation).toBeGreaterThan(0)
      }),
    )
  })

  test.each([3, 0.5, -0.9, -1.1, -4.9, -5.1, -20, -49, -51, -300])(
    'its slopes at z = %d are its finite differences',
    (z) => {
      const deviation = 0.7
      const at = { mean: -z * deviation, deviation }
      const found = slopes(at, 0)
      const step = 1e-6
      const byMean =
        (score({ ...at, mean: at.mean + step }, 0) - score({ ...at, mean: at.mean - step }, 0)) / (2 * step)
      const byDeviation =
        (score({ ...at, deviation: 0.7 + step }, 0) - score({ ...at, deviation: 0.7 - step }, 0)) / (2 * step)
      expect(Math.abs(found.byMean - byMean)).toBeLessThan(2e-3 * Math.abs(byMean) + 1e-6)
      expect(Math.abs(found.byDeviation - byDeviation)).toBeLessThan(2e-3 * Math.abs(byDeviation) + 1e-6)
    },
  )
})

describe('the gain in bent units', () => {
  test.each([2, 0, -1, -3])('is expected improvement where they are straight, at z = %d', (z) => {
    const prediction = { mean: 1 - 0.5 * z, deviation: 0.5 }
    const gain = expectedGain(prediction, 1, (value) => 10 * value + 3)
    expect(gain / (10 * expectedImprovement(prediction, 1))).toBeCloseTo(1, 1)
  })

  test('is that of a log-normal law where they are exponential', () => {
    // E max(0, 1 - e^x), x ~ N(-0.2, 0.5²): Φ(z) - e^(m + s²/2) Φ(z - s), z = -m / s.
    const gain = expectedGain({ mean: -0.2, deviation: 0.5 }, 0, Math.exp)
    expect(gain).toBeCloseTo(normalCdf(0.4) - Math.exp(-0.2 + 0.125) * normalCdf(-0.1), 2)
  })

  test('is 0, and never NaN, where nothing can be gained', () => {
    expect(expectedGain({ mean: 3, deviation: 0 }, 1, (value) => value)).toBe(0)
    expect(expectedGain({ mean: 1e6, deviation: 1 }, 1, Math.exp)).toBe(0)
  })
})
