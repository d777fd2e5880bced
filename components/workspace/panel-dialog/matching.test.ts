import { expect, test } from 'vitest'
import { matching } from './matching'

const NAMES = ['train/loss', 'loss', 'Loss/max', 'acc']

test('names that begin with what is typed come first, whatever the case, and not too many', () => {
  expect(matching(NAMES, (name) => name, ' LOSS', 10)).toEqual(['loss', 'Loss/max', 'train/loss'])
  expect(matching(NAMES, (name) => name, '', 2)).toEqual(['train/loss', 'loss'])
  expect(matching(NAMES, (name) => name, 'loss', 1)).toEqual(['loss'])
  expect(matching(NAMES, (name) => name, 'zzz', 5)).toEqual([])
})
