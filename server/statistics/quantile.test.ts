import { describe, expect, test } from 'vitest'
import reference from './fixtures/reference.json'
import { quantile } from './quantile'

describe('quantiles of values', () => {
  test.each(reference.quantiles.rows)('the one at %d is that of NumPy', (share, wanted) => {
    expect(quantile(reference.quantiles.values, share!)).toBeCloseTo(wanted!, 13)
  })

  test('infinite values do not make it NaN', () => {
    expect(quantile([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.75)).toBe(Number.POSITIVE_INFINITY)
    expect(quantile([], 0.5)).toBeNull()
  })
})
