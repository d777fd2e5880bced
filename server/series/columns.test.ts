import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import { type Column, columnsOf, factsOf, placeInRow, type StepRule } from './columns'

const FRESH: StepRule = { lastStep: null, lineCount: 0 }

function columns(rows: JsonObject[], rule = FRESH, firstLine = rule.lineCount): Record<string, Column> {
  const numbered = rows.map((row, index) => ({ line: firstLine + index, row }))
  return Object.fromEntries(columnsOf(numbered, rule).columns.map((column) => [column.key, column]))
}

/** Rows as they would be read back from the columns. */
function rowsOf(parts: Record<string, Column>): JsonObject[] {
  const rows = new Map<number, JsonObject>()
  const rowAt = (line: number) => rows.get(line) ?? rows.set(line, {}).get(line)!
  for (const { key, path, lines, values, others } of Object.values(parts)) {
    for (const [index, line] of lines.entries()) placeInRow(rowAt(line), key, path, values[index]!)
    for (const { line, value } of others) placeInRow(rowAt(line), key, path, value)
  }
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row)
}

describe('columns of rows', () => {
  test('numbers, objects, media and text come apart and go together again', () => {
    const rows: JsonObject[] = [
      { _step: 3, loss: 0.5, val: { loss: Number.NaN, deep: { x: -0 } }, 'sys.cpu': 4, note: 'ok', flag: true },
      {
        _step: 9,
        image: { _type: 'image-file', width: 4 },
        list: [1, [2]],
        nothing: null,
        empty: {},
        val: { loss: 2 },
      },
      { _step: 4 },
    ]
    const parts = columns(rows)
    expect(parts['val.loss']).toMatchObject({ path: ['val', 'loss'], lines: [0, 1], steps: [3, 9] })
    expect(parts['sys.cpu']).toMatchObject({ path: [], values: [4] })
    expect(parts['image']?.others).toEqual([{ line: 1, step: 9, value: { _type: 'image-file', width: 4 } }])
    expect(rowsOf(parts)).toEqual(rows)
  })

  test('an object stays whole when its dotted name is used twice, so that neither value is lost', () => {
    for (const row of [
      { 'a.b': 1, a: { b: 2 } },
      { a: { 'b.c': 1, b: { c: 2 } } },
      { 'a.b': { c: 1 }, a: { 'b.c': 2 } },
      { a: { ['k'.repeat(700)]: { ['k'.repeat(700)]: 1 } } },
    ] as JsonObject[]) {
      expect(rowsOf(columns([{ _step: 0, ...row }]))).toEqual([{ _step: 0, ...row }])
    }
  })

  test('a row without a step follows the one before it, and else has its line number', () => {
    expect(columns([{ a: 1 }, { _step: 7 }, { a: 2 }, { a: 3 }])['_step']?.values).toEqual([0, 7, 8, 9])
    expect(columns([{ a: 1 }], { lastStep: 40, lineCount: 5 })['_step']?.values).toEqual([41])
    expect(columns([{ a: 1 }], { lastStep: 40, lineCount: 5 }, 2)['_step']?.values).toEqual([2])
  })

  test('names that every object has are ordinary metrics', () => {
    expect(Object.keys(columns([{ toString: 1, valueOf: { hasOwnProperty: 2 } }]))).toEqual([
      '_step',
      'toString',
      'valueOf.hasOwnProperty',
    ])
  })
})

describe('facts of a column', () => {
  test('the extremes are over finite values, the last value is what was logged last', () => {
    const { loss } = columns([{ loss: 2 }, { loss: 1 }, { loss: Infinity }, { loss: Number.NaN }])
    expect(factsOf(loss!)).toEqual({
      pointCount: 4,
      min: 1,
      max: 2,
      last: Number.NaN,
      lastLine: 3,
      lastFinite: 1,
      lastFiniteLine: 1,
      otherCount: 0,
      lastOtherLine: null,
      summary: 'NaN',
      summaryLine: 3,
    })
  })

  test('a metric that is a number once and a text later is summed up by what came last', () => {
    expect(factsOf(columns([{ x: 1 }, { x: 'done' }])['x']!)).toMatchObject({
      last: 1,
      summary: 'done',
      summaryLine: 1,
    })
    expect(factsOf(columns([{ x: 'begun' }, { x: 1 }])['x']!)).toMatchObject({ last: 1, summary: 1, summaryLine: 1 })
  })
})
