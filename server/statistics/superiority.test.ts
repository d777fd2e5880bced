import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from './fixtures/reference.json'
import { duel, lawOf } from './law'
import { replicatesNeeded, superiorityInterval } from './superiority'

describe('how far a probability of being better can be trusted', () => {
  test.each(reference.superiority)('the probability and its interval are those of SciPy ($theta)', (given) => {
    const { a, b, theta } = given
    if (a !== null && b !== null) {
      // Larger is better there, smaller here.
      const { win, tie } = duel(lawOf(a.map((value) => -value)), lawOf(b.map((value) => -value)))
      expect(win + tie / 2).toBeCloseTo(theta, 14)
    }
    const found = superiorityInterval(theta, a?.length ?? given.m!, b?.length ?? given.n!)!
    expect(found.low).toBeCloseTo(given.interval[0]!, 10)
    expect(found.high).toBeCloseTo(given.interval[1]!, 10)
  })

  test('the interval holds the estimate, stays in [0, 1], mirrors, and narrows with more replicates', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 50 }),
        fc.integer({ min: 2, max: 50 }),
        (theta, m, n) => {
          const { low, high } = superiorityInterval(theta, m, n)!
          expect(low).toBeGreaterThanOrEqual(0)
          expect(low).toBeLessThanOrEqual(theta)
          expect(high).toBeGreaterThanOrEqual(theta)
          expect(high).toBeLessThanOrEqual(1)
          const mirrored = superiorityInterval(1 - theta, n, m)!
          expect(mirrored.low).toBeCloseTo(1 - high, 9)
          const more = superiorityInterval(theta, 4 * m, 4 * n)!
          expect(more.high - more.low).toBeLessThanOrEqual(high - low + 1e-9)
        },
      ),
    )
  })

  test('one against one has no interval', () => {
    expect(superiorityInterval(1, 1, 8)).toBeNull()
    expect(superiorityInterval(1, 8, 1)).toBeNull()
  })

  test('the simulated coverage of the interval is what its name says, near enough at very few', () => {
    for (const { size, coverage } of reference.coverage) {
      expect(coverage).toBeGreaterThanOrEqual(size < 5 ? 0.88 : 0.94)
    }
  })
})

describe('how many replicates would tell', () => {
  test.each(reference.needed)('an advantage of $theta needs $size of each', ({ theta, size, power }) => {
    expect(replicatesNeeded(theta)).toBe(size)
    expect(replicatesNeeded(1 - theta)).toBe(size)
    // What the test really has with so many: the rule is right for small advantages and careful for large ones.
    expect(power).toBeGreaterThanOrEqual(0.78)
  })

  test('no difference needs more than anybody would run, and the largest needs four', () => {
    expect(replicatesNeeded(0.5)).toBeNull()
    expect(replicatesNeeded(0.52)).toBeNull()
    expect(replicatesNeeded(1)).toBe(6)
    expect(replicatesNeeded(0)).toBe(6)
  })
})
