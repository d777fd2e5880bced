import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter, sayFilterProblem } from './parse'
import { printFilter } from './print'
import type { FilterCondition, FilterTree, FilterValue } from './tree'

function read(text: string): FilterTree | null {
  const parsed = parseFilter(text)
  if (parsed.kind === 'problem') throw new Error(sayFilterProblem(parsed.problem))
  return parsed.tree
}

function refusal(text: string): string {
  const parsed = parseFilter(text)
  return parsed.kind === 'problem' ? sayFilterProblem(parsed.problem) : 'no problem'
}

describe('the filter language', () => {
  test('reads and, or, not and brackets, and binds tighter than or', () => {
    expect(read('state = finished and not (tags = best or config.lr < 0.01) or name contains lake')).toEqual({
      op: 'or',
      of: [
        {
          op: 'and',
          of: [
            { op: '=', column: 'state', value: 'finished' },
            {
              op: 'not',
              of: {
                op: 'or',
                of: [
                  { op: '=', column: 'tags', value: 'best' },
                  { op: '<', column: 'config.lr', value: 0.01 },
                ],
              },
            },
          ],
        },
        { op: 'contains', column: 'name', text: 'lake' },
      ],
    })
  })

  test('takes words for what they are: numbers, dates, durations, constants, and else text', () => {
    const value = (text: string) => {
      const tree = read(`config.x = ${text}`)
      return tree !== null && 'value' in tree ? tree.value : undefined
    }
    expect(value('1e-3')).toBe(0.001)
    expect(value('-.5')).toBe(-0.5)
    expect(value('"1e-3"')).toBe('1e-3')
    expect(value('TRUE')).toBe(true)
    expect(value('null')).toBeNull()
    expect(value('2026-11-01')).toEqual({ time: '2026-11-01' })
    expect(value('2026-11-01T09:30+02:00')).toEqual({ time: '2026-11-01T09:30+02:00' })
    expect(value('2026-13-01')).toBe('2026-13-01')
    expect(value('-7d')).toEqual({ duration: '-7d' })
    expect(value('90min')).toEqual({ duration: '90min' })
    expect(value('resnet-50/v2:best')).toBe('resnet-50/v2:best')
    expect(value(`'it is "so"'`)).toBe('it is "so"')
    expect(value('"\\u00e4\\n\\\\"')).toBe('ä\n\\')
  })

  test('keys have dots and slashes as they are, and anything else in quotes', () => {
    expect(read('summary.val/loss exists')).toEqual({ op: 'exists', column: 'summary.val/loss' })
    expect(read('config."my key"=1')).toEqual({ op: '=', column: 'config.my key', value: 1 })
    expect(read('config.opt."learning rate".base missing')).toEqual({
      op: 'missing',
      column: 'config.opt.learning rate.base',
    })
    expect(read('best.loss < 1')).toEqual({ op: '<', column: 'best.loss', value: 1 })
  })

  test('patterns stand between slashes or in quotes', () => {
    expect(read('name ~ /resnet.*50/i')).toEqual({ op: '~', column: 'name', pattern: 'resnet.*50', isCaseless: true })
    expect(read('name ~/a\\/b[\\/]/')).toEqual({ op: '~', column: 'name', pattern: 'a/b[/]', isCaseless: false })
    expect(read('name !~ "^a"')).toEqual({
      op: 'not',
      of: { op: '~', column: 'name', pattern: '^a', isCaseless: false },
    })
  })

  test('lists may be denied before or after the column', () => {
    const denied = { op: 'not', of: { op: 'in', column: 'group', values: ['a', 'b c', 3] } }
    expect(read('not group in (a, "b c", 3)')).toEqual(denied)
    expect(read('group NOT IN (a,"b c",3)')).toEqual(denied)
  })

  test('nothing but blanks is no filter', () => {
    expect(read('')).toBeNull()
    expect(read(' \n ')).toBeNull()
  })

  test.each([
    ['config.lr << 3', /^at 11: found "<<", allowed: = != < <= > >= ~ contains in exists missing$/],
    ['config.lr <', /^at 12: found the end, allowed: a number/],
    ['lr < 3', /^at 1: found "lr", allowed: perhaps config\.lr or summary\.lr; name, id, .*config\.<key>/],
    ['(state = finished', /^at 18: found the end, allowed: and, or, \)$/],
    ['state = finished)', /^at 17: found "\)", allowed: and, or, the end of the filter$/],
    ['state = done', /^at 9: found "done", allowed: pending, running, finished/],
    ['state < finished', /^at 7: found "<", allowed: = != ~ contains in exists missing$/],
    ['createdAt > yesterday', /^at 13: found "yesterday", allowed: a date such as/],
    ['createdAt ~ /x/', /^at 11: found "~"/],
    ['name ~ /a(/', /^at 8: found .*allowed: a regular expression/],
    ['name ~ /a', /^at 8: found a regular expression without its end/],
    ['name ~ /a/g', /^at 11: found g, allowed: i/],
    ['name = "a', /^at 8: found " without its end/],
    ['name = a and', /^at 13: found the end, allowed: name, id/],
    ['name = and', /^at 8: found "and", allowed: a text/],
    ['group in a', /^at 10: found "a", allowed: a list/],
    ['group in (a b)', /^at 13: found "b", allowed: , or \)/],
    ['config. = 1', /^at 1: found "config\.", allowed/],
    ['; drop table run', /^at 1: found ";"/],
    ['\\', /^at 1: found "\\"/],
  ])('says what is wrong in %s and where', (text, sentence) => {
    expect(refusal(text)).toMatch(sentence)
  })

  test('what is too long or too deep is refused, not read', () => {
    expect(refusal('x'.repeat(4001))).toMatch(/4001 characters, allowed: at most 4000/)
    expect(refusal(`${'('.repeat(1000)}name = a`)).toMatch(/at 51: found too many levels/)
    expect(refusal('not '.repeat(900))).toMatch(/too many levels/)
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('and', 'NULL', '-7d', '12', 'a b', '"', "it's", '\\', '\u0000'),
)
const anyColumn = fc.oneof(
  fc.constantFrom('name', 'group', 'notes', 'host'),
  fc
    .tuple(fc.constantFrom('config', 'summary'), fc.oneof(anyText, fc.constantFrom('lr', 'a.b', 'val/loss')))
    .filter(([, key]) => key !== '')
    .map(([place, key]) => `${place}.${key}`),
)
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0))
const anyValue: fc.Arbitrary<FilterValue> = fc.oneof(
  anyText,
  anyNumber,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<FilterValue>({ time: '2026-11-01' }, { time: '2026-11-01T09:30:01.5Z' }, { duration: '-7d' }),
)
const anyPattern = fc.constantFrom('a.*b', '^x$', '/', 'a/b/', '\\d+\\.\\\\', '[/"\']', '', '(a|b)+\n', 'ä|\\u00e4')
const anyCondition: fc.Arbitrary<FilterCondition> = fc.oneof(
  fc.record({ op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='), column: anyColumn, value: anyValue }),
  fc.record({ op: fc.constant('in'), column: anyColumn, values: fc.array(anyValue, { minLength: 1, maxLength: 4 }) }),
  fc.record({ op: fc.constant('~'), column: anyColumn, pattern: anyPattern, isCaseless: fc.boolean() }),
  fc.record({ op: fc.constant('contains'), column: anyColumn, text: anyText }),
  fc.record({ op: fc.constantFrom('exists', 'missing'), column: anyColumn }),
)
const { tree: anyTree } = fc.letrec<{ tree: FilterTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyCondition,
    fc.record({
      op: fc.constantFrom('and', 'or'),
      of: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('not'), of: tie('tree') }),
  ),
}))

describe('a filter that is printed', () => {
  test('reads back as the same filter', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const text = printFilter(tree)
        // What is too long for an address is refused, which is another matter.
        fc.pre(text.length <= 4000)
        expect(read(text)).toEqual(tree)
      }),
      { numRuns: 2000 },
    )
  })

  test('never throws on any text, and always answers a place inside of it', () => {
    const pieces = fc.constantFrom(
      'name',
      'config.',
      '"',
      "'",
      '(',
      ')',
      ' and ',
      ' not ',
      '~',
      '/',
      '\\',
      ' in ',
      '<',
      '1',
      ' ',
      ',',
      'ä',
      '\u0000',
      '😀',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (text) => {
          const parsed = parseFilter(text)
          if (parsed.kind === 'problem') {
            expect(parsed.problem.at).toBeGreaterThanOrEqual(0)
            expect(parsed.problem.at).toBeLessThanOrEqual(text.length)
          } else expect(printFilter(parsed.tree)).toBe(printFilter(read(printFilter(parsed.tree))))
        },
      ),
      { numRuns: 3000 },
    )
  })
})
