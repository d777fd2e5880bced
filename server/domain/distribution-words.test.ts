import { expect, test } from 'vitest'
import { distributionWords } from './distribution-words'
import { isGroup } from './sweep-config'
import { parameterOf } from './testing'

test.each([
  ['{value: adam}', 'always adam'],
  ['{values: [32, 64, 128]}', 'one of 32, 64, 128'],
  ['{values: [a, b, c, d, e, f, g, h]}', 'one of a, b, c, d, e, f and 2 more'],
  ['{min: 1, max: 8}', 'whole numbers, 1 to 8'],
  ['{min: 0.0, max: 0.5}', 'even, 0 to 0.5'],
  ['{distribution: log_uniform_values, min: 1e-5, max: 0.1}', 'log scale, 1e-5 to 0.1'],
  ['{distribution: q_log_uniform_values, min: 8, max: 1024, q: 1}', 'whole numbers on a log scale, 8 to 1024'],
  ['{distribution: q_uniform, min: 0, max: 1, q: 0.1}', 'steps of 0.1, 0 to 1'],
  ['{distribution: normal, mu: 3, sigma: 2}', 'bell curve around 3 ± 2'],
  ['{distribution: q_log_normal, mu: 0, sigma: 2, q: 2}', 'bell curve on a log scale around 1 in steps of 2'],
])('%s is said as "%s"', (text, words) => {
  const parameter = parameterOf(text)
  expect(isGroup(parameter) ? '' : distributionWords(parameter)).toBe(words)
})
