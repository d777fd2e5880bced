import { expect, test } from 'vitest'
import { sparkline } from './sparkline'

const box = { width: 100, height: 20, pad: 0 }

test('a small line steps from record to record and lasts until the last run', () => {
  const line = sparkline({ place: [1, 5], value: [0.5, 0.9] }, 10, box)
  expect(line).toEqual({ path: 'M10 20H50V0H100', end: { x: 50, y: 0 } })
})

test('better is up whichever way the goal goes', () => {
  const line = sparkline({ place: [1, 5], value: [3, 1] }, 10, box)
  expect(line?.path).toBe('M10 20H50V0H100')
})

test('a single record is a line at the top, and no value is no line', () => {
  expect(sparkline({ place: [2], value: [7] }, 4, box)?.path).toBe('M50 0H100')
  expect(sparkline({ place: [], value: [] }, 4, box)).toBeNull()
})
