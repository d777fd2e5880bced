import { describe, expect, test } from 'vitest'
import { placeAt } from './text-place'

/** The place of the bar, which is taken out. */
function at(text: string) {
  const offset = text.indexOf('|')
  const place = placeAt(text.replace('|', ''), offset)
  if (place === null) return null
  const word = text.slice(place.from, offset)
  return { path: place.path.join('.'), key: place.key, word }
}

describe('a key is being written', () => {
  test.each([
    ['|', '', ''],
    ['me|', '', 'me'],
    ['met|ric:\n  name: x', '', 'met'],
    ['metric:\n  |', 'metric', ''],
    ['metric:\n  go|\n', 'metric', 'go'],
    ['metric:\n  name: x\n|', '', ''],
    ['parameters:\n  lr:\n    mi|', 'parameters.lr', 'mi'],
    ['parameters:\n  lr: {min: 0}\n  |', 'parameters', ''],
    ['parameters:\n  lr: {mi|', 'parameters.lr', 'mi'],
    ['parameters:\n  lr: {min: 0, ma|}', 'parameters.lr', 'ma'],
    ['parameters: {lr: {min: 0, |}', 'parameters.lr', ''],
    ['parameters:\n  lr: {min: 0,\n    ma|}', 'parameters.lr', 'ma'],
    ['parameters:\n  opt:\n    parameters:\n      b|', 'parameters.opt.parameters', 'b'],
    ['# method: {\nme|', '', 'me'],
    ['name: "a: {b"\nme|', '', 'me'],
    ['{"met|', '', '"met'],
  ])('%j', (text, path, word) => {
    expect(at(text)).toEqual({ path, key: null, word })
  })
})

describe('a value is being written', () => {
  test.each([
    ['method: ba|', '', 'method', 'ba'],
    ['method:   |', '', 'method', ''],
    ['method:| x', '', 'method', ''],
    ['metric:\n  goal: m|', 'metric', 'goal', 'm'],
    ['metric: {name: a, goal: |}', 'metric', 'goal', ''],
    ['parameters:\n  lr: {distribution: log|, min: 1}', 'parameters.lr', 'distribution', 'log'],
    ['command:\n  - python\n  - $|', '', 'command', '$'],
    ['command:\n- |', '', 'command', ''],
    ['command: [python, $|', '', 'command', '$'],
    [`command:\n  - $\{ar|`, '', 'command', '${ar'],
    [`command: [$\{env}, py|`, '', 'command', 'py'],
    ["metric: {name: it's, goal: m|", 'metric', 'goal', 'm'],
    ['parameters: {lr: {values: [1, 2|]}}', 'parameters.lr', 'values', '2'],
  ])('%j', (text, path, key, word) => {
    expect(at(text)).toEqual({ path, key, word })
  })
})

test('inside of a comment nothing is', () => {
  expect(at('# meth|')).toBeNull()
  expect(at('method: bayes # or gr|')).toBeNull()
})
