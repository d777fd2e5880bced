import { expect, test } from 'vitest'
import { copyOfSweep, withParametersOf } from './copy-of-sweep'

test('a copy has the next name and is otherwise the same', () => {
  expect(copyOfSweep('name: bayes # mine\nmethod: bayes\n')).toBe('name: bayes-2 # mine\nmethod: bayes\n')
  expect(copyOfSweep('name: bayes-9\n')).toBe('name: bayes-10\n')
  expect(copyOfSweep('method: grid\n')).toBe('method: grid\n')
  expect(copyOfSweep('name: [')).toBe('name: [')
})

test('the space is exchanged, comments and the rest stay', () => {
  const text = '# mine\nmethod: random\nparameters:\n  a: {value: 1}\nrun_cap: 3 # few\n'
  expect(withParametersOf(text, 'method: bayes\nparameters:\n  b: {min: 1.0e-5, max: 2}\n')).toBe(
    '# mine\nmethod: random\nparameters:\n  b: {min: 1.0e-5, max: 2}\nrun_cap: 3 # few\n',
  )
  expect(withParametersOf('a: [', text)).toBe('a: [')
})
