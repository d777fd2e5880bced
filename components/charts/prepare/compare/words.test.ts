import { expect, it } from 'vitest'
import { aComparison, comparedSweep } from './testing'
import { levelText, sayChance, sayPlace, valueSayer } from './words'

const level = { kind: 'common' as const, value: 0.99991, threshold: 0.99991, median: 0.5, best: 1 }
const sayerOf = (bests: number[]) =>
  valueSayer(
    aComparison(
      bests.map((best, index) => comparedSweep(`s${index}`, { best })),
      { level },
    ),
  )

it('values have as many digits as tell the sweeps apart, and what is not a whole number does not look like one', () => {
  expect(sayerOf([0.91, 0.92])(0.91234567)).toBe('0.9123')
  const sharp = sayerOf([0.99998, 0.999979])
  expect([0.99998, 0.999979].map(sharp)).toEqual(['0.99998', '0.999979'])
  expect(valueSayer(aComparison([comparedSweep('a', { best: 0.85 })]))(0.81234)).toBe('0.8123')
  // More digits than anybody means are not said.
  expect(sayerOf([0.1, 0.1 + 1e-15])(0.1)).toBe('0.1')
})

it('the level is named with them', () => {
  const comparison = aComparison([comparedSweep('a', { best: 0.99998 })], { level })
  expect(levelText(comparison)).toBe('val_accuracy 0.99991')
  expect(levelText({ ...comparison, level: { ...level, threshold: null } })).toBe('the level')
})

it('places and chances are said as people do', () => {
  expect(sayPlace('runs', 1)).toBe('1 run')
  expect(sayPlace('time', 7800)).toBe('2\u202fh 10\u202fmin')
  expect([0.004, 0.5, 0.996, 1].map(sayChance)).toEqual(['<1\u202f%', '50\u202f%', '>99\u202f%', '100\u202f%'])
})
