import { expect, test } from 'vitest'
import { logLikelihoodRatio, upperTail } from './hypergeometric'

test('the tail is that of drawing without putting back', () => {
  // 2 of 4 cards, 2 of them red: both red in one of six ways.
  expect(upperTail({ inside: 2, badInside: 2, total: 4, bad: 2 })).toBeCloseTo(1 / 6, 12)
  expect(upperTail({ inside: 2, badInside: 1, total: 4, bad: 2 })).toBeCloseTo(5 / 6, 12)
  expect(upperTail({ inside: 2, badInside: 0, total: 4, bad: 2 })).toBe(1)
  // The exact ratios of binomial coefficients, from integers.
  expect(upperTail({ inside: 20, badInside: 12, total: 100, bad: 12 }) / 1.199233391860158e-10).toBeCloseTo(1, 9)
  expect(upperTail({ inside: 100, badInside: 12, total: 1000, bad: 30 }) / 9.877117761780965e-6).toBeCloseTo(1, 9)
})

test('thousands of runs neither overflow nor vanish', () => {
  const p = upperTail({ inside: 2500, badInside: 1400, total: 10_000, bad: 5000 })
  expect(p).toBeGreaterThan(0)
  expect(p).toBeLessThan(1e-10)
})

test('a region that fails as often as the rest explains nothing', () => {
  expect(logLikelihoodRatio({ inside: 10, badInside: 5, total: 40, bad: 20 })).toBeCloseTo(0, 12)
  expect(logLikelihoodRatio({ inside: 10, badInside: 10, total: 20, bad: 10 })).toBeCloseTo(20 * Math.LN2, 12)
})
