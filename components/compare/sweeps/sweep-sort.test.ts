import { expect, test } from 'vitest'
import { aComparison, comparedSweep } from '../../charts/prepare/compare/testing'
import { nextSort, readSort, sortedSweeps, writeSort } from './sweep-sort'

const comparison = aComparison([
  comparedSweep('b', { best: 0.8, runsToLevel: 3 }),
  comparedSweep('a', { best: null, runsToLevel: null }),
  comparedSweep('c', { best: 0.9, runsToLevel: 1 }),
])
const namesBy = (text: string) => sortedSweeps(comparison, readSort(text)).map(({ name }) => name)

test('sweeps sort either way, and what is not known comes last both ways', () => {
  expect(namesBy('')).toEqual(['b', 'a', 'c'])
  expect(namesBy('name')).toEqual(['a', 'b', 'c'])
  expect(namesBy('best')).toEqual(['b', 'c', 'a'])
  expect(namesBy('-best')).toEqual(['c', 'b', 'a'])
  expect(namesBy('toLevel')).toEqual(['c', 'b', 'a'])
  expect(namesBy('nonsense')).toEqual(['b', 'a', 'c'])
})

test('a column sorts by what is good first, then the other way, then not at all', () => {
  const first = nextSort(null, 'best', comparison)
  const second = nextSort(first, 'best', comparison)
  expect([first, second, nextSort(second, 'best', comparison)].map(writeSort)).toEqual(['-best', 'best', ''])
  expect(writeSort(nextSort(null, 'toLevel', comparison))).toBe('toLevel')
})
