import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import type { Trial } from '~/server/domain/trial'
import { nextSuggestions } from '../controller'
import reference from '../fixtures/reference.json'
import { aConfig, anInput, aTrial } from '../testing'
import { parameterImportance, spearman } from './importance'

const config = aConfig({
  method: 'random',
  parameters: {
    much: { min: 0, max: 1.5 },
    some: { min: 0, max: 1.5 },
    none: { min: 0, max: 1.5 },
    kind: { values: ['a', 'b', 'c'] },
    group: { parameters: { fixed: { value: 1 }, free: { min: 0, max: 5 } } },
  },
})

function trials(count: number, loss: (config: JsonObject) => number, goal = config): Trial[] {
  const { suggestions } = nextSuggestions(anInput(goal, { count }))
  return suggestions.map((each) => aTrial(each.number, each.config, loss(each.config)))
}

const loss = (c: JsonObject) => 4 * Number(c['much']) - Number(c['some']) + (c['kind'] === 'b' ? 1 : 0)

describe('importance', () => {
  const found = parameterImportance({ config, trials: trials(150, loss) })
  const of = (name: string) => found.parameters.find((parameter) => parameter.name === name)!

  test('ranks the parameters by what they do', () => {
    expect(found.parameters[0]?.name).toBe('much')
    expect(of('much').importance).toBeGreaterThan(0.5)
    expect(of('kind').importance).toBeGreaterThan(of('none').importance)
    expect(of('some').importance).toBeGreaterThan(of('none').importance)
    expect(of('none').importance).toBeLessThan(0.03)
  })

  test('shares sum to 1, constants are not among them, groups have dotted names', () => {
    expect(found.parameters.reduce((sum, parameter) => sum + parameter.importance, 0)).toBeCloseTo(1, 9)
    expect(found.parameters.map((parameter) => parameter.name).sort()).toEqual([
      'group.free',
      'kind',
      'much',
      'none',
      'some',
    ])
  })

  test('says how well the forest knows the runs it did not see', () => {
    expect(found.fit).toBeGreaterThan(0.7)
    expect(found.trialCount).toBe(150)
  })

  test('gives the direction, and none for unordered values', () => {
    expect(of('much').correlation).toBeGreaterThan(0.8)
    expect(of('some').correlation).toBeLessThan(0)
    expect(of('kind').correlation).toBeNull()
  })

  test('the direction is that of the metric and not of a loss', () => {
    const up = { ...config, metric: { ...config.metric!, goal: 'maximize' as const } }
    const turned = parameterImportance({ config: up, trials: trials(60, loss) })
    expect(turned.parameters[0]).toMatchObject({ name: 'much' })
    expect(turned.parameters[0]?.correlation).toBeGreaterThan(0.8)
  })

  test('carries a deviation over the trees', () => {
    expect(of('much').deviation).toBeGreaterThan(0)
    expect(of('much').deviation).toBeLessThan(of('much').importance)
  })

  test('is the same in any order of the trials', () => {
    const given = trials(40, loss)
    expect(parameterImportance({ config, trials: [...given].reverse() })).toEqual(
      parameterImportance({ config, trials: given }),
    )
  })

  test('of a few trials is not guessed', () => {
    const few = parameterImportance({ config, trials: trials(5, loss) })
    expect(few.fit).toBeNull()
    expect(few.parameters.map((parameter) => parameter.importance)).toEqual([0, 0, 0, 0, 0])
  })

  test('of noise is not believed: the fit says so', () => {
    const noise = parameterImportance({ config, trials: trials(60, (c) => Math.sin(1e6 * Number(c['none']))) })
    expect(noise.fit).toBeLessThan(0.3)
  })

  test('of equal, failed or missing values is 0 and never NaN', () => {
    for (const given of [
      trials(20, () => 1),
      trials(20, loss).map((trial): Trial => ({ ...trial, state: 'failed' })),
      trials(20, loss).map((trial): Trial => ({ ...trial, config: {} })),
      trials(20, loss).map((trial): Trial => ({ ...trial, state: 'running' })),
      [],
    ]) {
      for (const parameter of parameterImportance({ config, trials: given }).parameters) {
        expect(parameter.importance).toBe(0)
        expect(parameter.deviation).toBe(0)
      }
    }
  })

  test('one run that broke away to the bad side does not hide the others, whichever side is the bad one', () => {
    const broken = (sign: 1 | -1) =>
      trials(60, loss).map((trial, index): Trial => {
        const best = sign * (index === 7 ? 1e6 : trial.best!)
        return { ...trial, best, worst: best, latest: best }
      })
    const down = parameterImportance({ config, trials: broken(1) })
    const upConfig = aConfig({ ...config, metric: { name: 'accuracy', goal: 'maximize' } })
    const up = parameterImportance({ config: upConfig, trials: broken(-1) })
    expect(down.fit).toBeGreaterThan(0.5)
    expect(up.fit).toBe(down.fit)
    expect(up.parameters.map(({ importance }) => importance)).toEqual(
      down.parameters.map(({ importance }) => importance),
    )
  })
})

describe('the importance of a setting that only some runs have', () => {
  const conditional = aConfig({
    method: 'random',
    parameters: {
      optimizer: { values: ['sgd', 'adam'] },
      momentum: { min: 0, max: 1 },
      lr: { min: 0, max: 1 },
    },
  })
  const lossOf = ({ optimizer, momentum, lr }: JsonObject) =>
    (optimizer === 'sgd' ? 2 + 3 * Number(momentum) : 0) + Number(lr)
  const { suggestions } = nextSuggestions(anInput(conditional, { count: 200 }))
  const lacking = (missing: JsonObject) =>
    suggestions.map(({ number, config: { momentum, ...rest } }) => {
      const settings: JsonObject =
        rest['optimizer'] === 'sgd' ? { ...rest, momentum: momentum ?? 0 } : { ...rest, ...missing }
      return aTrial(number, settings, lossOf(settings))
    })
  const found = parameterImportance({ config: conditional, trials: lacking({}) })
  const of = (name: string) => found.parameters.find((parameter) => parameter.name === name)!

  test('is learned from all runs and not from those alone', () => {
    expect(found.trialCount).toBe(200)
    expect(found.fit).toBeGreaterThan(0.9)
    expect(of('optimizer').importance).toBeGreaterThan(0.5)
  })

  test('is its own: what the setting decides which gives it a meaning is not put down to it', () => {
    expect(of('momentum').importance).toBeLessThan(of('optimizer').importance / 2)
    expect(of('momentum').importance).toBeGreaterThan(of('lr').importance)
    // Without a meaning of its own nothing is left for it, though only one of the optimizers has it.
    const idle = lacking({}).map((trial): Trial => {
      const best = trial.config['optimizer'] === 'sgd' ? 2 : 0
      return { ...trial, best, worst: best, latest: best }
    })
    const [first, ...others] = parameterImportance({ config: conditional, trials: idle }).parameters
    expect(first).toMatchObject({ name: 'optimizer' })
    for (const { importance } of others) expect(importance).toBeLessThan(0.02)
  })

  test('has its direction from the runs that have it, and says how many', () => {
    const sgdCount = suggestions.filter(({ config: { optimizer } }) => optimizer === 'sgd').length
    expect(of('momentum')).toMatchObject({ trialCount: sgdCount })
    expect(of('momentum').correlation).toBeGreaterThan(0.8)
    expect(of('lr').trialCount).toBe(200)
  })

  test('null where the space has no null is the same as not set', () => {
    expect(parameterImportance({ config: conditional, trials: lacking({ momentum: null }) })).toEqual(found)
  })

  test('a value outside of the space is another matter: the run is left out', () => {
    expect(parameterImportance({ config: conditional, trials: lacking({ momentum: 7 }) }).trialCount).toBe(
      of('momentum').trialCount,
    )
  })
})

describe('the rank correlation', () => {
  test('is that of SciPy, ties and all', () => {
    const { a, b, spearman: wanted } = reference.correlation
    expect(spearman(a, b)).toBeCloseTo(wanted, 12)
  })

  test('is null where there is nothing to compare', () => {
    expect(spearman([1, 2], [1, 2])).toBeNull()
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull()
  })
})
