import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import type { Trial } from '~/server/domain/trial'
import { valueKey } from '~/server/domain/value-key'
import { nextSuggestions } from '../controller'
import { searchMethodContract } from '../search-method.contract'
import { aConfig, anInput, aTrial, bestSoFar } from '../testing'

searchMethodContract('bayes', { stopsWhenUsedUp: true })
for (const surrogate of ['random_forest', 'tpe'] as const)
  searchMethodContract('bayes', { stopsWhenUsedUp: true, bayes: { surrogate, acquisition: 'ei' } })
searchMethodContract('bayes', { stopsWhenUsedUp: true, bayes: { surrogate: 'gp', acquisition: 'thompson' } })

const REAL = { min: 0, max: 1.5 }
const plane = aConfig({ method: 'bayes', parameters: { x: REAL, y: REAL } })
const bowl = (config: JsonObject) => (Number(config['x']) - 0.4) ** 2 + (Number(config['y']) - 1.1) ** 2

function ran(config = plane, count = 12, loss = bowl): Trial[] {
  const { suggestions } = nextSuggestions(anInput({ ...config, method: 'random' }, { seed: 3, count }))
  return suggestions.map((each) => aTrial(each.number, each.config, loss(each.config)))
}

function next(config = plane, trials = ran(config), count = 1) {
  return nextSuggestions(anInput(config, { trials, count })).suggestions
}

describe('the start', () => {
  test('is spread out, and not the centre', () => {
    const configs = next(plane, [], 8).map((each) => each.config)
    expect(new Set(configs.map((each) => Math.floor(Number(each['x']) / 0.1875))).size).toBe(8)
    for (const each of configs)
      expect(bowl({ x: Number(each['x']) + 0.4 - 0.75, y: Number(each['y']) + 1.1 - 0.75 })).toBeGreaterThan(1e-6)
  })

  test('goes on while there are too few results, and says so', () => {
    const [first] = next(plane, ran(plane, 2))
    expect(first?.info).toMatchObject({ method: 'bayes', source: 'start design', trial_count: 2 })
  })

  test('is short when the run cap is', () => {
    expect(next({ ...plane, run_cap: 8 }, ran(plane, 2))[0]?.info['source']).toBe('surrogate')
  })
})

describe('a suggestion of the surrogate', () => {
  test('says why, in the units of the metric', () => {
    const [first] = next()
    expect(first?.info).toMatchObject({
      method: 'bayes',
      surrogate: 'gaussian_process',
      acquisition: 'log_expected_improvement',
      trial_count: 12,
    })
    expect(first?.info['expected_improvement']).toBeGreaterThanOrEqual(0)
    expect(Math.abs(Number(first?.info['predicted_mean']) - bowl(first!.config))).toBeLessThan(0.2)
    expect(first?.info['predicted_deviation']).toBeGreaterThan(0)
  })

  test('is the same when the metric is turned round, with the prediction in its sign', () => {
    const [low] = next()
    const up = { ...plane, metric: { ...plane.metric!, goal: 'maximize' as const } }
    const [high] = next(
      up,
      ran().map((trial) => aTrial(trial.number, trial.config, -trial.best!)),
    )
    expect(high?.config).toEqual(low?.config)
    expect(high?.info['predicted_mean']).toBeCloseTo(-Number(low?.info['predicted_mean']), 12)
  })

  test('is the same when the metric is measured in other units', () => {
    const scaled = ran().map((trial) => aTrial(trial.number, trial.config, 1000 * trial.best! + 5))
    const [found] = next(plane, scaled)
    const [wanted] = next()
    expect(Number(found?.config['x'])).toBeCloseTo(Number(wanted?.config['x']), 4)
  })

  test('goes near the optimum of a bowl after a few runs', () => {
    expect(bestSoFar(plane, bowl, { seed: 1, runs: 16 }).at(-1)).toBeLessThan(1e-3)
  })

  test('64 pending runs get 64 different places, apart from each other', () => {
    const suggestions = next(plane, ran(), 64)
    const keys = new Set(
      suggestions.map(({ config }) => `${Number(config['x']).toFixed(3)} ${Number(config['y']).toFixed(3)}`),
    )
    expect(keys.size).toBeGreaterThanOrEqual(60)
    expect(new Set(suggestions.map((each) => valueKey(each.config))).size).toBe(64)
  })

  test('does not follow one diverged run', () => {
    const trials = [...ran(), aTrial(12, { x: 0.41, y: 1.49 }, 1e9)]
    expect(bowl(next(plane, trials)[0]!.config)).toBeLessThan(0.3)
  })

  test('keeps away from where runs crash', () => {
    const crashes = Array.from({ length: 6 }, (_, i) =>
      aTrial(12 + i, { x: 0.3 + 0.05 * i, y: 1 + 0.05 * i }, { state: 'crashed' }),
    )
    const [first] = next(plane, [...ran(), ...crashes])
    const nearest = Math.min(
      ...crashes.map((trial) =>
        Math.hypot(
          Number(trial.config['x']) - Number(first!.config['x']),
          Number(trial.config['y']) - Number(first!.config['y']),
        ),
      ),
    )
    expect(nearest).toBeGreaterThan(0.02)
  })

  test('falls back to the start design when all results are equal, and says so', () => {
    const [first] = next(
      plane,
      ran(plane, 12, () => 3),
    )
    expect(first?.info['source']).toBe('start design')
    expect(String(first?.info['fallback'])).toContain('could not be fitted')
  })

  test('attempts at one suggestion count once, and the good one counts', () => {
    const crashed = ran().map(
      (trial): Trial => ({
        ...trial,
        id: `lost-${trial.number}`,
        state: 'crashed',
        best: null,
        worst: null,
        latest: null,
      }),
    )
    const both = nextSuggestions(anInput(plane, { trials: [...crashed, ...ran()], nextNumber: 12 })).suggestions
    expect(both).toEqual(nextSuggestions(anInput(plane, { trials: ran(), nextNumber: 12 })).suggestions)
  })
})

describe('runs from before the sweep', () => {
  const first = (prior: Trial[], count = 1) => nextSuggestions(anInput(plane, { prior, count })).suggestions

  test('stand in for the start design: four runs of the sweep find the optimum that they show', () => {
    expect(first(ran())[0]).toMatchObject({
      number: 0,
      info: { source: 'surrogate', trial_count: 12, prior_count: 12 },
    })
    const trials: Trial[] = []
    for (let number = 0; number < 4; number++) {
      const [suggestion] = nextSuggestions(anInput(plane, { prior: ran(), trials })).suggestions
      trials.push(aTrial(number, suggestion!.config, bowl(suggestion!.config)))
    }
    expect(Math.min(...trials.map(({ best }) => best ?? 1))).toBeLessThan(0.01)
  })

  test('those without a value say nothing', () => {
    const silent = ran().map((trial) => ({ ...trial, state: 'failed' as const, best: null, worst: null, latest: null }))
    expect(first(silent)).toEqual(first([]))
  })

  test('are learned from together with the runs of the sweep', () => {
    const [prior, own] = [ran().slice(0, 6), ran().slice(6)]
    const trials = own.map((trial, index) => ({ ...trial, number: index }))
    const [suggestion] = nextSuggestions(anInput(plane, { prior, trials })).suggestions
    expect(suggestion?.info).toMatchObject({ source: 'surrogate', trial_count: 12, prior_count: 6 })
  })

  test('a finite space is not asked for what they have shown', () => {
    const config = aConfig({ method: 'bayes', parameters: { a: { values: [1, 2, 3] }, b: { values: ['x', 'y'] } } })
    const prior = [aTrial(0, { a: 1, b: 'x' }, 1), aTrial(1, { a: 3, b: 'y' }, 2)]
    const { suggestions, exhausted } = nextSuggestions(anInput(config, { prior, count: 9 }))
    expect(suggestions).toHaveLength(4)
    expect(exhausted).toBe(true)
  })
})

describe('wide and odd spaces', () => {
  test.each([
    ['50 categories', { a: { values: Array.from({ length: 50 }, (_, i) => `c${i}`) }, x: REAL }],
    ['100 dimensions', Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x${i}`, REAL]))],
    [
      'every distribution',
      {
        a: { distribution: 'normal' },
        b: { distribution: 'q_normal' },
        c: { distribution: 'log_normal' },
        d: { distribution: 'q_log_normal' },
        e: { distribution: 'beta', a: 2, b: 5 },
        f: { distribution: 'q_beta', q: 0.1 },
        g: { distribution: 'log_uniform', min: -5, max: 0 },
        h: { distribution: 'inv_log_uniform', min: 0, max: 3 },
        i: { distribution: 'inv_log_uniform_values', min: 1, max: 3 },
        j: { distribution: 'q_log_uniform_values', min: 1, max: 100, q: 10 },
        k: { values: [1, 2], probabilities: [0.9, 0.1] },
        l: { min: 0, max: 1_000_000 },
        m: { distribution: 'uniform', min: -1e308, max: 1e308 },
        n: { values: [[1], { a: 2 }, null, true] },
        o: { distribution: 'normal', sigma: 0 },
      },
    ],
  ])('%s are searched', (_, parameters) => {
    const config = aConfig({ method: 'bayes', parameters })
    const trials = ran(config, 15, (each) => valueKey(each).length + valueKey(each).charCodeAt(9) / 100)
    const suggestions = next(config, trials, 2)
    expect(suggestions).toHaveLength(2)
    for (const each of suggestions) {
      expect(each.info['source']).toBe('surrogate')
      for (const value of Object.values(each.config)) expect(Number.isNaN(value)).toBe(false)
    }
  })

  test('a run of an older, wider space is learnt from and not suggested again', () => {
    const trials = [...ran(), aTrial(12, { x: 9, y: -4 }, -1)]
    const [first] = next(plane, trials)
    expect(Number(first?.config['x'])).toBeLessThanOrEqual(1.5)
    expect(Number(first?.config['y'])).toBeGreaterThanOrEqual(0)
  })

  test('a thousand runs are answered in finite time and from the same best runs', () => {
    const trials = ran(plane, 1000)
    const [first] = next(plane, trials)
    expect(bowl(first!.config)).toBeLessThan(0.05)
  })
})

describe('against random search, on the median of five seeds', () => {
  const seeds = [1, 2, 3, 4, 5]
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

  function branin(config: JsonObject): number {
    const [x, y] = [Number(config['x']), Number(config['y'])]
    const valley = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6
    return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 - 0.397887357729739
  }

  function mixed(config: JsonObject): number {
    const right = config['kind'] === 'b' ? 0 : 1
    return right + (Math.log10(Number(config['lr'])) + 2.5) ** 2 + (Number(config['layers']) - 4) ** 2 / 4
  }

  function table(config: JsonObject): number {
    return (
      (Number(config['a']) - 96) ** 2 / 1000 +
      (Number(config['b']) - 10) ** 2 / 20 +
      (Number(config['c']) - 64) ** 2 / 900
    )
  }

  test.each([
    ['Branin', { x: { min: -5, max: 10.5 }, y: { min: 0, max: 15.5 } }, branin, 30, 20],
    [
      'a mixed space',
      {
        lr: { distribution: 'log_uniform_values', min: 1e-6, max: 1 },
        layers: { min: 1, max: 8 },
        kind: { values: ['a', 'b', 'c'] },
      },
      mixed,
      25,
      5,
    ],
  ])(
    'the regret on %s is smaller by far',
    (_, parameters, loss, runs, factor) => {
      const at = (method: string) =>
        median(seeds.map((seed) => bestSoFar(aConfig({ method, parameters }), loss, { seed, runs }).at(-1)!))
      expect(at('bayes') * factor).toBeLessThan(at('random'))
    },
    30_000,
  )

  test('the best of a table of 60 is found in a third of the runs that random order needs', () => {
    const parameters = {
      a: { values: [32, 64, 96, 128, 256] },
      b: { values: [5, 10, 15] },
      c: { values: [32, 64, 96, 128] },
    }
    const config = aConfig({ method: 'bayes', parameters })
    const found = seeds.map((seed) => bestSoFar(config, table, { seed, runs: 20 }).at(-1) === 0)
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(3)
  }, 30_000)
})

describe('the surrogate of the config', () => {
  const withSettings = (bayes: object) => aConfig({ method: 'bayes', bayes, parameters: { x: REAL, y: REAL } })

  test.each([
    [{ surrogate: 'random_forest' }, { surrogate: 'random_forest', acquisition: 'log_expected_improvement' }],
    [{ surrogate: 'tpe' }, { surrogate: 'tpe', acquisition: 'log_density_ratio', good_count: 2 }],
    [{ surrogate: 'random_forest', acquisition: 'thompson' }, { acquisition: 'thompson_sample' }],
  ])('%j is used, recorded, and leads into the bowl', (settings, record) => {
    const config = withSettings(settings)
    expect(next(config)[0]?.info).toMatchObject(record)
    const trials = ran(config, 40)
    const meanLoss = (configs: JsonObject[]) => configs.reduce((sum, each) => sum + bowl(each), 0) / configs.length
    const suggestions = next(config, trials, 5)
    expect(meanLoss(suggestions.map((each) => each.config))).toBeLessThan(
      0.3 * meanLoss(trials.map((trial) => trial.config)),
    )
  })

  test.each([{ surrogate: 'random_forest' }, { surrogate: 'tpe' }, { acquisition: 'thompson' }])(
    '%j: 16 asked for at once are 16 places',
    (settings) => {
      const places = next(withSettings(settings), ran(), 16).map(({ config }) => [
        Number(config['x']),
        Number(config['y']),
      ])
      const apart = places.flatMap(([x, y], i) => places.slice(0, i).map(([u, v]) => Math.hypot(x! - u!, y! - v!)))
      expect(Math.min(...apart)).toBeGreaterThan(1e-3)
    },
  )
})

describe('the acquisition of the config', () => {
  const withAcquisition = (acquisition: string) =>
    aConfig({ method: 'bayes', bayes: { acquisition }, parameters: { x: REAL, y: REAL } })

  test.each([
    ['ei', 'log_expected_improvement'],
    ['pi', 'log_probability_of_improvement'],
    ['lcb', 'lower_confidence_bound'],
    ['thompson', 'thompson_sample'],
  ])('%s is used, recorded, and finds the bowl', (acquisition, name) => {
    const config = withAcquisition(acquisition)
    expect(next(config)[0]?.info['acquisition']).toBe(name)
    expect(bestSoFar(config, bowl, { seed: 1, runs: 30 }).at(-1)).toBeLessThan(5e-3)
  })

  test('ei is what there is without a word', () => {
    expect(next(withAcquisition('ei'))).toEqual(next(plane))
    expect(next(withAcquisition('lcb'))[0]?.config).not.toEqual(next(plane)[0]?.config)
  })
})
