import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseSweepConfig } from './parse-sweep-config'
import { ACQUISITIONS, type Distribution, type EarlyTerminate, type Parameter, type SweepConfig } from './sweep-config'
import { configOf } from './testing'
import { writeSweepConfig } from './write-sweep-config'

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0)
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const choice = fc.oneof(
  text,
  fc.constantFrom(
    'yes',
    'NO',
    'on',
    'null',
    '~',
    '1e-5',
    '0o17',
    '0x1F',
    '12:30',
    '2024-01-01',
    '',
    ' a',
    '#b',
    'a: b',
  ),
  number,
  fc.constantFrom(1e-5, 1e-12, 1e21, -3e-8),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(number, text), { maxLength: 3 }),
)
const bounds = fc
  .tuple(fc.double({ min: 1e-6, max: 1e3, noNaN: true }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }))
  .map(([min, width]) => ({ min, max: min + width }))
const exponents = fc
  .tuple(fc.integer({ min: -20, max: 5 }), fc.integer({ min: 1, max: 9 }))
  .map(([min, width]) => ({ min, max: min + width }))
const q = fc.constantFrom(0.1, 0.5, 1, 5, 1e-7)

const leaf: fc.Arbitrary<Distribution> = fc.oneof(
  choice.map((value) => ({ distribution: 'constant' as const, value })),
  fc.array(choice, { minLength: 1, maxLength: 4 }).map((values) => ({ distribution: 'categorical' as const, values })),
  fc.constant<Distribution>({
    distribution: 'categorical_w_probabilities',
    values: ['a', 'b'],
    probabilities: [0.25, 0.75],
  }),
  fc
    .tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 99 }))
    .map(([min, width]) => ({ distribution: 'int_uniform' as const, min, max: min + width })),
  ...(['uniform', 'log_uniform_values', 'inv_log_uniform_values'] as const).map((distribution) =>
    bounds.map((both) => ({ distribution, ...both })),
  ),
  ...(['log_uniform', 'inv_log_uniform'] as const).map((distribution) =>
    exponents.map((both) => ({ distribution, ...both })),
  ),
  ...(['q_uniform', 'q_log_uniform_values'] as const).map((distribution) =>
    fc.tuple(bounds, q).map(([both, step]) => ({ distribution, ...both, q: step })),
  ),
  fc.constant<Distribution>({ distribution: 'normal', mu: 0, sigma: 2 }),
  fc.constant<Distribution>({ distribution: 'q_beta', a: 2, b: 3, q: 0.1 }),
)
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/)
const parameters: fc.Arbitrary<Record<string, Parameter>> = fc.letrec<{ group: Record<string, Parameter> }>((tie) => ({
  group: fc.dictionary(
    name,
    fc.oneof(
      { maxDepth: 2 },
      leaf,
      tie('group').map((inner) => ({ parameters: inner })),
    ),
    { minKeys: 1, maxKeys: 3 },
  ),
})).group

const config: fc.Arbitrary<SweepConfig> = fc.record(
  {
    method: fc.constant('random' as const),
    metric: fc.record(
      {
        name: fc.string({ minLength: 1, maxLength: 8 }),
        goal: fc.constantFrom('minimize' as const, 'maximize' as const),
        impute: fc.constantFrom('worst' as const, 'best' as const, 'latest' as const),
        impute_while_running: fc.constantFrom('false' as const, 'latest' as const),
        target: number,
      },
      { requiredKeys: ['name', 'goal', 'impute', 'impute_while_running'] },
    ),
    parameters,
    early_terminate: fc.constantFrom<EarlyTerminate>(
      { type: 'hyperband', eta: 3, strict: true, min_iter: 4 },
      { type: 'asha', eta: 2.5, max_iter: 27, s: 2 },
      { type: 'median', min_iter: 2, min_runs: 4, strict: true },
    ),
    run_cap: fc.integer({ min: 1, max: 999 }),
    program: fc.constantFrom('train.py', 'yes', '1e5'),
    command: fc.constant(['${env}', 'python', '--n=1', 3]),
    name: fc.string({ maxLength: 20 }),
    description: fc.constantFrom('two\nlines', '- a list?'),
    grid: fc.constant({ random_order: true }),
    bayes: fc.record({
      surrogate: fc.constantFrom('gp' as const, 'random_forest' as const),
      acquisition: fc.constantFrom(...ACQUISITIONS),
    }),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    extra: fc.constant({ kind: 'sweep', stop_when: { runs: 3 } }),
  },
  { requiredKeys: ['method', 'parameters', 'metric'] },
)

describe('a config written as text', () => {
  test('says the same when it is read again', () => {
    fc.assert(
      fc.property(config, (given) => {
        const parsed = parseSweepConfig(writeSweepConfig(given))
        expect(parsed).toMatchObject({ kind: 'ok' })
        expect(parsed).toHaveProperty('config', given)
      }),
    )
  })

  test('says the same to a reader of YAML 1.1, numbers and words alike', () => {
    fc.assert(
      fc.property(config, (given) => {
        const parsed = parseSweepConfig(writeSweepConfig(given), { yaml: '1.1' })
        expect(parsed).toMatchObject({ kind: 'ok' })
        expect(parsed).toHaveProperty('config', given)
      }),
    )
    const values = ['yes', '1e-5', 1e-5, 1e21, '0777', 'adam']
    const text = writeSweepConfig({ method: 'random', parameters: { a: { distribution: 'categorical', values } } })
    expect(text).toContain('1.0e+21')
    expect(parse(text, { version: '1.1' }).parameters.a.values).toEqual(values)
  })

  test('reads as a person would have written it', () => {
    const given = configOf(
      'method: bayes\nmetric: {name: val_loss}\nrun_cap: 40\nparameters:\n  lr: {distribution: log_uniform_values, min: 0.0001, max: 0.1}\n  layers: {min: 1, max: 8}\n  dropout: {min: 0.0, max: 1.0}\n  optimizer:\n    parameters:\n      name: {values: [adam, sgd]}\n',
    ).config
    expect(writeSweepConfig(given)).toBe(
      [
        'method: bayes',
        'metric: {name: val_loss, goal: minimize}',
        'run_cap: 40',
        'parameters:',
        '  lr: {distribution: log_uniform_values, min: 0.0001, max: 0.1}',
        '  layers: {min: 1, max: 8}',
        '  dropout: {distribution: uniform, min: 0, max: 1}',
        '  optimizer:',
        '    parameters:',
        '      name: {values: [adam, sgd]}',
        '',
      ].join('\n'),
    )
  })
})
