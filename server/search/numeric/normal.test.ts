import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference.json'
import { millsRatio, normalCdf, normalDensity, normalQuantile } from './normal'

const EPS = Number.EPSILON

/** Relative, with room for the last digits of both sides. */
function expectClose(found: number, wanted: number, tolerance = 64 * EPS) {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted) + 1e-320)
}

describe('the normal law', () => {
  test.each(reference.normal.cdf)('the CDF at %d is that of SciPy', (z, wanted) => {
    // exp(-z²/2) loses z² digits' worth of its argument.
    expectClose(normalCdf(z!), wanted!, 64 * EPS * (1 + z! * z!))
  })

  test.each(reference.normal.quantile)('the quantile at %d is that of SciPy', (p, wanted) => {
    expectClose(normalQuantile(p!), wanted!, 1e-13)
    if (p === 0.5) expect(normalQuantile(p)).toBe(0)
  })

  test.each(reference.normal.mills)('the Mills ratio at %d is that of SciPy', (z, wanted) => {
    expectClose(millsRatio(z!), wanted!)
  })

  test('the quantile undoes the CDF', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
      }),
    )
  })

  test('the ends are infinite and outside there is nothing', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
    expect(normalQuantile(1.5)).toBeNaN()
    expect(normalQuantile(Number.NaN)).toBeNaN()
  })

  test('far tails are 0 and 1 and never NaN', () => {
    expect(normalCdf(-1000)).toBe(0)
    expect(normalCdf(1000)).toBe(1)
    expect(normalDensity(1000)).toBe(0)
  })
})
