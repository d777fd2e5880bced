import { describe, expect, test } from 'vitest'
import { allSteps, placeAt, positionOf, spread } from './step-axis'

const run = (steps: number[], lines = steps.map((_, index) => index)) => ({
  storageId: 'a',
  valueCount: steps.length,
  lines,
  steps,
})

describe('a slider over steps', () => {
  test('stands at every step that a run has, in order', () => {
    expect(allSteps([run([0, 10, 20]), run([5, 10])])).toEqual([0, 5, 10, 20])
  })

  test('stands at the last step while nobody moved it, and before the next one for a step between', () => {
    expect(positionOf([0, 5, 10], null)).toBe(2)
    expect(positionOf([0, 5, 10], 7)).toBe(1)
    expect(positionOf([5, 10], 0)).toBe(0)
    expect(positionOf([5, 10], 99)).toBe(1)
  })
})

describe('what a run shows at a step', () => {
  test('is the last that it had by then', () => {
    expect(placeAt(run([0, 10, 20], [3, 5, 8]), 15)).toEqual({ step: 10, line: 5 })
    expect(placeAt(run([10]), 5)).toBeNull()
  })

  test('is by step, though steps went back, and of one step what was logged last', () => {
    expect(placeAt(run([0, 10, 5, 10], [0, 1, 2, 3]), 10)).toEqual({ step: 10, line: 3 })
    expect(placeAt(run([0, 10, 5], [0, 1, 2]), 7)).toEqual({ step: 5, line: 2 })
  })
})

test('a spread keeps the ends', () => {
  expect(spread([1, 2, 3], 5)).toEqual([1, 2, 3])
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8])
})
