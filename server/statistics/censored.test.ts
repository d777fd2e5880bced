import { describe, expect, test } from 'vitest'
import { censoredQuantiles } from './censored'
import reference from './fixtures/reference.json'

describe('what it takes when some never got there', () => {
  test.each(reference.censored)('$at has the quantiles of SciPy', ({ at, reached, quantiles }) => {
    const reachings = at.map((place, index) => ({ at: place, isReached: reached[index]! }))
    expect(censoredQuantiles(reachings, [0.25, 0.5, 0.75])).toEqual(quantiles)
  })

  test('nobody at all has no quantile', () => {
    expect(censoredQuantiles([], [0.5])).toEqual([null])
  })
})
