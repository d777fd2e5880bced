import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dimensionOf, onlyValueOf } from '~/server/search/space/dimension'
import { type Brush, brushAllows, mergedRanges, NO_MAX, NO_MIN } from './brush'
import type { Json } from './json'
import { narrowSpace } from './narrow-space'
import { parseSweepConfig } from './parse-sweep-config'
import type { Distribution, SweepConfig } from './sweep-config'
import { valueKey } from './value-key'
import { writeSweepConfig } from './write-sweep-config'

function sweep(a: Distribution, over: Partial<SweepConfig> = {}): SweepConfig {
  const rest: Distribution = { distribution: 'uniform', min: 0, max: 1 }
  return { method: 'random', parameters: { a, rest }, ...over }
}

function range(min: number, max: number): Brush {
  return { kind: 'ranges', ranges: [{ min, max }], withNotSet: false }
}

const narrow = (a: Distribution, brush: Brush, over: Partial<SweepConfig> = {}) =>
  narrowSpace(sweep(a, over), { a: brush })

describe('a brush', () => {
  test('lets pass what lies in any of its ranges, ends included', () => {
    const brush: Brush = {
      kind: 'ranges',
      ranges: [
        { min: 0, max: 1 },
        { min: 3, max: 4 },
      ],
      withNotSet: false,
    }
    expect([0, 1, 2, 3, 4, 5].filter((value) => brushAllows(brush, value))).toEqual([0, 1, 3, 4])
    expect(brushAllows(brush, undefined)).toBe(false)
    expect(brushAllows({ ...brush, withNotSet: true }, undefined)).toBe(true)
  })

  test('joins ranges that touch', () => {
    expect(
      mergedRanges([
        { min: 3, max: 4 },
        { min: 0, max: 1 },
        { min: 1, max: 2 },
      ]),
    ).toEqual([
      { min: 0, max: 2 },
      { min: 3, max: 4 },
    ])
  })
})

describe('the space narrowed to a brush', () => {
  test('keeps the kind of a distribution and moves its ends inwards', () => {
    const log: Distribution = { distribution: 'log_uniform_values', min: 1e-5, max: 0.1 }
    expect(narrow(log, range(1e-4, 5)).config.parameters['a']).toEqual({ ...log, min: 1e-4 })
    expect(narrow({ distribution: 'uniform', min: 0, max: 1 }, range(NO_MIN, 0.4)).config.parameters['a']).toEqual({
      distribution: 'uniform',
      min: 0,
      max: 0.4,
    })
  })

  test('says what a parameter was and what it becomes', () => {
    const before: Distribution = { distribution: 'int_uniform', min: 1, max: 8 }
    const { changes, kept } = narrow(before, range(2.5, 6.2))
    expect(changes).toEqual([{ name: 'a', before, after: { distribution: 'int_uniform', min: 3, max: 6 }, note: null }])
    expect(kept).toEqual([])
  })

  test('filters choices, weights them anew, and makes a constant of the last one', () => {
    const values: Brush = { kind: 'values', values: ['"adam"', '"sgd"'], withNotSet: false }
    const list: Distribution = { distribution: 'categorical', values: ['adam', 'lion', 'sgd'] }
    expect(narrow(list, values).config.parameters['a']).toEqual({ ...list, values: ['adam', 'sgd'] })
    const weighted: Distribution = {
      distribution: 'categorical_w_probabilities',
      values: ['adam', 'lion', 'sgd'],
      probabilities: [0.3, 0.4, 0.3],
    }
    expect(narrow(weighted, values).config.parameters['a']).toMatchObject({ probabilities: [0.5, 0.5] })
    expect(narrow(list, { ...values, values: ['"lion"'] }).config.parameters['a']).toEqual({
      distribution: 'constant',
      value: 'lion',
    })
  })

  test('tells numbers of a long list by a range', () => {
    const values = Array.from({ length: 40 }, (_, index) => index * 10)
    expect(narrow({ distribution: 'categorical', values }, range(95, 125)).config.parameters['a']).toMatchObject({
      values: [100, 110, 120],
    })
  })

  test('is written in exponents where the space is', () => {
    const { config } = narrow({ distribution: 'log_uniform', min: -9, max: 0 }, range(Math.exp(-4), Math.exp(-2)))
    const { min, max } = config.parameters['a'] as { min: number; max: number }
    expect([min, max].map((bound) => Number(bound.toFixed(9)))).toEqual([-4, -2])
  })

  test('spans several brushes on one axis, and says that what lies between stays in', () => {
    const brush: Brush = {
      kind: 'ranges',
      ranges: [
        { min: 0.1, max: 0.2 },
        { min: 0.5, max: 0.6 },
      ],
      withNotSet: false,
    }
    expect(narrow({ distribution: 'uniform', min: 0, max: 1 }, brush).changes).toMatchObject([
      { after: { min: 0.1, max: 0.6 }, note: expect.stringContaining('between') },
    ])
  })

  test('leaves a grid of steps on its cells', () => {
    const grid: Distribution = { distribution: 'q_uniform', min: 0, max: 1, q: 0.1 }
    const { config } = narrow(grid, range(0.25, 0.55), { method: 'grid' })
    const { min, max } = config.parameters['a'] as { min: number; max: number }
    expect(min).toBeCloseTo(0.3, 12)
    expect(max).toBeCloseTo(0.55, 12)
  })

  test('leaves what has no ends as it is, and says so', () => {
    const { config, changes, kept } = narrow({ distribution: 'normal', mu: 0, sigma: 1 }, range(0, 1))
    expect(config).toEqual(sweep({ distribution: 'normal', mu: 0, sigma: 1 }))
    expect(changes).toEqual([])
    expect(kept).toMatchObject([{ name: 'a', reason: expect.stringContaining('normal') }])
  })

  test('leaves a parameter of which only absence was brushed, or nothing, as it is', () => {
    const a: Distribution = { distribution: 'uniform', min: 0, max: 1 }
    expect(narrow(a, { kind: 'ranges', ranges: [], withNotSet: true }).kept).toHaveLength(1)
    expect(narrow(a, range(2, 3)).kept).toMatchObject([{ reason: expect.stringContaining('no value') }])
    expect(narrow(a, range(NO_MIN, NO_MAX))).toMatchObject({ changes: [], kept: [] })
  })

  test('reaches into groups by dotted names and ignores names that the space does not have', () => {
    const config: SweepConfig = {
      method: 'random',
      parameters: { optimizer: { parameters: { lr: { distribution: 'uniform', min: 0, max: 1 } } } },
    }
    const { config: after } = narrowSpace(config, { 'optimizer.lr': range(0.2, 0.4), other: range(0, 1) })
    expect(after.parameters).toEqual({
      optimizer: { parameters: { lr: { distribution: 'uniform', min: 0.2, max: 0.4 } } },
    })
  })

  test('of a single point is a grid of one cell, for a search has nothing to choose', () => {
    const config: SweepConfig = {
      method: 'bayes',
      metric: { name: 'm', goal: 'minimize', impute: 'worst', impute_while_running: 'false' },
      parameters: { a: { distribution: 'categorical', values: [1, 2] } },
    }
    const narrowed = narrowSpace(config, { a: { kind: 'values', values: ['2'], withNotSet: false } })
    expect(narrowed.config.method).toBe('grid')
    expect(parseSweepConfig(writeSweepConfig(narrowed.config)).kind).toBe('ok')
  })
})

const DISTRIBUTIONS: Distribution[] = [
  { distribution: 'categorical', values: [1, 2, 4, 8] },
  { distribution: 'categorical', values: ['a', true, null, [1, 2]] },
  { distribution: 'categorical_w_probabilities', values: [1, 2, 3], probabilities: [0.2, 0.3, 0.5] },
  { distribution: 'int_uniform', min: -4, max: 9 },
  { distribution: 'uniform', min: -1, max: 3 },
  { distribution: 'q_uniform', min: 1, max: 97, q: 10 },
  { distribution: 'q_uniform', min: 0, max: 1, q: 0.1 },
  { distribution: 'log_uniform', min: -9, max: 1 },
  { distribution: 'log_uniform_values', min: 1e-5, max: 0.1 },
  { distribution: 'q_log_uniform', min: 0, max: 4, q: 5 },
  { distribution: 'q_log_uniform_values', min: 1, max: 300, q: 7 },
  { distribution: 'inv_log_uniform', min: 1, max: 6 },
  { distribution: 'inv_log_uniform_values', min: 0.01, max: 10 },
  { distribution: 'normal', mu: 1, sigma: 2 },
  { distribution: 'q_beta', a: 2, b: 2, q: 0.05 },
]

/** Whether the value comes back from its place in the space: what lies outside is moved to an end. */
function isIn(distribution: Distribution, value: Json): boolean {
  if (distribution.distribution === 'constant') return valueKey(distribution.value) === valueKey(value)
  const dimension = dimensionOf({ name: 'a', path: ['a'], distribution })
  const coordinate = dimension?.coordinateOf(value) ?? null
  if (dimension && (coordinate === null || coordinate < 0)) return false
  // Ends a rounding apart leave one value, which is no dimension.
  const back = dimension && coordinate !== null ? dimension.valueAt(coordinate) : onlyValueOf(distribution)
  if (typeof back !== 'number' || typeof value !== 'number') return valueKey(back) === valueKey(value)
  return Math.abs(back - value) <= 1e-6 * Math.max(1e-6, Math.abs(value))
}

describe('whatever is brushed', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })

  test('every run that passes lies in the narrowed space, and the narrowed config can be read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DISTRIBUTIONS),
        fc.constantFrom('random' as const, 'grid' as const),
        fc.array(unit, { minLength: 2, maxLength: 30 }),
        fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: 3 }),
        (a, wanted, draws, ends) => {
          const dimension = dimensionOf({ name: 'a', path: ['a'], distribution: a })!
          const method = wanted === 'grid' && 'q' in a ? 'random' : wanted
          const at = (u: number) => dimension.valueAt(dimension.snap(dimension.fromUnit(u)))
          const numbers = ends.map(([from, to]) => [at(from), at(to)].sort((x, y) => Number(x) - Number(y)))
          const brush: Brush = numbers.flat().every((value) => typeof value === 'number')
            ? {
                kind: 'ranges',
                ranges: mergedRanges(numbers.map(([min, max]) => ({ min: Number(min), max: Number(max) }))),
                withNotSet: false,
              }
            : { kind: 'values', values: numbers.flat().map((value) => JSON.stringify(value)), withNotSet: false }
          const { config } = narrowSpace({ method, parameters: { a } }, { a: brush })
          const after = config.parameters['a'] as Distribution
          for (const value of draws.map(at)) {
            if (brushAllows(brush, value))
              expect({ value, after, isIn: isIn(after, value) }).toMatchObject({ isIn: true })
          }
          const text = writeSweepConfig({ ...config, method: 'random' })
          expect(parseSweepConfig(text)).toMatchObject({ kind: 'ok', config: { parameters: { a: after } } })
        },
      ),
      { numRuns: 500 },
    )
  })

  test('narrowing twice to the same brush changes nothing more', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DISTRIBUTIONS.slice(3, 12)), unit, unit, (a, from, to) => {
        const dimension = dimensionOf({ name: 'a', path: ['a'], distribution: a })!
        const [min = 0, max = 0] = [from, to]
          .map((u) => Number(dimension.valueAt(dimension.snap(dimension.fromUnit(u)))))
          .sort((x, y) => x - y)
        const once = narrow(a, range(min, max)).config
        expect(narrowSpace(once, { a: range(min, max) }).config).toEqual(once)
      }),
    )
  })
})
