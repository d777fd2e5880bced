import { expect, test } from 'vitest'
import { diffOf, isEqual } from './run-diff'

test('nested settings are compared by their dotted names, numbers with their difference', () => {
  const own = { opt: { name: 'adam', lr: 0.01 }, layers: [1, 2], seed: 1, only: true }
  const other = { opt: { name: 'adam', lr: 0.1 }, layers: [1, 3], seed: 1, extra: null }
  const rows = diffOf(own, other)
  expect(rows.map(({ key, isSame }) => [key, isSame])).toEqual([
    ['extra', false],
    ['layers', false],
    ['only', false],
    ['opt.lr', false],
    ['opt.name', true],
    ['seed', true],
  ])
  expect(rows.find(({ key }) => key === 'opt.lr')?.difference).toBeCloseTo(-0.09)
  expect(rows.find(({ key }) => key === 'only')).toMatchObject({ own: true, other: undefined, difference: null })
})

test('what is no finite number has no difference', () => {
  const [row] = diffOf({ loss: 'NaN' }, { loss: 0.5 })
  expect(row).toMatchObject({ isSame: false, difference: null })
  expect(diffOf({ loss: 'NaN' }, { loss: 'NaN' })[0]?.isSame).toBe(true)
})

test('values are the same whatever the order of their keys, and a missing one is not null', () => {
  expect(isEqual({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toBe(true)
  expect(isEqual({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  expect(isEqual([1], { 0: 1 })).toBe(false)
  expect(isEqual(undefined, null)).toBe(false)
})
