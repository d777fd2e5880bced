import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFormula, sayFormulaError } from './formula'

function resultOf(text: string, values: number[]): number {
  const parsed = parseFormula(text)
  if (parsed.kind === 'error') throw new Error(`${text}: ${sayFormulaError(parsed.error)}`)
  return parsed.formula.evaluate(values)
}

function errorOf(text: string) {
  const parsed = parseFormula(text)
  return parsed.kind === 'error' ? parsed.error : null
}

describe('a formula', () => {
  test.each<[string, number]>([
    ['x**2', 9],
    ['-x**2', -9],
    ['(-x)**2', 9],
    ['2**-x', 1 / 8],
    ['2**3**2 + 0*x', 512],
    ['-x**2**3', -(3 ** 8)],
    ['2 - -x', 5],
    ['1 - x - 1', -3],
    ['7 % x * 2', 2],
    ['+x / 2', 1.5],
    ['log(exp(x))', 3],
    ['log10(1000) + log2(8) + 0*x', 6],
    ['sqrt(abs(-x*3))', 3],
    ['max(x, 5, min(x, -1))', 5],
    ['pi * x', 3 * Math.PI],
    ['1e-3 * x + .5', 0.503],
  ])('%s of 3 is %d', (text, wanted) => {
    expect(resultOf(text, [3])).toBeCloseTo(wanted, 12)
  })

  test('names metrics between braces, each once, whatever is in their names', () => {
    const parsed = parseFormula('${train/loss} / (${val loss-1.x} + ${train/loss})')
    expect(parsed).toMatchObject({
      kind: 'formula',
      formula: { metrics: ['train/loss', 'val loss-1.x'], usesX: false },
    })
    expect(resultOf('${a} / ${b}', [Number.NaN, 6, 3])).toBe(2)
    expect(resultOf('x - ${a}', [10, 4])).toBe(6)
  })

  test('is NaN where a value is missing, never a made-up number', () => {
    expect(resultOf('x + 1', [Number.NaN])).toBeNaN()
    expect(resultOf('max(x, 1)', [Number.NaN])).toBeNaN()
    expect(resultOf('log(x)', [-1])).toBeNaN()
  })
})

describe('a formula that is wrong says where', () => {
  test.each<[string, number, RegExp]>([
    ['', 0, /nothing/],
    ['   ', 0, /nothing/],
    ['1 + 2', 0, /names no metric/],
    ['x +', 3, /expected|missing/i],
    ['x + (1', 6, /unclosed/i],
    ['x + foo', 4, /foo is not known/],
    ['exp(x) + xp', 9, /xp is not known/],
    ['x + sin(x)', 4, /sin is no function/],
    ['x ^ 2', 2, /written \*\*/],
    ['x && 1', 2, /&&/],
    ['!x', 0, /!/],
    ['train.loss', 5, /written \$\{name\}/],
    ['x["a"]', 1, /written/],
    ['x 2', 1, /operator/],
    ['"text" + x', 0, /no number/],
    ['true + x', 0, /no number/],
    ['log()', 0, /one value/],
    ['log(x, 2)', 0, /one value/],
    ['${loss', 0, /written \$\{name\}/],
    ['${} + 1', 0, /written/],
    ['$x', 0, /written/],
    ['x ? 1 : 2', 0, /only numbers/],
    ['[x]', 0, /only numbers/],
    ['this + x', 0, /only numbers|not known/],
  ])('%s', (text, at, message) => {
    const error = errorOf(text)
    expect(error?.at).toBe(at)
    expect(error?.message).toMatch(message)
  })
})

describe('a hostile formula', () => {
  test.each([
    'constructor',
    'x.constructor',
    'x.constructor.constructor("return process")()',
    'toString(x)',
    '__proto__ + x',
    'hasOwnProperty(x)',
    'globalThis',
    'process.exit(1)',
    'import("fs")',
    '(() => 1)()',
    'x = 1',
    'new Function("x")',
    '`${x}`',
    'x; x',
  ])('is refused: %s', (text) => {
    expect(errorOf(text)).not.toBeNull()
  })

  test('is refused when it is endless, and read when it is only deep', () => {
    expect(errorOf(`${'x+'.repeat(500)}x`)).toMatchObject({ at: 1000 })
    expect(resultOf(`${'('.repeat(400)}x${')'.repeat(400)}`, [2])).toBe(2)
    expect(resultOf(`${'-'.repeat(900)}x`, [2])).toBe(2)
  })

  test('of any text gives a formula or an error, and arithmetic gives a number', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'x',
        '${a}',
        '1',
        '.5',
        '+',
        '-',
        '*',
        '/',
        '**',
        '(',
        ')',
        'log',
        ',',
        ' ',
        '$',
        '{',
        '}',
        '.',
        '=',
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseFormula(text)
          if (parsed.kind === 'error') {
            expect(parsed.error.at).toBeGreaterThanOrEqual(0)
            expect(parsed.error.at).toBeLessThanOrEqual(text.length)
          } else expect(typeof parsed.formula.evaluate([2, 3])).toBe('number')
        },
      ),
      { numRuns: 2000 },
    )
  })
})
