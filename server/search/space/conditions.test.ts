import { describe, expect, test } from 'vitest'
import { membershipOf } from '~/server/domain/in-space'
import type { JsonObject } from '~/server/domain/json'
import { METHODS, type SweepConfig } from '~/server/domain/sweep-config'
import type { Trial } from '~/server/domain/trial'
import { valueKey } from '~/server/domain/value-key'
import { nextSuggestions } from '../controller'
import { rngFor } from '../numeric/rng'
import { aConfig, anInput, aTrial, bestSoFar } from '../testing'
import { decode, encode, pointKey, randomPoint, searchSpaceOf } from './search-space'
import { pointAtIndex } from './unseen'

const MIXED = {
  optimizer: { values: ['adam', 'sgd', 'lbfgs'] },
  lr: { distribution: 'log_uniform_values', min: 1e-4, max: 1 },
  momentum: { distribution: 'uniform', min: 0, max: 1, when: { optimizer: ['sgd'] } },
  nesterov: { values: [true, false], when: { optimizer: ['sgd'] } },
  schedule: {
    when: { optimizer: ['adam', 'sgd'] },
    parameters: {
      kind: { values: ['none', 'step'] },
      every: { min: 1, max: 9, when: { 'schedule.kind': ['step'] } },
      unit: { value: 'epoch', when: { 'schedule.kind': ['step'] } },
    },
  },
}

const FINITE = {
  model: { values: ['tree', 'net', 'line'] },
  depth: { min: 1, max: 4, when: { model: ['tree'] } },
  width: { values: [8, 16, 32], when: { model: ['net'] } },
  norm: { values: ['batch', 'layer'], when: { width: [16, 32] } },
}
const FINITE_COUNT = 4 + (1 + 2 * 2) + 1

function expectValid(config: JsonObject): void {
  const schedule = config['schedule'] as JsonObject | undefined
  expect('momentum' in config).toBe(config['optimizer'] === 'sgd')
  expect('nesterov' in config).toBe(config['optimizer'] === 'sgd')
  expect(schedule === undefined).toBe(config['optimizer'] === 'lbfgs')
  if (schedule === undefined) return
  expect('every' in schedule).toBe(schedule['kind'] === 'step')
  expect(schedule['unit']).toBe(schedule['kind'] === 'step' ? 'epoch' : undefined)
}

describe('a search space with conditions', () => {
  const space = searchSpaceOf(aConfig({ method: 'random', parameters: MIXED }))

  test('a config and its point are each other, and what has no meaning does not count', () => {
    for (let index = 0; index < 200; index++) {
      const point = randomPoint(space, rngFor(3, index, 'points'))
      const config = decode(space, point)
      expectValid(config)
      const back = encode(space, config)!
      expect(back).not.toBeNull()
      expect(pointKey(space, back)).toBe(pointKey(space, point))
      expect(decode(space, back)).toEqual(config)
      if (config['optimizer'] === 'lbfgs')
        expect(encode(space, { ...config, momentum: 0.123, schedule: { kind: 'step' } })).toEqual(back)
    }
  })

  test('lacks nothing but what it needs', () => {
    expect(encode(space, { optimizer: 'lbfgs', lr: 0.1 })).not.toBeNull()
    expect(encode(space, { optimizer: 'sgd', lr: 0.1, schedule: { kind: 'none' } })).toBeNull()
  })

  test('counts and numbers each different config once', () => {
    const finite = searchSpaceOf(aConfig({ method: 'random', parameters: FINITE }))
    expect(finite.size).toBe(FINITE_COUNT)
    const configs = Array.from({ length: finite.size }, (_, index) => decode(finite, pointAtIndex(finite, index)))
    expect(new Set(configs.map(valueKey)).size).toBe(FINITE_COUNT)
    expect(searchSpaceOf(aConfig({ method: 'random', parameters: MIXED })).size).toBe(Number.POSITIVE_INFINITY)
  })
})

const BAYES = [{}, { surrogate: 'random_forest' }, { surrogate: 'tpe' }, { acquisition: 'thompson' }]
const SEARCHES: [string, object][] = [
  ['random', { method: 'random' }],
  ['sobol', { method: 'sobol' }],
  ...BAYES.map((bayes): [string, object] => [`bayes ${JSON.stringify(bayes)}`, { method: 'bayes', bayes }]),
]

describe.each(SEARCHES)('%s in a space with conditions', (_, method) => {
  const config = aConfig({ ...method, parameters: MIXED })
  const isInside = membershipOf(config)

  /** Only sgd with a momentum near 0.8 is good. */
  const loss = (given: JsonObject) =>
    given['optimizer'] === 'sgd'
      ? Math.abs(Number(given['momentum']) - 0.8)
      : 1 + Math.abs(Math.log10(Number(given['lr'])))

  test('leaves out what has no meaning, run after run', () => {
    const trials: Trial[] = []
    for (let index = 0; index < 25; index++) {
      const [next] = nextSuggestions(anInput(config, { trials })).suggestions
      expectValid(next!.config)
      expect(isInside(next!.config)).toBe(true)
      trials.push(aTrial(index, next!.config, loss(next!.config)))
    }
  })

  test('several at once are what one by one would have been', () => {
    const trials = historyOf(config, 14, loss)
    const atOnce = nextSuggestions(anInput(config, { trials, count: 3 })).suggestions.map((each) => each.config)
    const oneByOne: Trial[] = [...trials]
    for (let i = 0; i < 3; i++) {
      const [first] = nextSuggestions(anInput(config, { trials: oneByOne })).suggestions
      oneByOne.push(aTrial(oneByOne.length, first!.config, { state: 'pending' }))
    }
    expect(oneByOne.slice(14).map((trial) => trial.config)).toEqual(atOnce)
  })
})

test.each(BAYES)('bayes %j finds the branch that is good, and its best value', (bayes) => {
  const config = aConfig({ method: 'bayes', bayes, parameters: MIXED })
  const loss = (given: JsonObject) =>
    given['optimizer'] === 'sgd'
      ? Math.abs(Number(given['momentum']) - 0.8)
      : 1 + Math.abs(Math.log10(Number(given['lr'])))
  expect(bestSoFar(config, loss, { seed: 2, runs: 40 }).at(-1)).toBeLessThan(0.05)
})

const FINITE_SEARCHES = [
  ...METHODS.filter((method) => method !== 'random').map((method) => ({ method })),
  ...BAYES.slice(1).map((bayes) => ({ method: 'bayes', bayes })),
]

test.each(FINITE_SEARCHES)('%j gives each valid combination once and then ends', (method) => {
  const config = aConfig({ ...method, parameters: FINITE })
  const trials: Trial[] = []
  let output = nextSuggestions(anInput(config, { trials, count: 3 }))
  while (output.suggestions.length > 0) {
    for (const each of output.suggestions) trials.push(aTrial(each.number, each.config, Math.sin(each.number)))
    output = nextSuggestions(anInput(config, { trials, count: 3 }))
  }
  expect(trials).toHaveLength(FINITE_COUNT)
  expect(new Set(trials.map((trial) => valueKey(trial.config))).size).toBe(FINITE_COUNT)
  expect(output).toMatchObject({ exhausted: true })
  expect(trials.map((trial) => trial.config)).toContainEqual({ model: 'line' })
})

function historyOf(config: SweepConfig, count: number, loss: (given: JsonObject) => number): Trial[] {
  const { suggestions } = nextSuggestions(anInput({ ...config, method: 'random' }, { seed: 9, count }))
  return suggestions.map((each) => aTrial(each.number, each.config, loss(each.config)))
}
