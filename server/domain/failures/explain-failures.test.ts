import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextSuggestions } from '~/server/search/controller'
import { rngFor } from '~/server/search/numeric/rng'
import type { JsonObject } from '../json'
import { flattenParameters } from '../sweep-config'
import { configOf } from '../testing'
import { explainFailures, type Outcome } from './explain-failures'

const { config: SPACE } = configOf(`method: random
parameters:
  batch_size: {values: [32, 64, 128, 256, 512]}
  optimizer: {values: [sgd, adam, lion]}
  lr: {distribution: log_uniform_values, min: 1.0e-5, max: 1.0}
  layers: {min: 1, max: 12}
  momentum: {min: 0.0, max: 1.0}
  frozen: {value: true}`)
const LEAVES = flattenParameters(SPACE.parameters)

function drawn(count: number, seed: number): JsonObject[] {
  const { suggestions } = nextSuggestions({ config: SPACE, seed, trials: [], nextNumber: 0, count })
  return suggestions.map(({ config }) => config)
}

const outcomesOf = (configs: JsonObject[], isBad: (config: JsonObject, index: number) => boolean): Outcome[] =>
  configs.map((config, index) => ({ config, isBad: isBad(config, index) }))

const explain = (outcomes: Outcome[]) => explainFailures(LEAVES, outcomes)

describe('a planted cause is found', () => {
  test('in one value of a list, with the numbers that say it', () => {
    const outcomes = outcomesOf(drawn(60, 1), ({ batch_size: size }) => size === 512)
    const bad = outcomes.filter(({ isBad }) => isBad).length
    const [cause, second] = explain(outcomes)
    expect(cause).toMatchObject({ name: 'batch_size', region: { kind: 'values', values: [512] } })
    expect(cause).toMatchObject({ inside: bad, badInside: bad, bad, total: 60 })
    expect(cause?.p).toBeLessThan(1e-6)
    expect(second).toBeUndefined()
  })

  test('in neighbouring values of a list of numbers, taken together', () => {
    const [cause] = explain(outcomesOf(drawn(80, 2), ({ batch_size: size }) => Number(size) >= 256))
    expect(cause?.region).toEqual({ kind: 'values', values: [256, 512] })
  })

  test('in the upper end of a range', () => {
    const [cause] = explain(outcomesOf(drawn(80, 3), ({ lr }) => Number(lr) > 0.1))
    expect(cause).toMatchObject({ name: 'lr', region: { kind: 'range', above: null } })
    if (cause?.region.kind !== 'range') return
    expect(cause.region.min).toBeGreaterThan(0.1)
    expect(cause.region.below).toBeLessThanOrEqual(0.1)
  })

  test('in the middle of a range', () => {
    const outcomes = outcomesOf(drawn(120, 4), ({ momentum }) => Number(momentum) > 0.4 && Number(momentum) < 0.6)
    expect(explain(outcomes)[0]).toMatchObject({
      name: 'momentum',
      region: { kind: 'range', below: expect.any(Number), above: expect.any(Number) },
    })
  })

  test('two causes, one after the other, the second among the runs that the first leaves', () => {
    const outcomes = outcomesOf(
      drawn(150, 5),
      ({ batch_size: size, optimizer }) => size === 512 || optimizer === 'lion',
    )
    const causes = explain(outcomes)
    expect(causes.map(({ name }) => name).sort()).toEqual(['batch_size', 'optimizer'])
    expect(causes[1]!.total).toBe(150 - causes[0]!.inside)
    expect(causes[1]!.bad).toBe(causes[0]!.bad - causes[0]!.badInside)
  })

  test('whichever it is, also when a tenth of the runs fails for nothing', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom('batch_size', 'optimizer', 'layers'), (seed, name) => {
        const rng = rngFor(seed, 0, 'noise')
        const isGuilty = (config: JsonObject) =>
          name === 'layers' ? Number(config['layers']) >= 9 : config[name] === (name === 'optimizer' ? 'lion' : 512)
        const outcomes = outcomesOf(drawn(200, seed), (config) => isGuilty(config) || rng.uniform() < 0.1)
        const [cause] = explain(outcomes)
        expect(cause?.name).toBe(name)
        // Most of what is inside failed, and most failures are inside.
        expect(cause!.badInside / cause!.inside).toBeGreaterThan(0.7)
        expect(cause!.badInside / cause!.bad).toBeGreaterThan(0.5)
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})

describe('chance is not called a cause', () => {
  test('in at most one of a hundred sweeps whose runs fail for nothing, however often they fail', () => {
    let alarms = 0
    for (let seed = 0; seed < 300; seed++) {
      const rng = rngFor(seed, 1, 'chance')
      const share = [0.05, 0.2, 0.5][seed % 3]!
      const outcomes = outcomesOf(drawn([20, 60, 200][(seed % 5) % 3]!, seed), () => rng.uniform() < share)
      if (explain(outcomes).length > 0) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(3)
  })

  test('two failures are too few, whatever they share', () => {
    let left = 2
    expect(explain(outcomesOf(drawn(100, 6), ({ batch_size: size }) => size === 512 && left-- > 0))).toEqual([])
  })

  test('when every run failed no parameter can tell', () => {
    expect(explain(outcomesOf(drawn(50, 7), () => true))).toEqual([])
    expect(explain([])).toEqual([])
  })

  test('three failures of a rare value among a handful of runs are not enough', () => {
    const configs = drawn(200, 8)
    const few = [
      ...configs.filter(({ batch_size: size }) => size === 512).slice(0, 3),
      ...configs.filter(({ batch_size: size }) => size !== 512).slice(0, 5),
    ]
    expect(explain(outcomesOf(few, ({ batch_size: size }) => size === 512))).toEqual([])
  })
})

test('a parameter that a run does not have says nothing about it', () => {
  const outcomes = outcomesOf(drawn(60, 9), (_, index) => index % 2 === 0).map((outcome, index) => ({
    ...outcome,
    config: index % 2 === 0 ? {} : outcome.config,
  }))
  expect(explain(outcomes)).toEqual([])
})

test('ten thousand runs with twenty parameters are explained in well under a second', () => {
  const parameters = Array.from({ length: 20 }, (_, index) => `  p${index}: {min: 0.0, max: 1.0}`).join('\n')
  const { config } = configOf(`method: random\nparameters:\n${parameters}`)
  const { suggestions } = nextSuggestions({ config, seed: 1, trials: [], nextNumber: 0, count: 1000 })
  const configs = Array.from({ length: 10 }, () => suggestions.map((each) => each.config)).flat()
  const outcomes = outcomesOf(configs, ({ p7 }, index) => Number(p7) > 0.9 || index % 10 === 0)
  expect(explainFailures(flattenParameters(config.parameters), outcomes)[0]?.name).toBe('p7')
})
