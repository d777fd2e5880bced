/**
 * The suite that every search method must pass, whatever it does inside: in the space, the same for the same input,
 * patient with bad histories, endless where the space is, and done when it is used up.
 */
import { describe, expect, test } from 'vitest'
import { membershipOf } from '~/server/domain/in-space'
import type { BayesSettings, Method, SweepConfig } from '~/server/domain/sweep-config'
import type { SuggestOutput, Trial } from '~/server/domain/trial'
import { valueKey } from '~/server/domain/value-key'
import { nextSuggestions } from './controller'
import { aConfig, anInput, aTrial } from './testing'

const FINITE = {
  lr: { values: [0.001, 0.01, 0.1] },
  layers: { min: 1, max: 4 },
  optimizer: { parameters: { name: { values: ['sgd', 'adam'] }, nesterov: { value: true } } },
  dropout: { distribution: 'q_uniform', min: 0, max: 0.5, q: 0.25 },
}

export function searchMethodContract(method: Method, given: { stopsWhenUsedUp: boolean; bayes?: BayesSettings }): void {
  const own = given.bayes === undefined ? { method } : { method, bayes: given.bayes }
  const finite = aConfig({ ...own, parameters: FINITE })
  const metric = { name: 'loss', goal: 'minimize', impute: 'worst', impute_while_running: 'false' } as const

  describe(`the contract of ${JSON.stringify(own)}`, () => {
    test('suggestions lie in the space and carry constants and groups', () => {
      for (const { config } of suggest(finite, [], 10).suggestions) {
        expect(Object.keys(config)).toEqual(['dropout', 'layers', 'lr', 'optimizer'])
        expect([0.001, 0.01, 0.1]).toContain(config['lr'])
        expect([1, 2, 3, 4]).toContain(config['layers'])
        expect([0, 0.25, 0.5]).toContain(config['dropout'])
        expect(config['optimizer']).toMatchObject({ nesterov: true })
      }
    })

    test('suggestions are numbered on and say their method', () => {
      const { suggestions } = nextSuggestions(anInput(finite, { nextNumber: 7, count: 3 }))
      expect(suggestions.map((each) => each.number)).toEqual([7, 8, 9])
      for (const { info } of suggestions) expect(info['method']).toBe(method)
    })

    test('the same input gives the same output, in any order of the trials', () => {
      const trials = history(finite, 12)
      const once = suggest(finite, trials, 3)
      expect(suggest(finite, trials, 3)).toEqual(once)
      expect(suggest(finite, [...trials].reverse(), 3)).toEqual(once)
    })

    test('several at once are what one by one would have been', () => {
      const trials = history(finite, 9)
      const atOnce = suggest(finite, trials, 4).suggestions.map((each) => each.config)
      const oneByOne: Trial[] = [...trials]
      for (let i = 0; i < 4; i++) {
        const [first] = suggest(finite, oneByOne, 1).suggestions
        oneByOne.push(aTrial(oneByOne.length, first!.config, { state: 'pending' }))
      }
      expect(oneByOne.slice(9).map((trial) => trial.config)).toEqual(atOnce)
    })

    test.each(HOSTILE)('a history of %s does no harm', (_, trialsOf) => {
      const trials = trialsOf(finite)
      const { suggestions } = suggest(finite, trials, 2)
      expect(suggestions.length).toBe(2)
      for (const { config, info } of suggestions) {
        expect(JSON.parse(JSON.stringify({ config, info }))).toEqual({ config, info })
      }
    })

    test.each(HOSTILE_SPACES)('%s are searched, whatever the runs there came to', (_, parameters) => {
      if (method === 'grid' && Object.keys(parameters).length > 1) return
      const config = aConfig({ ...own, parameters })
      const isInside = membershipOf(config)
      for (const valueAt of [Math.sin, () => 1, () => Number.NaN, (i: number) => (i % 2 === 0 ? 1e308 : -1e308)]) {
        const trials = history(config, 20).map((trial, index) => {
          const value = valueAt(index)
          const best = Number.isFinite(value) ? value : null
          return { ...trial, best, worst: best, latest: best }
        })
        const { suggestions } = suggest(config, trials, 3)
        expect(suggestions).toHaveLength(3)
        for (const each of suggestions) expect(isInside(each.config)).toBe(true)
      }
    })

    test('the run cap counts every run, and ends the sweep', () => {
      const capped = { ...finite, run_cap: 5 }
      const trials = history(finite, 3)
      const output = nextSuggestions(anInput(capped, { trials, count: 10 }))
      expect(output.suggestions).toHaveLength(2)
      expect(output).toMatchObject({ exhausted: true, endReason: 'run cap of 5 reached' })
      expect(nextSuggestions(anInput(capped, { trials, count: 2 })).exhausted).toBe(false)
    })

    test('runs from before the sweep count neither for the cap nor for the target', () => {
      const ended = { ...finite, run_cap: 5, metric: { ...metric, target: 0 } }
      const prior = history(finite, 8).map((trial) => ({ ...trial, best: -1 }))
      const output = nextSuggestions(anInput(ended, { prior, count: 9 }))
      expect(output.suggestions.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4])
      expect(output.endReason).toBe('run cap of 5 reached')
    })

    test('runs from before that are outside of the space, open, or lack a setting change nothing', () => {
      const inside = { dropout: 0.25, layers: 2, lr: 0.01, optimizer: { name: 'adam' } }
      const prior = [
        aTrial(0, { ...inside, layers: 9 }, 1),
        aTrial(1, { ...inside, optimizer: { name: 'adam', nesterov: false } }, 1),
        aTrial(2, { ...inside, dropout: 'high' }, 1),
        aTrial(3, { dropout: 0.25, layers: 2, lr: 0.01 }, 1),
        aTrial(4, inside, { state: 'running', best: 1 }),
      ]
      const trials = history(finite, 3)
      const next = (given: Trial[]) => nextSuggestions(anInput(finite, { trials, prior: given, count: 4 }))
      expect(next(prior)).toEqual(next([]))
    })

    test('runs from before may come in any order, and their settings nested or by names joined with dots', () => {
      const prior = history(finite, 12)
      const flat = prior.map(({ config: { optimizer, ...rest }, ...trial }) => {
        const { name } = optimizer as { name: string }
        return { ...trial, config: { ...rest, 'optimizer.name': name } }
      })
      const next = (given: Trial[]) => nextSuggestions(anInput(finite, { prior: given, count: 3 }))
      expect(next([...prior].reverse())).toEqual(next(prior))
      expect(next(flat)).toEqual(next(prior))
    })

    test('what people asked for comes on top of the run cap', () => {
      const capped = { ...finite, run_cap: 5 }
      const trials = history(finite, 4).map((trial, index) => ({
        ...trial,
        source: (['search', 'hand', 'retry', 'search'] as const)[index]!,
      }))
      const output = nextSuggestions(anInput(capped, { trials, count: 10 }))
      expect(output.suggestions).toHaveLength(3)
      expect(output.endReason).toBe('run cap of 5 reached')
    })

    test('a narrower space gives no config of the wider one, and its own runs stay evidence', () => {
      const trials = history(finite, 20)
      const narrow = aConfig({ ...own, parameters: { ...FINITE, lr: { values: [0.01] } } })
      const { suggestions } = suggest(narrow, trials, 3)
      expect(suggestions).toHaveLength(3)
      for (const { config } of suggestions) expect(config['lr']).toBe(0.01)
      if (!given.stopsWhenUsedUp) return
      const tried = new Set(trials.map((trial) => valueKey(trial.config)))
      for (const { config } of suggestions) expect(tried.has(valueKey(config))).toBe(false)
    })

    test('a constant alone gives that constant', () => {
      if (method === 'bayes') return
      const config = aConfig({ ...own, parameters: { a: { value: null } } })
      expect(suggest(config, [], 1).suggestions[0]?.config).toEqual({ a: null })
    })

    if (!given.stopsWhenUsedUp) return
    test('what a person took out of the queue is not suggested again, and the rest still is', () => {
      const small = aConfig({ ...own, parameters: { lr: { values: [0.001, 0.01, 0.1] }, layers: { values: [1, 2] } } })
      const withdrawn = [{ layers: 1, lr: 0.01 }]
      const output = nextSuggestions(anInput(small, { trials: [], withdrawn, count: 10 }))
      expect(output.suggestions).toHaveLength(5)
      expect(output.suggestions.map(({ config }) => valueKey(config))).not.toContain(valueKey(withdrawn[0]!))
      expect(output.endReason).toContain('used up')
    })

    test('a finite space gives each combination once and then ends', () => {
      const trials: Trial[] = []
      let output = suggest(finite, trials, 7)
      while (output.suggestions.length > 0) {
        for (const each of output.suggestions) trials.push(aTrial(each.number, each.config, Math.sin(each.number)))
        output = suggest(finite, trials, 7)
      }
      // dropout 0.5 is on the q_uniform of random and bayes, and beyond the arange of grid.
      expect(trials).toHaveLength(method === 'grid' ? 3 * 4 * 2 * 2 : 3 * 4 * 2 * 3)
      expect(new Set(trials.map((trial) => valueKey(trial.config))).size).toBe(trials.length)
      expect(output.exhausted).toBe(true)
      expect(output.endReason).toContain('used up')
    })
  })
}

function suggest(config: SweepConfig, trials: Trial[], count: number): SuggestOutput {
  return nextSuggestions(anInput(config, { trials, count }))
}

/** Finished runs at the places that random search would take. */
function history(config: SweepConfig, count: number): Trial[] {
  const { suggestions } = nextSuggestions(anInput({ ...config, method: 'random' }, { seed: 99, count }))
  return suggestions.map((each) => aTrial(each.number, each.config, Math.cos(3 * each.number)))
}

type TrialsOf = (config: SweepConfig) => Trial[]

function changed(change: (trial: Trial, index: number) => Partial<Trial>): TrialsOf {
  return (config) => history(config, 15).map((trial, index) => ({ ...trial, ...change(trial, index) }))
}

const NOTHING = { best: null, worst: null, latest: null }

const REAL = { distribution: 'uniform', min: 0, max: 1 }
const HOSTILE_SPACES: [string, Record<string, unknown>][] = [
  ['50 categories', { c: { values: Array.from({ length: 50 }, (_, index) => `c${index}`) } }],
  ['50 categories beside a number', { c: { values: Array.from({ length: 50 }, (_, index) => `c${index}`) }, x: REAL }],
  ['100 dimensions', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, REAL]))],
  ['dimensions without an end', { a: { distribution: 'normal' }, b: { distribution: 'q_log_normal', sigma: 3 } }],
  ['integers up to 10^12', { n: { min: 0, max: 1e12 } }],
]

const HOSTILE: [string, TrialsOf][] = [
  ['one run', (config) => history(config, 1)],
  ['equal values', changed(() => ({ best: 0.5, worst: 0.5 }))],
  ['runs without a value', changed(() => NOTHING)],
  ['crashed runs', changed(() => ({ state: 'crashed', ...NOTHING }))],
  ['crashed runs among good ones', changed((_, index) => (index % 3 === 0 ? { state: 'crashed', ...NOTHING } : {}))],
  ['values of 1e308 of both signs', changed((_, index) => ({ best: index % 2 === 0 ? 1e308 : -1e308, worst: 1e308 }))],
  ['one diverged run', changed((_, index) => (index === 4 ? { best: 1e300, worst: 1e300 } : {}))],
  ['values that differ in the last bit', changed((_, index) => ({ best: 1 + index * Number.EPSILON }))],
  [
    'copies of one run',
    changed(() => ({ config: { dropout: 0, layers: 1, lr: 0.01, optimizer: { name: 'sgd', nesterov: true } } })),
  ],
  [
    'runs outside of the space',
    changed(() => ({ config: { dropout: 9, layers: -3, lr: 7, optimizer: { name: 'lion' } } })),
  ],
  ['runs that lack parameters', changed(() => ({ config: { lr: 0.01 } }))],
  ['values of another type', changed(() => ({ config: { dropout: 'high', layers: null, lr: [1], optimizer: 3 } }))],
  ['empty configs', changed(() => ({ config: {} }))],
  ['running runs alone', changed(() => ({ state: 'running', ...NOTHING }))],
  [
    'every state there is',
    changed((_, index) => ({
      state: (['pending', 'running', 'finished', 'killed', 'crashed', 'failed', 'preempted', 'preempting'] as const)[
        index % 8
      ]!,
    })),
  ],
]
