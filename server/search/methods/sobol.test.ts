import { describe, expect, test } from 'vitest'
import { nextSuggestions } from '../controller'
import { searchMethodContract } from '../search-method.contract'
import { aConfig, anInput, aTrial } from '../testing'

searchMethodContract('sobol', { stopsWhenUsedUp: true })

const config = aConfig({
  method: 'sobol',
  parameters: {
    lr: { distribution: 'log_uniform_values', min: 1e-4, max: 1 },
    momentum: { min: 0.0, max: 0.99, distribution: 'uniform' },
    pick: { values: ['x', 'y', 'z'], probabilities: [0.25, 0, 0.75] },
  },
})

describe('quasi-random search', () => {
  const many = nextSuggestions(anInput(config, { count: 256 })).suggestions.map((each) => each.config)

  test('suggestion k is the same whatever the runs did and however many were asked for', () => {
    const trials = [aTrial(0, many[0]!, 3), aTrial(1, many[1]!, { state: 'crashed' })]
    const late = nextSuggestions(anInput(config, { trials, nextNumber: 100, count: 2 })).suggestions
    expect(late.map((each) => each.config)).toEqual(many.slice(100, 102))
  })

  test('another seed gives other suggestions', () => {
    expect(nextSuggestions(anInput(config, { seed: 2 })).suggestions[0]?.config).not.toEqual(many[0])
  })

  test('every 16 runs in a row, from a multiple of 16, have one in each sixteenth of each range', () => {
    for (let start = 0; start < many.length; start += 16) {
      const block = many.slice(start, start + 16)
      const places = {
        lr: block.map((each) => Math.floor(4 * (Math.log10(Number(each['lr'])) + 4))),
        momentum: block.map((each) => Math.floor((16 * Number(each['momentum'])) / 0.99)),
      }
      expect([...places.lr].sort((a, b) => a - b)).toEqual([...Array(16).keys()])
      expect([...places.momentum].sort((a, b) => a - b)).toEqual([...Array(16).keys()])
    }
  })

  test('probabilities are kept exactly over whole blocks', () => {
    for (let start = 0; start < many.length; start += 16) {
      const picks = many.slice(start, start + 16).map((each) => each['pick'])
      expect(picks.filter((pick) => pick === 'x')).toHaveLength(4)
      expect(picks.filter((pick) => pick === 'z')).toHaveLength(12)
    }
  })

  test('runs from before the sweep change nothing', () => {
    const prior = [aTrial(0, many[0]!, 3), aTrial(1, many[1]!, 1)]
    const late = nextSuggestions(anInput(config, { prior, count: 2 })).suggestions
    expect(late.map((each) => each.config)).toEqual(many.slice(0, 2))
  })

  test('a space of a million million combinations is answered at once', () => {
    const parameters = Object.fromEntries([...'abcdef'].map((name) => [name, { min: 1, max: 100 }]))
    const wide = aConfig({ method: 'sobol', parameters })
    expect(nextSuggestions(anInput(wide, { count: 20 })).suggestions).toHaveLength(20)
  })
})
