import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestOfDraws, chanceOfNone, drawsToReach, type Sample } from './best-of-draws'
import reference from './fixtures/reference.json'
import { chanceOfAtMost, duel, meanOf, quantileOf } from './law'

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]

function sampleOf(runs: readonly (number | null)[]): Sample {
  return { losses: Float64Array.from(runs.filter((loss) => loss !== null)).sort(), size: runs.length }
}

const runs = fc
  .tuple(
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { maxLength: 60 }),
    fc.nat({ max: 5 }),
  )
  .filter(([values, failed]) => values.length + failed > 0)
  .map(([values, failed]): Sample => ({ losses: Float64Array.from(values).sort(), size: values.length + failed }))

describe('the best of k draws', () => {
  test.each(reference.laws)('is that of all subsets: $k of $runs', ({ runs, k, none, mean, quantiles }) => {
    const law = bestOfDraws(sampleOf(runs), k)!
    expect(law.none).toBeCloseTo(none, 14)
    if (mean === null) expect(meanOf(law)).toBeNull()
    else expect(meanOf(law)).toBeCloseTo(mean, 13)
    expect(SHARES.map((share) => quantileOf(law, share))).toEqual(quantiles)
  })

  test.each(reference.duels.rows)(
    'against the best of $k of others is that of all pairs of subsets',
    ({ k, win, tie }) => {
      const { a, b } = reference.duels
      const found = duel(bestOfDraws(sampleOf(a), k)!, bestOfDraws(sampleOf(b), k)!)
      expect(found.win).toBeCloseTo(win, 14)
      expect(found.tie).toBeCloseTo(tie, 14)
    },
  )

  test('weights sum to one, however many runs there are', () => {
    fc.assert(
      fc.property(runs, fc.double({ min: 0, max: 1, noNaN: true }), (sample, share) => {
        const law = bestOfDraws(sample, 1 + Math.floor(share * (sample.size - 1)))!
        expect(law.weights.reduce((sum, weight) => sum + weight, law.none)).toBeCloseTo(1, 12)
      }),
    )
    const many = { losses: Float64Array.from({ length: 99_000 }, (_, index) => index), size: 100_000 }
    for (const draws of [1, 7, 1000, 50_000, 100_000]) {
      const law = bestOfDraws(many, draws)!
      expect(law.weights.reduce((sum, weight) => sum + weight, law.none)).toBeCloseTo(1, 10)
    }
  })

  test('is never expected to be worse with one draw more', () => {
    fc.assert(
      fc.property(runs, (sample) => {
        let before = Number.POSITIVE_INFINITY
        for (let draws = 1; draws <= sample.size; draws++) {
          const law = bestOfDraws(sample, draws)!
          // A mean is over draws that have a value; it may only be compared where all have one.
          if (law.none > 0) continue
          const mean = meanOf(law)!
          expect(mean).toBeLessThanOrEqual(before + 1e-9 * Math.max(1, Math.abs(before)))
          before = mean
        }
      }),
    )
  })

  test('has quantiles in order, each with at least its share', () => {
    fc.assert(
      fc.property(runs, fc.nat(), (sample, pick) => {
        const law = bestOfDraws(sample, 1 + (pick % sample.size))!
        const found = SHARES.map((share) => quantileOf(law, share))
        for (const [index, value] of found.entries()) {
          if (value === null) continue
          expect(chanceOfAtMost(law, value)).toBeGreaterThanOrEqual(SHARES[index]! - 1e-9)
          expect(value).toBeGreaterThanOrEqual(found[index - 1] ?? value)
        }
      }),
    )
  })

  test('has no answer for no draw, for more draws than runs, and is the best for all of them', () => {
    const sample = sampleOf([2, 1, 3])
    expect(bestOfDraws(sample, 0)).toBeNull()
    expect(bestOfDraws(sample, 4)).toBeNull()
    expect(bestOfDraws({ losses: new Float64Array(), size: 0 }, 1)).toBeNull()
    expect(meanOf(bestOfDraws(sample, 3)!)).toBe(1)
    expect(bestOfDraws({ losses: new Float64Array(), size: 3 }, 2)).toMatchObject({ none: 1 })
  })

  test('no hit among draws is as likely as counting says', () => {
    expect(chanceOfNone(2, 4, 2)).toBeCloseTo(1 / 6, 15)
    expect(chanceOfNone(1, 4, 2)).toBe(0)
  })
})

describe('draws to the first hit', () => {
  test.each(reference.reaching)('$hits of $size have the quantiles of SciPy', ({ hits, size, quantiles }) => {
    expect(drawsToReach({ hits, size }, SHARES)).toEqual(quantiles)
  })

  test('nothing to hit is never reached', () => {
    expect(drawsToReach({ hits: 0, size: 5 }, [0.5])).toEqual([null])
  })
})
