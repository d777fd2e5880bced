import { expect, test } from 'vitest'
import { quantile, ranks, signedRankP } from './statistics'

test('quantiles are interpolated between neighbours', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2)
  expect(quantile([7], 0.9)).toBe(7)
})

test('equal values share the mean of their ranks', () => {
  expect(ranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2])
})

// scipy.stats.wilcoxon(a, b, mode="exact") of scipy 1.17.1.
test('the signed-rank test says what scipy says', () => {
  const a = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
  const b = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
  expect(signedRankP(a, b)).toBeCloseTo(0.0390625, 10)
  expect(signedRankP(b, a)).toBeCloseTo(0.0390625, 10)
})

test('pairs that never differ say nothing', () => {
  expect(signedRankP([1, 2, 3], [1, 2, 3])).toBe(1)
})

test('of ten pairs that all go one way two in a thousand would by luck', () => {
  const a = Array.from({ length: 10 }, (_, i) => i)
  expect(
    signedRankP(
      a,
      a.map((value) => value + 1 + value / 10),
    ),
  ).toBeCloseTo(2 / 1024, 12)
})
