import { describe, expect, test } from 'vitest'
import { parseSweepConfig, parseSweepConfigValue } from './parse-sweep-config'
import { configOf, parameterOf, parameterProblems, problemsOf } from './testing'

describe('the type of a parameter', () => {
  test('two bounds written as integers make integers', () => {
    expect(parameterOf('{min: 0, max: 1}')).toEqual({ distribution: 'int_uniform', min: 0, max: 1 })
  })

  test.each([
    '{min: 0, max: 1.0}',
    '{min: 0.0, max: 1}',
    '{min: 0, max: 1e0}',
    '{distribution: uniform, min: 0, max: 1}',
  ])('%s makes reals', (text) => expect(parameterOf(text)).toEqual({ distribution: 'uniform', min: 0, max: 1 }))

  test('the spelling counts in JSON text too', () => {
    const parsed = configOf('{"method":"random","parameters":{"a":{"min":0,"max":1.0},"b":{"min":0,"max":1}}}')
    expect(parsed.config.parameters).toMatchObject({
      a: { distribution: 'uniform' },
      b: { distribution: 'int_uniform' },
    })
  })

  test('of a value that was parsed elsewhere only a fraction makes a real', () => {
    const parsed = parseSweepConfigValue({
      method: 'random',
      parameters: { a: { min: 0, max: 1 }, b: { min: 0, max: 1.5 } },
    })
    expect(parsed).toMatchObject({
      kind: 'ok',
      config: { parameters: { a: { distribution: 'int_uniform' }, b: { distribution: 'uniform' } } },
    })
  })

  test('real bounds are refused for int_uniform, each one named', () => {
    const problems = parameterProblems('{min: 0.0, max: 1.0, distribution: int_uniform}')
    expect(problems.map((problem) => problem.path)).toEqual(['parameters.a.min', 'parameters.a.max'])
  })

  test('1e-5 is a number in YAML 1.2', () => {
    expect(parameterOf('{min: 1e-5, max: 1.0}')).toEqual({ distribution: 'uniform', min: 1e-5, max: 1 })
  })

  test('1e-5 is text in YAML 1.1 and the problem says how to write it', () => {
    const [problem] = parameterProblems('{min: 1e-5, max: 1.0}', '1.1')
    expect(problem).toMatchObject({ path: 'parameters.a.min', line: 3, found: '"1e-5"' })
    expect(problem?.allowed).toContain('1.0e-5')
  })

  test('1e-5 in JSON text is a number whatever the YAML version', () => {
    const text = '{"method":"random","parameters":{"a":{"min":1e-5,"max":1.0}}}'
    expect(parseSweepConfig(text, { yaml: '1.1' }).kind).toBe('ok')
  })

  test.each([
    ['010', 8],
    ['1_000', 1000],
    ['1:30', 90],
    ['yes', true],
    ['on', true],
    ['n', 'n'],
    ['2024-01-01', '2024-01-01'],
    ['1e5', '1e5'],
    ['1.0e5', '1.0e5'],
    ['1.0e+5', 100000],
    ['.5', 0.5],
  ])('YAML 1.1 reads %s as PyYAML does', (text, value) => {
    expect(parameterOf(`{value: ${text}}`, '1.1')).toEqual({ distribution: 'constant', value })
  })

  test('a constant null is a constant', () => {
    expect(parameterOf('{value: null}')).toEqual({ distribution: 'constant', value: null })
  })

  test('a constant may be any JSON value', () => {
    expect(parameterOf('{value: {b: [1, {c: x}]}}')).toEqual({
      distribution: 'constant',
      value: { b: [1, { c: 'x' }] },
    })
  })

  test('values alone are categories, with probabilities they are weighted', () => {
    expect(parameterOf('{values: [1, 1, x]}')).toEqual({ distribution: 'categorical', values: [1, 1, 'x'] })
    expect(parameterOf('{values: [x, y, z], probabilities: [.5, 0, .5]}')).toEqual({
      distribution: 'categorical_w_probabilities',
      values: ['x', 'y', 'z'],
      probabilities: [0.5, 0, 0.5],
    })
  })

  test.each([
    ['q_uniform', { min: 0, max: 10, q: 4 }, '{distribution: q_uniform, min: 0, max: 10, q: 4}'],
    ['q_uniform', { min: 0, max: 10, q: 1 }, '{distribution: q_uniform, min: 0, max: 10}'],
    ['log_uniform_values', { min: 0.1, max: 1 }, '{distribution: log_uniform_values, min: 0.1, max: 1}'],
    [
      'q_log_uniform_values',
      { min: 1, max: 100, q: 10 },
      '{distribution: q_log_uniform_values, min: 1, max: 100, q: 10}',
    ],
    ['inv_log_uniform_values', { min: 1, max: 2 }, '{distribution: inv_log_uniform_values, min: 1, max: 2}'],
    ['normal', { mu: 0, sigma: 1 }, '{distribution: normal}'],
    ['q_normal', { mu: 3, sigma: 2, q: 1 }, '{distribution: q_normal, mu: 3, sigma: 2}'],
    ['log_normal', { mu: 0, sigma: 0 }, '{distribution: log_normal, sigma: 0}'],
    ['q_log_normal', { mu: 0, sigma: 1, q: 0.5 }, '{distribution: q_log_normal, q: 0.5}'],
    ['beta', { a: 2, b: 1 }, '{distribution: beta, a: 2}'],
    ['q_beta', { a: 1, b: 1, q: 0.1 }, '{distribution: q_beta, q: 0.1}'],
  ])('%s gets its defaults', (distribution, keys, text) => {
    expect(parameterOf(text)).toEqual({ distribution, ...keys })
  })

  test.each(['log_uniform', 'q_log_uniform', 'inv_log_uniform'])(
    '%s is taken with a warning that names the newer form',
    (name) => {
      const parsed = configOf(`method: random\nparameters:\n  a: {distribution: ${name}, min: -3, max: 0}`)
      expect(parsed.warnings).toHaveLength(1)
      expect(parsed.warnings[0]).toContain(`${name}_values`)
      expect(parsed.warnings[0]).toContain('parameters.a')
    },
  )
})

describe('a parameter that is refused', () => {
  test.each([
    ['{min: 1, max: 1}', 'parameters.a.min'],
    ['{min: 2, max: 1}', 'parameters.a.min'],
    ['{value: 3, values: [3]}', 'parameters.a.values'],
    ['{values: []}', 'parameters.a.values'],
    ['{values: 3}', 'parameters.a.values'],
    ['{}', 'parameters.a'],
    ['3', 'parameters.a'],
    ['[1, 2]', 'parameters.a'],
    ['null', 'parameters.a'],
    ['{min: 0}', 'parameters.a.max'],
    ['{max: 0}', 'parameters.a.min'],
    ['{min: true, max: 2}', 'parameters.a.min'],
    ['{min: .nan, max: 2.0}', 'parameters.a.min'],
    ['{min: 0.0, max: .inf}', 'parameters.a.max'],
    ['{min: "0", max: 2}', 'parameters.a.min'],
    ['{min: 1, max: 10, q: 2}', 'parameters.a.q'],
    ['{distribution: q_uniform, min: 1, max: 10, q: 0}', 'parameters.a.q'],
    ['{mu: 0, sigma: 1}', 'parameters.a'],
    ['{a: 1, b: 2}', 'parameters.a'],
    ['{distribution: normal, sigma: -1}', 'parameters.a.sigma'],
    ['{distribution: beta, a: -1}', 'parameters.a.a'],
    ['{distribution: gauss, mu: 0}', 'parameters.a.distribution'],
    ['{distribution: log_uniform_values, min: 0, max: 1}', 'parameters.a.min'],
    ['{distribution: log_uniform, min: 1, max: 1000}', 'parameters.a.max'],
    ['{distribution: uniform, min: 0, max: 1, q: 1}', 'parameters.a.q'],
    ['{distribution: categorical, values: [1, 2], probabilities: [.5, .5]}', 'parameters.a.probabilities'],
    ['{values: [1, 2], probabilities: [.5, .4]}', 'parameters.a.probabilities'],
    ['{values: [1, 2], probabilities: [.5, .2, .3]}', 'parameters.a.probabilities'],
    ['{values: [1, 2], probabilities: [-1, 2]}', 'parameters.a.probabilities.0'],
    ['{values: [1, 2], probabilities: 0.5}', 'parameters.a.probabilities'],
    ['{vaules: [1, 2]}', 'parameters.a.vaules'],
    ['{min: 0, max: 9007199254740993}', 'parameters.a.max'],
    ['{parameters: {}}', 'parameters.a.parameters'],
    ['{parameters: {b: {value: 1}}, value: 2}', 'parameters.a.value'],
    ['{parameters: {b: {min: 2, max: 1}}}', 'parameters.a.parameters.b.min'],
    [
      '{parameters: {b: {parameters: {c: {values: [1], probabilities: [2]}}}}}',
      'parameters.a.parameters.b.parameters.c.probabilities.0',
    ],
  ])('%s names %s', (text, path) => {
    const problems = parameterProblems(text)
    expect(problems.map((problem) => problem.path)).toContain(path)
    for (const problem of problems) {
      expect(problem.line).toBe(3)
      expect(problem.found).not.toBe('')
      expect(problem.allowed).not.toBe('')
    }
  })

  test('an unequal min and max is one problem and not two', () => {
    expect(parameterProblems('{min: 1, max: 1}')).toHaveLength(1)
  })

  test.each(['2x', 'a b', '"a/b"', '""', '-a'])('the name %s is refused', (name) => {
    expect(problemsOf(`method: random\nparameters:\n  ${name}: {value: 1}`)).toHaveLength(1)
  })

  test('__proto__ is refused wherever it stands', () => {
    for (const text of [
      'method: random\nparameters:\n  __proto__: {value: 1}',
      '{"method":"random","parameters":{"__proto__":{"value":1}}}',
      'method: random\nparameters:\n  a: {value: {b: {__proto__: 1}}}',
      '__proto__: 1\nmethod: random\nparameters: {a: {value: 1}}',
    ]) {
      expect(problemsOf(text).map((problem) => problem.path.split('.').pop())).toContain('__proto__')
    }
    const parsed = JSON.parse('{"method":"random","parameters":{"__proto__":{"value":1}}}')
    expect(parseSweepConfigValue(parsed)).toMatchObject({ kind: 'refused' })
  })

  test('names that JavaScript objects know are ordinary names', () => {
    const parsed = configOf('method: random\nparameters:\n  constructor: {value: 1}\n  toString: {value: 2}')
    expect(Object.keys(parsed.config.parameters)).toEqual(['constructor', 'toString'])
  })

  test('a near miss is named', () => {
    expect(parameterProblems('{distribution: log_unform, min: 1, max: 2}')[0]?.allowed).toContain('"log_uniform"')
    expect(parameterProblems('{vaules: [1]}')[0]?.allowed).toContain('"values"')
  })
})
