import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextSuggestions } from '~/server/search/controller'
import { cutOutOf, flattenConfig, isInSpace, membershipOf, outsideOf, placerOf } from './in-space'
import { isGroup, METHODS } from './sweep-config'
import { configOf, parameterOf } from './testing'

function holds(parameter: string, value: string | number | boolean | null): boolean {
  const parsed = parameterOf(parameter)
  return !isGroup(parsed) && isInSpace(parsed, value)
}

describe('a value lies in a distribution', () => {
  test.each([
    ['{min: 1, max: 4}', [1, 4], [0, 5, 2.5, '2', true, null]],
    ['{min: 0.5, max: 1.5}', [0.5, 1, 1.5], [0.49, 1.51, '1', Number.NaN, Number.POSITIVE_INFINITY]],
    ['{distribution: log_uniform_values, min: 1e-5, max: 0.1}', [1e-5, 0.1, 0.003], [9e-6, 0.11, 0, -1]],
    ['{distribution: log_uniform, min: -2, max: 0}', [1, Math.exp(-2)], [1.01, 0.1]],
    ['{distribution: inv_log_uniform, min: 0, max: 2}', [1, Math.exp(-2)], [1.01, 0.1]],
    ['{distribution: q_uniform, min: 0, max: 1, q: 0.1}', [0, 0.3, 0.1 + 0.2, 1], [0.35, 1.1, -0.1]],
    ['{distribution: q_log_uniform_values, min: 1, max: 100, q: 10}', [0, 10, 100], [5, 110]],
    ['{distribution: normal}', [-1e9, 0, 3.5], ['0', Number.NaN]],
    ['{distribution: q_normal, q: 2}', [-4, 0, 2], [1, 0.5]],
    ['{distribution: log_normal}', [0.1, 1e9], [-1]],
    ['{distribution: beta}', [0, 0.3, 1], [-0.1, 1.1]],
    ['{values: [1, x, true, null]}', [1, 1.0, 'x', true, null], ['1', 2, false]],
    ['{values: [x, y], probabilities: [1, 0]}', ['x'], ['y', 'z']],
    ['{value: 3}', [3], [4, '3']],
  ] as const)('%s', (parameter, inside, outside) => {
    for (const value of inside) expect(holds(parameter, value), `${value}`).toBe(true)
    for (const value of outside) expect(holds(parameter, value), `${value}`).toBe(false)
  })
})

describe('a run is placed in a space', () => {
  const { config } = configOf(
    'method: random\nparameters:\n  lr: {min: 0.0, max: 1.0}\n  opt: {parameters: {name: {values: [a, b]}, k: {value: 1}}}\n',
  )
  const place = placerOf(config)

  test('with what the space speaks of and nothing else, constants filled in', () => {
    expect(place({ lr: 0.5, opt: { name: 'a' }, other: 3 })).toEqual({
      kind: 'inside',
      config: { lr: 0.5, opt: { name: 'a', k: 1 } },
    })
    expect(place({ lr: 0.5, 'opt.name': 'b' })).toMatchObject({ kind: 'inside', config: { opt: { name: 'b' } } })
  })

  test('or told which setting is missing or outside', () => {
    expect(place({ lr: 0.5 })).toEqual({ kind: 'outside', name: 'opt.name', found: undefined })
    expect(place({ lr: 2, opt: { name: 'a' } })).toEqual({ kind: 'outside', name: 'lr', found: 2 })
    expect(place({ lr: 1, opt: { name: 'a', k: 2 } })).toEqual({ kind: 'outside', name: 'opt.k', found: 2 })
  })

  test('a null that is there is not missing', () => {
    const nullable = placerOf(configOf('method: random\nparameters: {a: {values: [null, 1]}}').config)
    expect(nullable({ a: null })).toEqual({ kind: 'inside', config: { a: null } })
  })

  test('for a grid its cells decide, as they are walked', () => {
    const grid = placerOf(
      configOf('method: grid\nparameters: {a: {distribution: q_uniform, min: 1, max: 5, q: 2}}').config,
    )
    expect(grid({ a: 3 }).kind).toBe('inside')
    expect(grid({ a: 5 }).kind).toBe('outside')
  })
})

test('a config is flattened to its leaves, empty objects and lists among them', () => {
  expect([...flattenConfig({ a: { b: 1, c: {} }, d: [1] })]).toEqual([
    ['a.b', 1],
    ['a.c', {}],
    ['d', [1]],
  ])
})

const inside = (parameters: string, config: object, method = 'random') =>
  membershipOf(configOf(`method: ${method}\nparameters: {${parameters}}`).config)({ ...config })

test('every parameter that varies must be there, one with a single value may be missing', () => {
  expect(inside('a: {values: [1, 2]}, b: {value: 3}', { a: 1 })).toBe(true)
  expect(inside('a: {values: [1, 2]}, b: {value: 3}', { a: 1, b: 4 })).toBe(false)
  expect(inside('a: {values: [1, 2]}, b: {value: 3}', { b: 3 })).toBe(false)
  expect(inside('a: {parameters: {c: {values: [1, 2]}}}', { a: { c: 2 } })).toBe(true)
  expect(inside('a: {parameters: {c: {values: [1, 2]}}}', { 'a.c': 2 })).toBe(true)
})

test('what the program has beside the parameters does not matter', () => {
  expect(inside('a: {values: [1, 2]}', { a: 1, verbose: true })).toBe(true)
})

test('a grid is a list of cells: its q_uniform leaves max out', () => {
  const parameters = 'a: {distribution: q_uniform, min: 0, max: 1, q: 0.5}'
  expect(inside(parameters, { a: 1 }, 'grid')).toBe(false)
  expect(inside(parameters, { a: 1 }, 'random')).toBe(true)
})

test('the parameters that are outside are named', () => {
  const { config } = configOf('method: random\nparameters: {a: {min: 0, max: 3}, b: {parameters: {c: {values: [x]}}}}')
  expect(outsideOf(config)({ a: 9, b: { c: 'y' } })).toEqual(['a', 'b.c'])
  expect(outsideOf(config)({ a: 3, b: { c: 'x' } })).toEqual([])
})

test('only a value that the space cannot give cuts a config out, not one that it lacks', () => {
  const isCutOut = cutOutOf(configOf('method: random\nparameters: {a: {min: 0, max: 3}, b: {values: [x, y]}}').config)
  expect(isCutOut({ a: 9, b: 'x' })).toBe(true)
  expect(isCutOut({ b: 'z' })).toBe(true)
  expect(isCutOut({ a: 3 })).toBe(false)
  expect(isCutOut({ a: 3, b: 'y' })).toBe(false)
})

const BOUNDS = fc.tuple(
  fc.double({ min: 1e-6, max: 1e3, noNaN: true }),
  fc.double({ min: 1.001, max: 1e4, noNaN: true }),
)

test('what the search suggests lies in the space that it was asked for, whatever the distribution', () => {
  fc.assert(
    fc.property(BOUNDS, fc.double({ min: 0.01, max: 10, noNaN: true }), fc.nat(1e6), ([min, factor], q, seed) => {
      const max = min * factor
      const parameters = [
        `a: {distribution: uniform, min: ${min}, max: ${max}}`,
        `b: {distribution: log_uniform_values, min: ${min}, max: ${max}}`,
        `c: {distribution: log_uniform, min: ${Math.log(min)}, max: ${Math.log(max)}}`,
        `d: {distribution: inv_log_uniform, min: ${-Math.log(max)}, max: ${-Math.log(min)}}`,
        `e: {distribution: q_uniform, min: ${-max}, max: ${max}, q: ${q}}`,
        `f: {distribution: q_log_uniform_values, min: ${min}, max: ${max}, q: ${q}}`,
        `g: {distribution: q_normal, mu: ${min}, sigma: ${q}, q: ${q}}`,
        `h: {distribution: log_normal, mu: 0, sigma: ${q}}`,
        `i: {distribution: q_beta, a: 2, b: 3, q: ${Math.min(q, 1)}}`,
        'j: {min: -5, max: 900}',
      ]
      const text = parameters.map((line) => `  ${line}`).join('\n')
      for (const method of METHODS.filter((each) => each !== 'grid')) {
        const { config } = configOf(`method: ${method}\nmetric: {name: loss}\nparameters:\n${text}`)
        const outside = outsideOf(config)
        const { suggestions } = nextSuggestions({ config, seed, trials: [], nextNumber: 0, count: 4 })
        for (const each of suggestions) expect(outside(each.config)).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})
