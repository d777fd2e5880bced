import { describe, expect, test } from 'vitest'
import reference from '../fixtures/acquisition.json'
import type { Acquisition } from './acquisition'
import { expectedImprovement, logExpectedImprovement } from './expected-improvement'
import { lowerConfidenceBound } from './lower-confidence-bound'
import { logProbabilityOfImprovement } from './probability-of-improvement'

describe('acquisitions', () => {
  test.each(reference.rows)('at mean %d, deviation %d, incumbent %d are those of SciPy', (...row) => {
    const [mean, deviation, incumbent, gain, logChance, bound] = row as [number, number, number, number, number, number]
    const at = { mean, deviation }
    if (gain > 1e-12) expect(expectedImprovement(at, incumbent) / gain).toBeCloseTo(1, 8)
    expect(logProbabilityOfImprovement.score(at, incumbent) / logChance).toBeCloseTo(1, 10)
    expect(lowerConfidenceBound.score(at, incumbent)).toBeCloseTo(bound, 12)
  })

  test.each<Acquisition>([logExpectedImprovement, logProbabilityOfImprovement, lowerConfidenceBound])(
    '$name: its slopes are its finite differences',
    ({ score, slopes }) => {
      for (const z of [4, 0.5, -0.9, -1.1, -6, -40]) {
        const deviation = 0.7
        const [mean, step] = [-z * deviation, 1e-6]
        const { byMean, byDeviation } = slopes({ mean, deviation }, 0)
        const alongMean = score({ mean: mean + step, deviation }, 0) - score({ mean: mean - step, deviation }, 0)
        const alongDeviation =
          score({ mean, deviation: deviation + step }, 0) - score({ mean, deviation: deviation - step }, 0)
        expect(Math.abs(byMean - alongMean / (2 * step))).toBeLessThan(1e-3 * Math.abs(byMean) + 1e-6)
        expect(Math.abs(byDeviation - alongDeviation / (2 * step))).toBeLessThan(1e-3 * Math.abs(byDeviation) + 1e-6)
      }
    },
  )

  test('nothing is NaN a thousand deviations away on either side', () => {
    for (const mean of [1000, -1000]) {
      const at = { mean, deviation: 1 }
      for (const { score, slopes } of [logExpectedImprovement, logProbabilityOfImprovement, lowerConfidenceBound]) {
        const { byMean, byDeviation } = slopes(at, 0)
        for (const value of [score(at, 0), byMean, byDeviation]) expect(Number.isFinite(value)).toBe(true)
      }
    }
  })
})
