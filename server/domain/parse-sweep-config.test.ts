import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSweepConfig, parseSweepConfigValue } from './parse-sweep-config'
import { type Parameter, sweepConfigSchema } from './sweep-config'

function parameterOf(text: string, yaml: '1.1' | '1.2' = '1.2'): Parameter {
  const parsed = parseSweepConfig(`method: random\nparameters:\n  a: ${text}`, { yaml })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.config.parameters['a']!
}

function problemsOf(text: string, yaml: '1.1' | '1.2' = '1.2') {
  const parsed = parseSweepConfig(text, { yaml })
  return parsed.kind === 'refused' ? parsed.problems : []
}

function parameterProblems(text: string, yaml: '1.1' | '1.2' = '1.2') {
  return problemsOf(`method: random\nparameters:\n  a: ${text}`, yaml)
}

function configOf(text: string) {
  const parsed = parseSweepConfig(text)
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed
}

const BASE = 'method: random\nparameters:\n  a: {min: 0.0, max: 1.0}\n'

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

describe('nested groups', () => {
  test('a literal a.b and b inside a live side by side', () => {
    const parsed = configOf('method: random\nparameters:\n  a.b: {value: 1}\n  a: {parameters: {b: {value: 2}}}')
    expect(parsed.config.parameters).toEqual({
      'a.b': { distribution: 'constant', value: 1 },
      a: { parameters: { b: { distribution: 'constant', value: 2 } } },
    })
  })

  test('a config of nothing but groups is complete', () => {
    expect(
      configOf('method: bayes\nmetric: {name: m}\nparameters: {a: {parameters: {b: {min: 0, max: 3}}}}').kind,
    ).toBe('ok')
  })
})

describe('what a method needs', () => {
  test('grid over reals or weights is refused with the path of each', () => {
    const problems = problemsOf(
      'method: grid\nparameters:\n  a: {min: 0.0, max: 1.0}\n  b: {values: [1, 2]}\n  c:\n    parameters:\n      d: {values: [1, 2], probabilities: [0.5, 0.5]}',
    )
    expect(problems.map(({ path, line }) => ({ path, line }))).toEqual([
      { path: 'parameters.a', line: 3 },
      { path: 'parameters.c.parameters.d', line: 7 },
    ])
  })

  test('grid takes integers, q_uniform, constants and lists', () => {
    const text =
      'method: grid\nparameters:\n  a: {min: 1, max: 3}\n  b: {distribution: q_uniform, min: 0, max: 1, q: 0.5}\n  c: {value: 1}\n  d: {values: [x]}'
    expect(configOf(text).kind).toBe('ok')
  })

  test('bayes without a metric is refused', () => {
    expect(problemsOf('method: bayes\nparameters:\n  a: {min: 0, max: 1}')).toMatchObject([
      { path: 'metric', found: 'nothing' },
    ])
  })

  test('bayes over constants alone is refused', () => {
    expect(problemsOf('method: bayes\nmetric: {name: m}\nparameters:\n  a: {value: 1}')).toMatchObject([
      { path: 'parameters', found: 'only constants' },
    ])
  })

  test('grid and random need no metric', () => {
    expect(configOf('method: grid\nparameters: {a: {values: [1]}}').config.metric).toBeUndefined()
    expect(configOf(BASE).config.metric).toBeUndefined()
  })

  test('custom is refused with a reason', () => {
    expect(problemsOf('method: custom\nparameters: {a: {value: 1}}')[0]?.allowed).toContain('scheduler')
  })
})

describe('metric', () => {
  test('goal and impute get the defaults', () => {
    expect(configOf(`${BASE}metric: {name: loss}`).config.metric).toEqual({
      name: 'loss',
      goal: 'minimize',
      impute: 'worst',
      impute_while_running: 'false',
    })
  })

  test('impute_while_running may be written as the word false', () => {
    expect(
      configOf(`${BASE}metric: {name: loss, impute_while_running: false}`).config.metric?.impute_while_running,
    ).toBe('false')
  })

  test('a metric may be named __proto__', () => {
    expect(configOf(`${BASE}metric: {name: __proto__}`).config.metric?.name).toBe('__proto__')
  })

  test.each([
    ['metric: loss', 'metric'],
    ['metric: {goal: minimize}', 'metric.name'],
    ['metric: {name: ""}', 'metric.name'],
    ['metric: {name: 3}', 'metric.name'],
    ['metric: {name: a, goal: maximise}', 'metric.goal'],
    ['metric: {name: a, target: high}', 'metric.target'],
    ['metric: {name: a, impute: mean}', 'metric.impute'],
    ['metric: {name: a, weight: 1}', 'metric.weight'],
    ['metrics: [{name: a}, {name: b}]', 'metrics'],
  ])('%s names %s', (text, path) => {
    expect(problemsOf(BASE + text)).toMatchObject([{ path, line: 4 }])
  })
})

describe('early_terminate', () => {
  const base = `${BASE}metric: {name: loss}\n`

  test('eta and strict get the defaults', () => {
    expect(configOf(`${base}early_terminate: {type: hyperband, min_iter: 3}`).config.early_terminate).toEqual({
      type: 'hyperband',
      min_iter: 3,
      eta: 3,
      strict: true,
    })
  })

  test.each([
    ['{type: hyperband, max_iter: 27}', 'early_terminate.s'],
    ['{type: hyperband, max_iter: 27, min_iter: 3}', 'early_terminate.s'],
    ['{type: hyperband, min_iter: 0}', 'early_terminate.min_iter'],
    ['{type: hyperband, min_iter: 3, eta: 1}', 'early_terminate.eta'],
    ['{type: hyperband, max_iter: 27, s: 1.0}', 'early_terminate.s'],
    ['{type: hyperband}', 'early_terminate'],
    ['{type: median, min_iter: 3}', 'early_terminate.type'],
    ['{min_iter: 3}', 'early_terminate.type'],
    ['{type: hyperband, min_iter: 3, strict: maybe}', 'early_terminate.strict'],
    ['{type: hyperband, min_iter: 3, patience: 3}', 'early_terminate.patience'],
    ['{type: hyperband, max_iter: 2, s: 1}', 'early_terminate'],
    ['hyperband', 'early_terminate'],
  ])('%s names %s', (text, path) => {
    expect(problemsOf(`${base}early_terminate: ${text}`)).toMatchObject([{ path, line: 5 }])
  })

  test('without a metric it is refused', () => {
    expect(problemsOf(`${BASE}early_terminate: {type: hyperband, min_iter: 3}`)).toMatchObject([{ path: 'metric' }])
  })
})

describe('the other keys', () => {
  test('run_cap may be 5.0', () => {
    expect(configOf(`${BASE}run_cap: 5.0`).config.run_cap).toBe(5)
  })

  test.each([
    ['run_cap: 0', 'run_cap'],
    ['run_cap: -0.3', 'run_cap'],
    ['run_cap: many', 'run_cap'],
    ['name: null', 'name'],
    ['description: 3', 'description'],
    ['command: python train.py', 'command'],
    ['seed: -1', 'seed'],
    ['seed: 12345678901234567890', 'seed'],
    ['grid: true', 'grid'],
    ['grid: {random_order: 1}', 'grid.random_order'],
    ['grid: {order: random}', 'grid.order'],
  ])('%s names %s', (text, path) => {
    expect(problemsOf(BASE + text)).toMatchObject([{ path, line: 4 }])
  })

  test('the seed and the random order of a grid are ours', () => {
    const { config } = configOf('method: grid\nparameters: {a: {values: [1]}}\nseed: 7\ngrid: {random_order: true}')
    expect(config).toMatchObject({ seed: 7, grid: { random_order: true } })
  })

  test('keys that do nothing here are kept and said', () => {
    const { config, warnings } = configOf(`${BASE}controller: {type: local}\nrun_cp: 3\nbayes: {x: 1}\nkind: sweep`)
    expect(config.extra).toEqual({ controller: { type: 'local' }, run_cp: 3, bayes: { x: 1 }, kind: 'sweep' })
    expect(warnings).toHaveLength(3)
    expect(warnings[1]).toContain('"run_cap"')
  })

  test('a command keeps its macros and its types', () => {
    const { config } = configOf(`${BASE}command: ["\${env}", python, 3, "\${args}"]`)
    expect(config.command).toHaveLength(4)
    expect(config.command?.[2]).toBe(3)
  })
})

describe('every problem at once', () => {
  test('in the order of the text, with lines', () => {
    const problems = problemsOf(
      [
        'method: bayess',
        'run_cap: -1',
        'early_terminate: {type: hyperband, min_iter: 0}',
        'parameters:',
        '  a: {min: 2, max: 1}',
        '  b:',
        '    distribution: log_uniform_values',
        '    min: 0',
        '    max: 1',
        '  c: {values: []}',
        '  c: {values: [1]}',
      ].join('\n'),
    )
    expect(problems.map(({ path, line }) => [path, line])).toEqual([
      ['method', 1],
      ['metric', 1],
      ['run_cap', 2],
      ['early_terminate.min_iter', 3],
      ['parameters.a.min', 5],
      ['parameters.b.min', 8],
      ['parameters.c.values', 10],
      ['parameters.c', 11],
    ])
  })

  test('a key that is there twice is refused with the line of the first', () => {
    const [problem] = problemsOf('method: random\nparameters: {a: {value: 1}}\nmethod: grid')
    expect(problem).toMatchObject({ path: 'method', line: 3, found: 'the same key again' })
    expect(problem?.allowed).toContain('line 1')
  })

  test.each(['', '   ', '# nothing', '3', 'text', '[1]', 'null'])('%j is no config', (text) => {
    expect(problemsOf(text)).toHaveLength(1)
  })

  test('broken YAML gives its line', () => {
    expect(problemsOf('method: random\nparameters: {a: {min: 1\n')[0]?.line).toBeGreaterThanOrEqual(2)
    expect(problemsOf('method: random\nparameters: [\n')[0]?.found).not.toBe('')
  })

  test('two documents in one text are refused', () => {
    expect(problemsOf(`${BASE}---\n${BASE}`)).toHaveLength(1)
  })

  test('a value that JSON does not know is refused', () => {
    expect(parseSweepConfigValue({ method: 'random', parameters: { a: { value: () => 1 } } })).toMatchObject({
      kind: 'refused',
      problems: [{ path: 'parameters.a.value', found: 'a function' }],
    })
  })
})

describe('hostile text', () => {
  test('an alias that contains itself is refused', () => {
    const [problem] = problemsOf('method: random\nparameters:\n  a: &a\n    parameters:\n      b: *a')
    expect(problem).toMatchObject({ path: 'parameters.a.parameters.b', line: 5, found: 'a value that contains itself' })
  })

  test('a cycle in a parsed object is refused', () => {
    const cycle: Record<string, unknown> = { method: 'random' }
    cycle['parameters'] = cycle
    expect(parseSweepConfigValue(cycle)).toMatchObject({
      kind: 'refused',
      problems: [{ found: 'a value that contains itself' }],
    })
  })

  test('the same object twice in a parsed value is no cycle', () => {
    const shared = { value: 1 }
    expect(parseSweepConfigValue({ method: 'random', parameters: { a: shared, b: shared } }).kind).toBe('ok')
  })

  test('a bomb of aliases is refused', () => {
    const lines = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]']
    for (let level = 1; level < 12; level++) {
      const [from, to] = [level - 1, level].map((n) => String.fromCharCode(97 + n))
      lines.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`)
    }
    const [problem] = problemsOf(`${BASE}${lines.map((line) => `x${line}`).join('\n')}`)
    expect(problem?.found).toContain('aliases')
  })

  test('endless nesting is refused', () => {
    expect(problemsOf('['.repeat(50_000))).toMatchObject([{ found: 'nesting without end' }])
    expect(problemsOf('{"a":'.repeat(50_000))).toMatchObject([{ found: 'nesting without end' }])
    let deep: unknown = 1
    for (let level = 0; level < 5000; level++) deep = { a: deep }
    expect(parseSweepConfigValue(deep)).toMatchObject({ kind: 'refused', problems: [{ found: 'nesting without end' }] })
  })

  test('aliases and merge keys do what YAML says', () => {
    const { config } = configOf(
      'base: &base {min: 0.0, max: 1.0}\nmethod: random\nparameters:\n  a: *base\n  b:\n    <<: *base\n    max: 2.0',
    )
    expect(config.parameters).toEqual({
      a: { distribution: 'uniform', min: 0, max: 1 },
      b: { distribution: 'uniform', min: 0, max: 2 },
    })
  })

  test('an alias without an anchor is refused', () => {
    expect(problemsOf('method: random\nparameters: {a: *b}').length).toBeGreaterThan(0)
  })

  test('no text makes it throw', () => {
    const word = fc.constantFrom(
      'method:',
      ' random',
      '\n',
      'parameters:',
      ' {',
      '}',
      'a:',
      ' [',
      ']',
      '*a',
      '&a ',
      '1',
      '1e9',
      '"',
      ' ',
      '<<: ',
      '? ',
      '!!set ',
      '\t',
      '---',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
        ),
        (text) => {
          expect(['ok', 'refused']).toContain(parseSweepConfig(text, { yaml: '1.1' }).kind)
          expect(['ok', 'refused']).toContain(parseSweepConfig(text).kind)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('no JSON value makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseSweepConfigValue({ method: 'grid', parameters: value })
        if (parsed.kind === 'ok') expect(sweepConfigSchema.parse(parsed.config)).toEqual(parsed.config)
      }),
    )
  })
})

test('what comes out fits the schema of the domain and is the same again when parsed again', () => {
  const { config } = configOf(
    'method: bayes\nname: x\nprogram: train.py\nrun_cap: 3\nseed: 1\nmetric: {name: m, target: 1}\nearly_terminate: {type: hyperband, max_iter: 27, s: 2}\nparameters:\n  a: {min: 0.5, max: 1.0}\n  b: {parameters: {c: {values: [1, [2], {d: 3}]}}}\n  e: {distribution: q_beta}',
  )
  expect(sweepConfigSchema.parse(config)).toEqual(config)
  expect(parseSweepConfigValue(config)).toEqual({ kind: 'ok', config, warnings: [] })
})
