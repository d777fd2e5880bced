import { expect, test } from 'vitest'
import { rangeOf } from './range'

test.each([
  [undefined, 'whole'],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-5', { start: 95, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=20-10', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['bytes=-', 'whole'],
  ['lines=1-2', 'whole'],
] as const)('of 100 bytes, %s asks for %j', (header, asked) => {
  expect(rangeOf(header, 100)).toEqual(asked)
})

test('an empty file has no stretch', () => {
  expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable')
})
