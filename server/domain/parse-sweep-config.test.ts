import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSweepConfig, parseSweepConfigValue } from './parse-sweep-config'
import { sweepConfigSchema } from './sweep-config'
import { BASE, configOf, problemsOf } from './testing'

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
    ['{type: bandit, min_iter: 3}', 'early_terminate.type'],
    ['{min_iter: 3}', 'early_terminate.type'],
    ['{type: hyperband, min_iter: 3, strict: maybe}', 'early_terminate.strict'],
    ['{type: hyperband, min_iter: 3, patience: 3}', 'early_terminate.patience'],
    ['{type: hyperband, max_iter: 2, s: 1}', 'early_terminate'],
    ['hyperband', 'early_terminate'],
    ['{type: asha}', 'early_terminate'],
    ['{type: asha, max_iter: 27}', 'early_terminate.s'],
    ['{type: asha, max_iter: 2, s: 1}', 'early_terminate'],
    ['{type: asha, min_iter: 3, strict: true}', 'early_terminate.strict'],
    ['{type: median, min_iter: 0}', 'early_terminate.min_iter'],
    ['{type: median, min_runs: 1.5}', 'early_terminate.min_runs'],
    ['{type: median, eta: 3}', 'early_terminate.eta'],
  ])('%s names %s', (text, path) => {
    expect(problemsOf(`${base}early_terminate: ${text}`)).toMatchObject([{ path, line: 5 }])
  })

  test.each([
    ['{type: asha, min_iter: 2}', { type: 'asha', min_iter: 2, eta: 3 }],
    ['{type: asha, max_iter: 27, s: 2, eta: 4}', { type: 'asha', max_iter: 27, s: 2, eta: 4 }],
    ['{type: median}', { type: 'median', min_iter: 1, min_runs: 5, strict: false }],
    [
      '{type: median, min_iter: 4, min_runs: 2, strict: true}',
      { type: 'median', min_iter: 4, min_runs: 2, strict: true },
    ],
  ])('%s is our own rule', (text, rule) => {
    expect(configOf(`${base}early_terminate: ${text}`).config.early_terminate).toEqual(rule)
  })

  test('a type that there is not is refused with those that there are', () => {
    expect(problemsOf(`${base}early_terminate: {type: bandit}`)).toMatchObject([
      { path: 'early_terminate.type', found: '"bandit"', allowed: 'one of hyperband, asha, median' },
    ])
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
    ['bayes: gp', 'bayes'],
    ['bayes: {surrogate: neural}', 'bayes.surrogate'],
    ['bayes: {acquisition: 3}', 'bayes.acquisition'],
    ['bayes: {kernel: matern}', 'bayes.kernel'],
    ['bayes: {surrogate: tpe, acquisition: lcb}', 'bayes.acquisition'],
    ['bayes: {surrogate: tpe, acquisition: thompson}', 'bayes.acquisition'],
  ])('%s names %s', (text, path) => {
    expect(problemsOf(BASE + text)).toMatchObject([{ path, line: 4 }])
  })

  test('the seed and the random order of a grid are ours', () => {
    const { config } = configOf('method: grid\nparameters: {a: {values: [1]}}\nseed: 7\ngrid: {random_order: true}')
    expect(config).toMatchObject({ seed: 7, grid: { random_order: true } })
  })

  test('a bayes block says what is wrong in it and what is allowed', () => {
    const [problem] = problemsOf(`${BASE}bayes: {surrogate: gpp}`)
    expect(problem).toMatchObject({ path: 'bayes.surrogate', found: '"gpp"' })
    expect(problem?.allowed).toMatch(/^one of gp.*did you mean "gp"/)
  })

  test('a bayes block is filled in, and said to do nothing beside another method', () => {
    const { config, warnings } = configOf(`${BASE}bayes: {acquisition: lcb}`)
    expect(config.bayes).toEqual({ surrogate: 'gp', acquisition: 'lcb' })
    expect(warnings).toEqual([`bayes: the block has no effect with method ${config.method}`])
  })

  test('keys that do nothing here are kept and said', () => {
    const { config, warnings } = configOf(`${BASE}controller: {type: local}\nrun_cp: 3\nscheduler: {x: 1}\nkind: sweep`)
    expect(config.extra).toEqual({ controller: { type: 'local' }, run_cp: 3, scheduler: { x: 1 }, kind: 'sweep' })
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
