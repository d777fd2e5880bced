import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDomainError } from './errors'
import { type Json, jsonObjectSchema, POISONOUS_KEYS } from './json'
import { parseJsonLine, printJsonLine } from './json-line'

function parse(text: string) {
  return parseJsonLine(text, 'lines.0', 10_000)
}

function refusalOf(text: string): string {
  try {
    parse(text)
  } catch (error) {
    if (isDomainError(error)) return error.message
    throw error
  }
  return 'accepted'
}

describe('one line of history', () => {
  test('NaN and infinities may stand bare, at any depth and beside strings that say the same', () => {
    const row = parse(
      '{"a":NaN,"b":-Infinity,"c":[Infinity,{"d":NaN}],"s":"NaN, \\"Infinity\\" \\\\","NaN":1,"t":"\\u0001NaN"}',
    )
    expect(row).toEqual({
      a: Number.NaN,
      b: Number.NEGATIVE_INFINITY,
      c: [Number.POSITIVE_INFINITY, { d: Number.NaN }],
      s: 'NaN, "Infinity" \\',
      NaN: 1,
      t: '\u0001NaN',
    })
  })

  test('what is printed is read back as the same values', () => {
    const key = fc.string().filter((text) => !POISONOUS_KEYS.has(text) && text !== '_step' && !text.includes('\u0000'))
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.double(),
        fc.string().filter((text) => !text.includes('\u0000')),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value') as fc.Arbitrary<Json>, { maxLength: 4 }),
        fc.dictionary(key, tie('value') as fc.Arbitrary<Json>, { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (row) => {
        expect(parse(printJsonLine(row))).toEqual(row)
      }),
    )
  })

  test('integers past 2^53 are taken as the nearest double and printed without rounding further', () => {
    expect(printJsonLine(parse('{"n":1152921504606846976}'))).toBe('{"n":1152921504606846976}')
  })

  test('NUL and halves of surrogate pairs become the replacement character in values and in keys', () => {
    expect(parse('{"a\\u0000":"x\\u0000y\\ud800z"}')).toEqual({ 'a\ufffd': 'x\ufffdy\ufffdz' })
  })

  test('what is not an object is refused with what was found', () => {
    for (const text of ['[1]', '1', 'null', 'NaN', '{"a":', 'x', '']) expect(refusalOf(text)).toContain('a JSON object')
  })

  test('names that reach a prototype are refused, also deep inside and beside NaN', () => {
    for (const text of [
      '{"__proto__":1}',
      '{"__proto__":{"x":1},"y":NaN}',
      '{"a":{"constructor":1}}',
      '{"a":[{"prototype":1}]}',
    ]) {
      expect(refusalOf(text)).toContain('reserved')
    }
    expect(jsonObjectSchema.safeParse(JSON.parse('{"__proto__":1}')).success).toBe(false)
  })

  test('a hundred thousand keys, a name of kilobytes and nesting without end are refused', () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1])))
    expect(refusalOf(wide)).toContain('more than 10000 keys')
    expect(refusalOf(JSON.stringify({ ['k'.repeat(1025)]: 1 }))).toContain('at most 1024 bytes')
    expect(refusalOf(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).toContain('levels')
    expect(refusalOf(`{"a":${'['.repeat(5000)}NaN${']'.repeat(5000)}}`)).toContain('levels')
    expect(jsonObjectSchema.safeParse(JSON.parse(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).success).toBe(
      false,
    )
  })

  test('a step must be a whole number that a double holds exactly', () => {
    for (const step of ['1e300', '1.5', '"5"', 'NaN', '9007199254740993', '[1]']) {
      expect(refusalOf(`{"_step":${step}}`)).toContain('lines.0._step')
    }
    expect(parse('{"_step":-3}')).toEqual({ _step: -3 })
    expect(parse('{"_step":null}')).toEqual({ _step: null })
  })
})
