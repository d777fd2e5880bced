import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from './fixtures/reference.json'
import { chanceInDraws, shareInterval } from './proportion'

describe('a share that was counted', () => {
  test.each(reference.shares)('$hits of $size has the exact interval of SciPy', ({ hits, size, low, high, in20 }) => {
    const found = shareInterval({ hits, size })
    expect(found.low).toBeCloseTo(low, 11)
    expect(found.high).toBeCloseTo(high, 11)
    const chances = chanceInDraws({ hits, size }, 20)
    expect([chances.chance, chances.low, chances.high]).toEqual(in20.map((wanted) => expect.closeTo(wanted, 10)))
  })

  test('a chance rises with draws and lies in its interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), fc.integer({ min: 1, max: 300 }), (size, pick, draws) => {
        const share = { hits: pick % (size + 1), size }
        const { chance, low, high } = chanceInDraws(share, draws)
        expect(low).toBeLessThanOrEqual(chance)
        expect(high).toBeGreaterThanOrEqual(chance)
        expect(chanceInDraws(share, draws + 1).chance).toBeGreaterThanOrEqual(chance)
      }),
    )
  })
})
