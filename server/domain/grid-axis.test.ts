import { describe, expect, test } from 'vitest'
import { gridAxis, gridSize } from './grid-axis'
import type { Json } from './json'
import { valueKey } from './value-key'

describe('an axis of a grid', () => {
  test('of a list has each different value once, the last spelling in the place of the first', () => {
    const axis = gridAxis({ distribution: 'categorical', values: [{ a: 1, b: 2 }, 3, { b: 2, a: 1 }] })!
    expect(axis.size).toBe(2)
    expect(Object.keys(axis.at(0) as object)).toEqual(['b', 'a'])
    expect(axis.indexOf({ a: 1, b: 2, c: 3 })).toBe(0)
    expect(axis.indexOf(4)).toBe(-1)
  })

  test('of integers finds a value without a list', () => {
    const axis = gridAxis({ distribution: 'int_uniform', min: -5, max: 1e12 })!
    expect(axis.size).toBe(1e12 + 6)
    expect(axis.indexOf(axis.at(123_456))).toBe(123_456)
    expect([axis.indexOf(-6), axis.indexOf(0.5), axis.indexOf('1'), axis.indexOf(true)]).toEqual([-1, -1, -1, -1])
  })

  test('of steps finds what it gave, drift and all', () => {
    const axis = gridAxis({ distribution: 'q_uniform', min: 0, max: 100, q: 0.1 })!
    expect(axis.size).toBe(1000)
    for (let index = 0; index < axis.size; index++) expect(axis.indexOf(axis.at(index))).toBe(index)
    expect(axis.indexOf(0.15)).toBe(-1)
  })

  test('of a step too small for the float has one place', () => {
    expect(gridAxis({ distribution: 'q_uniform', min: 1e16, max: 2e16, q: 0.1 })?.size).toBe(1)
  })

  test('of anything continuous or weighted there is none', () => {
    expect(gridAxis({ distribution: 'uniform', min: 0, max: 1 })).toBeNull()
    expect(gridAxis({ distribution: 'q_normal', mu: 0, sigma: 1, q: 1 })).toBeNull()
    expect(gridAxis({ distribution: 'categorical_w_probabilities', values: [1], probabilities: [1] })).toBeNull()
  })
})

describe('the size of a grid', () => {
  test('is the product over all levels', () => {
    const size = gridSize({
      parameters: {
        a: { distribution: 'int_uniform', min: 1, max: 5 },
        b: {
          parameters: {
            c: { distribution: 'categorical', values: [1, 1, 2] },
            d: { distribution: 'constant', value: 1 },
          },
        },
      },
    })
    expect(size).toBe(10)
  })

  test('is null when one parameter has no finite list', () => {
    expect(gridSize({ parameters: { a: { distribution: 'beta', a: 1, b: 1 } } })).toBeNull()
  })
})

describe('the key of a value', () => {
  test('is equal for 1 and 1.0, 0 and -0, and for objects in any order', () => {
    expect(valueKey(1)).toBe(valueKey(1.0))
    expect(valueKey(0)).toBe(valueKey(-0))
    expect(valueKey({ a: [1], b: null })).toBe(valueKey({ b: null, a: [1] }))
  })

  test('is different for what JSON tells apart', () => {
    const values: Json[] = [1, '1', true, 'true', null, 'null', [1], [[1]], {}, [], '', { a: 1 }, { a: '1' }]
    const keys = values.map(valueKey)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
