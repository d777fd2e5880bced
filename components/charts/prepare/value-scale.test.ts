import { describe, expect, it } from 'vitest'
import { quantile, valueScale, valueSpan } from './value-scale'

describe('the axis of an objective', () => {
  it('covers all values when none is far off', () => {
    const { domain, clippedCount } = valueScale([0.7, 0.72, 0.8, 0.85], 'maximize')
    expect(domain[0]).toBeLessThanOrEqual(0.7)
    expect(domain[1]).toBeGreaterThanOrEqual(0.85)
    expect(clippedCount).toBe(0)
  })

  it('clips and counts what went badly wrong, on the bad side only', () => {
    const usual = Array.from({ length: 20 }, (_, i) => 0.8 + i * 0.005)
    const high = valueScale([...usual, 0.1, 1.2], 'maximize')
    expect(high.clippedCount).toBe(1)
    expect(high.domain[1]).toBeGreaterThanOrEqual(1.2)
    const low = valueScale([...usual, 0.1, 5], 'minimize')
    expect(low.clippedCount).toBe(1)
    expect(low.domain[0]).toBeLessThanOrEqual(0.1)
  })

  it('gives a single value room above and below', () => {
    const { domain } = valueScale([0.5, 0.5], 'maximize')
    expect(domain[0]).toBeLessThan(0.5)
    expect(domain[1]).toBeGreaterThan(0.5)
  })

  it('has a plain answer for no values', () => {
    expect(valueScale([], 'maximize').domain).toEqual([0, 1])
    expect(valueSpan([Number.NaN], 'minimize')).toBeNull()
    expect(quantile([], 0.5)).toBeNull()
  })

  it('stands values that no axis has round ticks for', () => {
    for (const values of [
      [5e-324, 1e-323],
      [-1e308, 1.7e308],
      [1, 1 + 2 ** -52],
    ]) {
      const { domain, ticks } = valueScale(values, 'maximize')
      expect([...domain, ...ticks].every((number) => !Number.isNaN(number))).toBe(true)
      expect(ticks.length).toBeGreaterThan(0)
    }
  })

  it('interpolates quantiles as R-7', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
  })
})
