import { describe, expect, test } from 'vitest'
import { printJsonLine } from '~/server/domain/json-line'
import { plainObject } from './plain-json'

const line = (row: object) => printJsonLine(plainObject(row))

describe('a logged row', () => {
  test('keeps NaN and infinities, bare', () => {
    expect(line({ a: Number.NaN, b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] })).toBe(
      '{"a":NaN,"b":[Infinity,-Infinity]}',
    )
  })

  test('may hold typed arrays, maps, dates, big integers and objects with toJSON', () => {
    const row = { t: Float32Array.of(0.5, 2), m: new Map([['k', 1]]), d: new Date(0), n: 7n }
    expect(line(row)).toBe('{"t":[0.5,2],"m":{"k":1},"d":"1970-01-01T00:00:00.000Z","n":7}')
  })

  test('leaves out what JSON leaves out', () => {
    expect(line({ a: undefined, f: () => 1, l: [undefined, 1] })).toBe('{"l":[null,1]}')
  })

  test('is refused with a reason when it contains itself or a reserved name', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(() => line(loop)).toThrow('contains itself')
    expect(() => line(JSON.parse('{"__proto__": 1}') as object)).toThrow('"__proto__" is reserved')
  })
})
