import { describe, expect, test } from 'vitest'
import { nextSuggestions } from '../controller'
import { searchMethodContract } from '../search-method.contract'
import { aConfig, anInput, aTrial } from '../testing'

searchMethodContract('random', { stopsWhenUsedUp: false })

const config = aConfig({
  method: 'random',
  parameters: {
    lr: { distribution: 'log_uniform_values', min: 1e-5, max: 0.1 },
    pick: { values: ['x', 'y', 'z'], probabilities: [0.5, 0, 0.5] },
    q: { distribution: 'q_uniform', min: 0, max: 10, q: 4 },
  },
})

describe('random search', () => {
  const many = nextSuggestions(anInput(config, { count: 1000 })).suggestions.map((each) => each.config)

  test('suggestion k is the same whatever the runs did and however many were asked for', () => {
    const trials = [aTrial(0, many[0]!, 3), aTrial(1, many[1]!, { state: 'crashed' })]
    const late = nextSuggestions(anInput(config, { trials, nextNumber: 500, count: 2 })).suggestions
    expect(late.map((each) => each.config)).toEqual(many.slice(500, 502))
  })

  test('another seed gives other suggestions', () => {
    expect(nextSuggestions(anInput(config, { seed: 2 })).suggestions[0]?.config).not.toEqual(many[0])
  })

  test('a value of probability 0 is never drawn', () => {
    expect(new Set(many.map((each) => each['pick']))).toEqual(new Set(['x', 'z']))
  })

  test('q_uniform from 0 to 10 by 4 gives 0, 4 and 8 at 1/5, 2/5 and 2/5', () => {
    const share = (value: number) => many.filter((each) => each['q'] === value).length / many.length
    expect(share(0) + share(4) + share(8)).toBe(1)
    expect(Math.abs(share(0) - 0.25)).toBeLessThan(0.08)
  })

  test('the logarithm of a log-uniform is uniform: each decade gets its quarter', () => {
    for (const exponent of [-5, -4, -3, -2]) {
      const inside = many.filter((each) => Math.floor(Math.log10(Number(each['lr']))) === exponent).length
      expect(Math.abs(inside - 250)).toBeLessThan(5 * Math.sqrt(250 * 0.75))
    }
  })

  test('runs from before the sweep change nothing', () => {
    const prior = [aTrial(0, many[0]!, 3), aTrial(1, many[1]!, 1)]
    const late = nextSuggestions(anInput(config, { prior, count: 2 })).suggestions
    expect(late.map((each) => each.config)).toEqual(many.slice(0, 2))
  })

  test('it never ends by itself', () => {
    expect(nextSuggestions(anInput(config, { count: 1000, nextNumber: 1e6 })).exhausted).toBe(false)
  })
})
