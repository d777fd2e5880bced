import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInSpace } from '../in-space'
import type { Json, JsonObject } from '../json'
import { parseSweepConfig } from '../parse-sweep-config'
import { flattenParameters, valueAt } from '../sweep-config'
import type { SeenRun } from './observe-settings'
import { proposeSpace } from './propose-space'
import { proposedYaml } from './proposed-yaml'

const COMMAND = ['env', 'program', 'args'].map((macro) => `\${${macro}}`)
const LOSS = { name: 'loss', goal: 'minimize' } as const

function runsWith(name: string, values: readonly Json[]): SeenRun[] {
  return values.map((value, index) => ({ config: { [name]: value }, value: index }))
}

function proposedFor(name: string, values: readonly Json[]) {
  const [setting] = proposeSpace(runsWith(name, values), LOSS)
  return setting?.proposed
}

function yamlOf(runs: SeenRun[], given: { program?: string; command?: Json[] } = {}): string {
  return proposedYaml({
    settings: proposeSpace(runs, LOSS),
    objective: LOSS,
    runCount: runs.length,
    program: given.program ?? null,
    command: given.command ?? null,
  })
}

describe('a setting is proposed', () => {
  test.each([
    [
      'on a log scale when it spans decades',
      'rate',
      [1.2e-5, 0.0031, 0.084],
      'log_uniform_values',
      { min: 1e-5, max: 0.1 },
    ],
    ['on a log scale by its name', 'optimizer_lr', [0.011, 0.09, 0.03], 'log_uniform_values', { min: 0.01, max: 0.1 }],
    ['evenly when it does not', 'dropout', [0.12, 0.33, 0.487], 'uniform', { min: 0.12, max: 0.5 }],
    ['within 0 and 1 when all are shares', 'keep', [0.02, 0.5, 0.99], 'uniform', { min: 0, max: 1 }],
    ['as whole numbers', 'width', [37, 512, 911], 'int_uniform', { min: 1, max: 950 }],
    ['as whole numbers on a log scale', 'units', [3, 90, 870], 'q_log_uniform_values', { min: 2, max: 1000, q: 1 }],
    ['evenly when 0 is among decades', 'wd', [0, 1e-5, 0.01], 'uniform', { min: 0, max: 0.01 }],
    [
      'as a list when few numbers come again',
      'batch',
      [32, 64, 32, 64, 128, 128],
      'categorical',
      { values: [32, 64, 128] },
    ],
    ['as a row of whole numbers', 'layers', [1, 2, 3, 1, 2, 3], 'int_uniform', { min: 1, max: 3 }],
    ['as a choice of words', 'act', ['relu', 'gelu', 'relu'], 'categorical', { values: ['gelu', 'relu'] }],
    ['as true or false', 'bias', [false, true, false], 'categorical', { values: [true, false] }],
    ['as a choice of lists', 'sizes', [[64, 64], [32], [64, 64]], 'categorical', { values: [[32], [64, 64]] }],
    ['as a choice of kinds', 'decay', [null, 0.5, 'cosine', null], 'categorical', { values: [0.5, 'cosine', null] }],
    ['as a constant where runs agree', 'data', ['mnist', 'mnist'], 'constant', { value: 'mnist' }],
    ['below 0 as it is', 'shift', [-0.93, -0.5, -0.11], 'uniform', { min: -0.95, max: -0.1 }],
  ] as const)('%s', (_, name, values, distribution, keys) => {
    expect(proposedFor(name, values as unknown as Json[])).toEqual({ distribution, ...keys })
  })

  test('not at all when it only names things, and the reason is said', () => {
    const names = Array.from({ length: 30 }, (_, index) => `out/run-${index}`)
    const [setting] = proposeSpace(runsWith('folder', names), LOSS)
    expect(setting).toMatchObject({ proposed: null, reason: 'another in each of 30 runs: more a name than a setting' })
    expect(proposeSpace(runsWith('a b', [1]), LOSS)[0]).toMatchObject({ proposed: null })
    expect(proposeSpace(runsWith('text', ['x'.repeat(900)]), LOSS)[0]).toMatchObject({ proposed: null })
  })

  test('inside its group, and a name that is both is what most runs have', () => {
    const runs: SeenRun[] = [
      { config: { opt: { name: 'adam', lr: 0.1 } }, value: 1 },
      { config: { opt: { name: 'sgd', lr: 0.001 } }, value: 2 },
      { config: { opt: 'none' }, value: 3 },
    ]
    expect(proposeSpace(runs, LOSS).map(({ name }) => name)).toEqual(['opt.lr', 'opt.name'])
  })

  test('first those that vary, then constants', () => {
    const runs: SeenRun[] = [
      { config: { seed: 1, lr: 0.1 }, value: 1 },
      { config: { seed: 1, lr: 0.2 }, value: 2 },
    ]
    expect(proposeSpace(runs, LOSS).map(({ name }) => name)).toEqual(['lr', 'seed'])
  })
})

describe('what was seen', () => {
  const runs = Array.from(
    { length: 40 },
    (_, index): SeenRun => ({ config: { lr: 10 ** (-index / 10), act: index % 2 ? 'a' : 'b' }, value: index }),
  )

  test('is counted by stretches, and the best tenth of the runs is marked', () => {
    const [act, lr] = proposeSpace(runs, LOSS)
    expect(lr?.histogram).toMatchObject({ kind: 'stretches', isLog: true })
    expect(lr?.histogram.counts.reduce((sum, count) => sum + count)).toBe(40)
    expect(lr?.histogram.best.reduce((sum, count) => sum + count)).toBe(4)
    expect(lr?.histogram.best.at(-1)).toBeGreaterThan(0)
    expect(act?.histogram).toMatchObject({ kind: 'values', counts: [20, 20], best: [2, 2] })
  })

  test('marks nothing without a metric', () => {
    expect(proposeSpace(runs, null)[0]?.histogram.best.every((count) => count === 0)).toBe(true)
  })
})

describe('the proposed text', () => {
  test('reads as a person would write it', () => {
    const runs: SeenRun[] = [
      { config: { lr: 1.3e-5, opt: { name: 'adam' }, epochs: 5, seed: 1 }, value: 1 },
      { config: { lr: 0.07, opt: { name: 'sgd', nesterov: true }, epochs: 5, seed: 1 }, value: 2 },
    ]
    expect(yamlOf(runs, { program: 'train.py', command: COMMAND })).toBe(`method: bayes
metric:
  name: loss
  goal: minimize
parameters:
  lr: {distribution: log_uniform_values, min: 1.0e-5, max: 0.1}
  opt:
    parameters:
      name: {values: [adam, sgd]}
      nesterov: {value: true} # in 1 of 2 runs
  epochs: {value: 5}
  seed: {value: 1}
run_cap: 40
program: train.py
command:
  - \${env}
  - \${program}
  - \${args}
`)
  })

  test('is random search where nothing varies or nothing is measured', () => {
    expect(yamlOf([{ config: { a: 1 }, value: 1 }])).toContain('method: random')
  })
})

const KEY = fc.oneof(
  fc.constantFrom('lr', 'layers', 'opt', 'a.b', 'x-y', '_z', 'on', 'null', '1st', 'with space', '', 'ü', '__proto__x'),
  fc.string({ maxLength: 6 }),
)
const VALUE: fc.Arbitrary<Json> = fc.oneof(
  fc.integer(),
  fc.integer({ min: 1, max: 9 }),
  // JSON as it is stored has no -0.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.double({ min: 1e-9, max: 1, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    'yes',
    '1e-5',
    '~',
    '0x10',
    '# no comment',
    'a: b',
    '- x',
    '*',
    '&a',
    '{}',
    "it's",
    '"',
    'NaN',
    'Infinity',
  ),
  fc.array(fc.oneof(fc.integer(), fc.string({ maxLength: 3 })), { maxLength: 3 }),
)
const { config: CONFIG } = fc.letrec<{ config: JsonObject; value: Json }>((tie) => ({
  config: fc.dictionary(KEY, tie('value'), { maxKeys: 5 }).map((object) => ({ ...object })),
  value: fc.oneof({ maxDepth: 2 }, VALUE, tie('config')),
}))
const RUNS: fc.Arbitrary<SeenRun[]> = fc
  .array(fc.record({ config: CONFIG, value: fc.option(fc.double({ noNaN: true })) }), { minLength: 1, maxLength: 12 })
  .map((runs) => runs.filter(({ config }) => !JSON.stringify(config).includes('"__proto__"')))

describe('whatever runs there are', () => {
  test('every value that was seen lies in what is proposed for it', () => {
    fc.assert(
      fc.property(RUNS, (runs) => {
        for (const { path, proposed } of proposeSpace(runs, LOSS)) {
          if (proposed === null) continue
          for (const { config } of runs) {
            const value = valueAt(config, path)
            if (value === undefined || isFilled(value)) continue
            expect(isInSpace(proposed, value), `${JSON.stringify(value)} in ${JSON.stringify(proposed)}`).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the proposed text parses in both versions of YAML to exactly the proposed space', () => {
    fc.assert(
      fc.property(RUNS, (runs) => {
        const settings = proposeSpace(runs, LOSS).filter(({ proposed }) => proposed !== null)
        fc.pre(settings.length > 0)
        const text = yamlOf(runs)
        for (const yaml of ['1.2', '1.1'] as const) {
          const parsed = parseSweepConfig(text, { yaml })
          if (parsed.kind === 'refused') throw new Error(`${JSON.stringify(parsed.problems)}\n${text}`)
          const leaves = flattenParameters(parsed.config.parameters)
          expect(new Map(leaves.map(({ path, distribution }) => [JSON.stringify(path), distribution]))).toEqual(
            new Map(settings.map(({ path, proposed }) => [JSON.stringify(path), proposed])),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  test('numbers of one setting always lie in what is proposed', () => {
    const numbers = fc.oneof(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.integer(), { minLength: 1, maxLength: 30 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 30 }),
    )
    fc.assert(
      fc.property(numbers, fc.constantFrom('lr', 'x'), (values, name) => {
        const proposed = proposedFor(name, values)
        if (!proposed) throw new Error('nothing is proposed')
        for (const value of values) expect(isInSpace(proposed, value)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

function isFilled(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}
