import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import type { Trial } from '~/server/domain/trial'
import { valueKey } from '~/server/domain/value-key'
import { nextSuggestions } from '../controller'
import { searchMethodContract } from '../search-method.contract'
import { aConfig, anInput, aTrial } from '../testing'

searchMethodContract('grid', { stopsWhenUsedUp: true })

function cells(
  parameters: Record<string, unknown>,
  given: { trials?: Trial[]; count?: number; seed?: number; random?: boolean } = {},
) {
  const config = aConfig({ method: 'grid', parameters, grid: { random_order: given.random ?? false } })
  const output = nextSuggestions(
    anInput(config, { trials: given.trials ?? [], count: given.count ?? 1000, seed: given.seed ?? 1 }),
  )
  return { configs: output.suggestions.map((each) => each.config), exhausted: output.exhausted }
}

const values = (configs: JsonObject[], name = 'a') => configs.map((config) => config[name])

describe('the order of a grid', () => {
  test('sorts the names and varies the last one fastest, constants in each', () => {
    const { configs, exhausted } = cells({ c: { value: 7 }, b: { values: [1, 2] }, a: { values: ['x', 'y'] } })
    expect(configs).toEqual([
      { a: 'x', b: 1, c: 7 },
      { a: 'x', b: 2, c: 7 },
      { a: 'y', b: 1, c: 7 },
      { a: 'y', b: 2, c: 7 },
    ])
    expect(exhausted).toBe(true)
  })

  test('sorts at every level, depth first', () => {
    const { configs } = cells({
      b: { values: [1, 2] },
      a: { parameters: { d: { values: [3, 4] }, c: { values: [5, 6] } } },
    })
    expect(configs.slice(0, 3)).toEqual([
      { a: { c: 5, d: 3 }, b: 1 },
      { a: { c: 5, d: 3 }, b: 2 },
      { a: { c: 5, d: 4 }, b: 1 },
    ])
    expect(configs).toHaveLength(8)
  })

  test('keeps values in the order they were written', () => {
    expect(values(cells({ a: { values: [3, 1, 2] } }).configs)).toEqual([3, 1, 2])
  })

  test('integers run from min to max, both included', () => {
    expect(values(cells({ a: { min: -2, max: 2 } }).configs)).toEqual([-2, -1, 0, 1, 2])
  })

  test.each([
    [0, 10, 4, [0, 4, 8]],
    [1, 4, 1, [1, 2, 3]],
    [0, 0.3, 0.1, [0, 0.1, 0.2]],
    [0, 1, 0.3, [0, 0.3, 0.6, 0.8999999999999999]],
  ])('q_uniform from %d to %d by %d is the arange of NumPy', (min, max, q, wanted) => {
    expect(values(cells({ a: { distribution: 'q_uniform', min, max, q } }).configs)).toEqual(wanted)
  })

  test('a literal a.b and b inside a are two parameters', () => {
    const { configs } = cells({ 'a.b': { value: 1 }, a: { parameters: { b: { value: 2 } } } })
    expect(configs).toEqual([{ 'a.b': 1, a: { b: 2 } }])
  })

  test('only constants are one run', () => {
    expect(cells({ a: { value: 1 } })).toEqual({ configs: [{ a: 1 }], exhausted: true })
    expect(cells({ a: { value: 1 } }, { trials: [aTrial(0, { a: 1 }, 0)] })).toEqual({ configs: [], exhausted: true })
  })
})

describe('which cells are done', () => {
  test.each(['pending', 'running', 'finished', 'failed', 'crashed', 'killed', 'preempted', 'preempting'] as const)(
    'a %s run has its cell',
    (state) => {
      const { configs } = cells({ a: { values: [1, 2, 3] } }, { trials: [aTrial(0, { a: 2 }, { state })] })
      expect(values(configs)).toEqual([1, 3])
    },
  )

  test('1 and 1.0 are one value, true and "1" are others', () => {
    expect(values(cells({ a: { values: [1, true, 1.0, '1', 2] } }).configs)).toEqual([1, true, '1', 2])
    expect(values(cells({ a: { values: [1, 1, 2] } }).configs)).toEqual([1, 2])
    expect(values(cells({ a: { values: [1, true] } }, { trials: [aTrial(0, { a: 1.0 }, 0)] }).configs)).toEqual([true])
  })

  test('the keys of an object may be in any order, and those that no value has are not looked at', () => {
    const parameters = { a: { values: [{ x: 1, y: 2 }, { x: 1, y: 3 }, [1, 2], null] } }
    const trials = [aTrial(0, { a: { y: 2, x: 1, added: 'by the client' } }, 0), aTrial(1, { a: null }, 0)]
    expect(values(cells(parameters, { trials }).configs)).toEqual([{ x: 1, y: 3 }, [1, 2]])
  })

  test('a run that lacks a parameter or lies off the grid has no cell', () => {
    const parameters = { a: { values: [1, 2] }, b: { values: [1, 2] } }
    const trials = [aTrial(0, { a: 1 }, 0), aTrial(1, { a: 1, b: 9 }, 0), aTrial(2, {}, 0)]
    expect(cells(parameters, { trials }).configs).toHaveLength(4)
  })

  test('float drift does not bring a cell back', () => {
    const parameters = { a: { distribution: 'q_uniform', min: 0, max: 1, q: 0.1 } }
    const { configs } = cells(parameters, { trials: [aTrial(0, { a: 0.3 }, 0)] })
    expect(configs).toHaveLength(9)
  })
})

describe('a grid too large to build', () => {
  const parameters = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, { min: 0, max: 9 }]))

  test('of 10^12 cells gives its first at once, and goes on after those done', () => {
    const first = cells(parameters, { count: 3 })
    expect(first.configs[2]).toMatchObject({ p10: 0, p9: 2 })
    expect(first.exhausted).toBe(false)
    const trials = first.configs.map((config, number) => aTrial(number, config, 0))
    expect(cells(parameters, { count: 1, trials }).configs[0]).toMatchObject({ p9: 3 })
  })

  test('in random order gives distinct cells from all over', () => {
    const { configs } = cells(parameters, { count: 200, random: true })
    expect(new Set(configs.map(valueKey)).size).toBe(200)
    expect(new Set(configs.map((config) => config['p0'])).size).toBe(10)
  })

  test('of more cells than numbers is walked all the same', () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, { min: 0, max: 99 }]))
    expect(cells(wide, { count: 2 }).configs).toHaveLength(2)
    expect(cells(wide, { count: 2, random: true }).configs).toHaveLength(2)
  })
})

describe('random order', () => {
  const parameters = { a: { min: 1, max: 30 }, b: { values: ['x', 'y'] } }

  test('is a shuffle of the same cells, by seed', () => {
    const plain = cells(parameters).configs.map(valueKey)
    const shuffled = cells(parameters, { random: true, seed: 5 }).configs.map(valueKey)
    expect(shuffled).not.toEqual(plain)
    expect([...shuffled].sort()).toEqual([...plain].sort())
    expect(cells(parameters, { random: true, seed: 5 }).configs.map(valueKey)).toEqual(shuffled)
    expect(cells(parameters, { random: true, seed: 6 }).configs.map(valueKey)).not.toEqual(shuffled)
  })

  test('goes on where it was', () => {
    const all = cells(parameters, { random: true }).configs
    const trials = all.slice(0, 20).map((config, number) => aTrial(number, config, { state: 'failed' }))
    expect(cells(parameters, { random: true, trials }).configs).toEqual(all.slice(20))
  })
})

describe('runs from before the sweep', () => {
  const parameters = { a: { values: [1, 2, 3] }, b: { distribution: 'q_uniform', min: 1, max: 5, q: 2 } }
  const left = (prior: Trial[]) => {
    const config = aConfig({ method: 'grid', parameters })
    return nextSuggestions(anInput(config, { prior, count: 100 })).suggestions.map(
      ({ config: { a, b } }) => `${a} ${b}`,
    )
  }

  test('a cell that one of them finished is not asked for again, whatever else its config holds', () => {
    expect(left([aTrial(0, { a: 2, b: 3, seed: 7 }, { best: null })])).toEqual(['1 1', '1 3', '2 1', '3 1', '3 3'])
  })

  test('a cell that one of them failed is asked for', () => {
    expect(
      left([aTrial(0, { a: 2, b: 3 }, { state: 'failed' }), aTrial(1, { a: 2, b: 1 }, { state: 'killed' })]),
    ).toHaveLength(6)
  })
})
