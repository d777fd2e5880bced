import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceOfAtMost, duel, lawOf, meanOf, mixtureOf, quantileOf } from './law'

const loss = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 5 }) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY) },
)
const losses = fc.array(loss, { minLength: 1, maxLength: 30 })

describe('a law of the best value', () => {
  test('runs without a value are part of it and never a value', () => {
    const law = lawOf([3, Number.NaN, 1, Number.POSITIVE_INFINITY])
    expect(law.none).toBe(0.5)
    expect(meanOf(law)).toBe(2)
    expect([0.25, 0.5, 0.51, 1].map((share) => quantileOf(law, share))).toEqual([1, 3, null, null])
    expect(chanceOfAtMost(law, 2)).toBe(0.25)
    expect(meanOf(lawOf([Number.NaN]))).toBeNull()
  })

  test('a law of nothing is a mistake of who asks', () => {
    expect(() => lawOf([])).toThrow(RangeError)
    expect(() => mixtureOf([])).toThrow(RangeError)
  })

  test('a mixture has each of its laws as often as the others', () => {
    const law = mixtureOf([lawOf([1]), lawOf([1, 2, Number.NaN])])
    expect(law.none).toBeCloseTo(1 / 6, 15)
    expect(chanceOfAtMost(law, 1)).toBeCloseTo(2 / 3, 15)
    expect(meanOf(law)).toBeCloseTo((1 * 4 + 2 * 1) / 5, 15)
  })

  test('a mixture of many is the law of all their losses, where each has as many', () => {
    const same = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1 })
    fc.assert(
      fc.property(same, (samples) => {
        const mixture = mixtureOf(samples.map((sample) => lawOf(sample)))
        const whole = lawOf(samples.flat())
        expect([...mixture.losses]).toEqual([...whole.losses])
        for (const weight of mixture.weights) expect(weight).toBeCloseTo(whole.weights[0]!, 12)
      }),
    )
  })

  test('one beats the other, is beaten, or ties, and nothing else', () => {
    fc.assert(
      fc.property(losses, losses, (a, b) => {
        const { win, tie, lose } = duel(lawOf(a), lawOf(b))
        expect(win + tie + lose).toBeCloseTo(1, 12)
        const reversed = duel(lawOf(b), lawOf(a))
        expect(reversed.win).toBeCloseTo(lose, 12)
        expect(reversed.tie).toBeCloseTo(tie, 12)
      }),
    )
  })

  test('a duel counts all pairs', () => {
    fc.assert(
      fc.property(losses, losses, (a, b) => {
        const worth = (value: number) => (Number.isFinite(value) ? value : Number.POSITIVE_INFINITY)
        const wins = a.flatMap((one) => b.filter((other) => worth(one) < worth(other))).length
        expect(duel(lawOf(a), lawOf(b)).win).toBeCloseTo(wins / (a.length * b.length), 12)
      }),
    )
  })
})
