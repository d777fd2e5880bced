import { expect, test } from 'vitest'
import { LINE_HEIGHT, linesInSight, nextMatch, pagesFor, STRETCH_LINES, stretchOf } from './console-pages'

test('the pages of some lines are those that they touch', () => {
  expect(pagesFor(499, 500)).toEqual([0, 1])
  expect(pagesFor(-20, 10)).toEqual([0])
})

test('a million lines are one stretch, and the next begins another', () => {
  expect(stretchOf(0, 1_000_000)).toEqual([0, 1_000_000])
  expect(stretchOf(1_000_000, 1_000_050)).toEqual([1_000_000, 1_000_050])
  expect(stretchOf(5_000_000, 10)).toEqual([0, 10])
  expect(stretchOf(0, 0)).toEqual([0, 0])
  expect(STRETCH_LINES * LINE_HEIGHT).toBeLessThan(17_000_000)
})

test('only what is in sight and a little more is drawn', () => {
  expect(linesInSight([0, 1_000_000], { offset: 16_000, height: 160 })).toEqual([970, 1040])
  expect(linesInSight([0, 5], { offset: 0, height: 160 })).toEqual([0, 5])
  expect(linesInSight([1_000_000, 1_000_100], { offset: 0, height: 160 })).toEqual([1_000_000, 1_000_040])
})

test('one goes from match to match in either direction, and round the ends', () => {
  expect(nextMatch([3, 7, 9], 7, false)).toBe(9)
  expect(nextMatch([3, 7, 9], 9, false)).toBe(3)
  expect(nextMatch([3, 7, 9], 3, true)).toBe(9)
  expect(nextMatch([3, 7, 9], null, false)).toBe(3)
  expect(nextMatch([3, 7, 9], 5, false)).toBe(7)
  expect(nextMatch([], 5, false)).toBeNull()
})
