import { describe, expect, test } from 'vitest'
import { cellShown, columnLooks, readTable, shownRows } from './table-rows'

const table = {
  columns: ['n', 'word', 'picture'],
  rows: [
    [3, 'three', { _type: 'image-file', path: 'a.png' }],
    [null, 'Two', null],
    ['NaN', 'item 10', null],
    [-1, 'item 9', null],
  ],
}

describe('a table', () => {
  test('is read from its file, and anything else is none', () => {
    expect(readTable({ columns: ['a', 1], data: [[1, 2]] })).toEqual({ columns: ['a', '1'], rows: [[1, 2]] })
    for (const odd of [null, [], { columns: ['a'] }, { columns: 'a', data: [] }, { columns: [], data: [1] }])
      expect(readTable(odd)).toBeNull()
  })

  test('is searched in every cell, whatever the case', () => {
    expect(shownRows(table, 'TWO', null)).toEqual([1])
    expect(shownRows(table, 'a.png', null)).toEqual([0])
    expect(shownRows(table, '', null)).toEqual([0, 1, 2, 3])
  })

  test('is sorted by number or by text, with what is no value last either way', () => {
    expect(shownRows(table, '', { column: 0, isDescending: false })).toEqual([3, 0, 1, 2])
    expect(shownRows(table, '', { column: 0, isDescending: true })).toEqual([0, 3, 1, 2])
    expect(shownRows(table, 'item', { column: 1, isDescending: false })).toEqual([3, 2])
  })

  test('aligns numbers and gives pictures room', () => {
    const looks = columnLooks(table)
    expect(looks.map(({ isNumeric, isMedia }) => [isNumeric, isMedia])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ])
    expect(looks.every(({ width }) => width >= 64 && width <= 360)).toBe(true)
  })
})

test('numbers are said as people say them, all else as it is', () => {
  expect([cellShown(0.123456), cellShown('NaN'), cellShown(null), cellShown([1]), cellShown(true)]).toEqual([
    '0.1235',
    'NaN',
    '',
    '[1]',
    'true',
  ])
})
