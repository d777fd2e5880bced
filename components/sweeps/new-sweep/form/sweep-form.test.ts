import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { flattenParameters } from '~/server/domain/sweep-config'
import { TEMPLATE } from '../template'
import { FIELDS_OF } from './convert-parameter'
import { type DistributionName, type FormParameter, type ParameterField, readForm, type SweepForm } from './read-form'
import { type FormChange, writeForm } from './write-form'

const TEXT = `# my sweep
method: random
metric: {name: loss, goal: minimize} # what counts
parameters:
  # found by hand
  lr: {distribution: log_uniform_values, min: 1.0e-5, max: 0.1} # the usual
  layers: {values: [32, 64, "8"]}
  width: {min: 1, max: 8}
  dropout: {min: 0.0, max: 0.5}
  seed: {value: 7}
  noise:
    distribution: normal
    mu: 0 # centre
    sigma: 1
  optimizer: {parameters: {name: {values: [adam, sgd]}}}
future: {a: 1} # kept
`

const COMMENTS = ['# my sweep', '# what counts', '# found by hand', '# the usual', '# centre', '# kept']

function formOf(text: string): SweepForm {
  const form = readForm(text)
  if (form === null) throw new Error(`no form for\n${text}`)
  return form
}

function parameter(text: string, ...path: string[]): FormParameter {
  const found = formOf(text).parameters.find((each) => each.path.join('.') === path.join('.'))
  if (found === undefined) throw new Error(`no ${path.join('.')} in\n${text}`)
  return found
}

function parsed(text: string) {
  const result = parseSweepConfig(text)
  if (result.kind === 'refused') throw new Error(`${JSON.stringify(result.problems)}\n${text}`)
  return result.config
}

describe('a parameter with a condition', () => {
  const text = 'method: random\nparameters:\n  a: {values: [x, y]}\n  b: {min: 0.0, max: 1.0, when: {a: [x]}}\n'

  test('shows it, and keeps it when its values or its kind change', () => {
    expect(parameter(text, 'b').when).toBe('only when a is x')
    expect(parameter(text, 'a')).not.toHaveProperty('when')
    const bounds = writeForm(text, { kind: 'parameter-field', path: ['b'], field: 'max', text: '2.0' })
    const kind = writeForm(text, { kind: 'parameter-distribution', path: ['b'], distribution: 'categorical' })
    for (const changed of [bounds, kind]) expect(parsed(changed).parameters['b']?.when).toEqual({ a: ['x'] })
  })
})

describe('the form of a text', () => {
  test('shows every parameter by its path, and how it varies', () => {
    const { parameters } = formOf(TEXT)
    expect(parameters.map(({ path, distribution }) => [path.join('.'), distribution])).toEqual([
      ['lr', 'log_uniform_values'],
      ['layers', 'categorical'],
      ['width', 'int_uniform'],
      ['dropout', 'uniform'],
      ['seed', 'constant'],
      ['noise', 'normal'],
      ['optimizer.name', 'categorical'],
    ])
    expect(parameter(TEXT, 'lr').fields).toEqual({ min: '1.0e-5', max: '0.1' })
    expect(parameter(TEXT, 'layers').fields).toEqual({ values: '32, 64, "8"' })
  })

  test('shows the rest of the config', () => {
    const text = `${TEXT}run_cap: 20\nprogram: train.py\ncommand: [python, x]\nearly_terminate: {type: hyperband, max_iter: 27, s: 2, strict: false}\n`
    expect(formOf(text)).toMatchObject({
      method: 'random',
      metric: { name: 'loss', goal: 'minimize', target: '' },
      runCap: '20',
      texts: { program: 'train.py', name: '' },
      command: ['python', 'x'],
      early: {
        type: 'hyperband',
        fields: { min_iter: '', max_iter: '27', s: '2', eta: '', min_runs: '' },
        isStrict: false,
      },
    })
  })

  test('rests while the text is no YAML object, and then changes nothing', () => {
    for (const text of ['method: [', '- a', 'a: *b']) {
      expect(readForm(text)).toBeNull()
      expect(writeForm(text, { kind: 'method', method: 'grid' })).toBe(text)
    }
  })

  test('of an empty text can be filled', () => {
    let text = '# nothing yet\n'
    for (const change of [
      { kind: 'method', method: 'bayes' },
      { kind: 'metric', name: 'loss' },
      { kind: 'add-parameter', path: ['lr'], distribution: { distribution: 'uniform', min: 0, max: 1 } },
      { kind: 'run-cap', text: '9' },
    ] satisfies FormChange[])
      text = writeForm(text, change)
    expect(text).toContain('# nothing yet')
    expect(parsed(text)).toMatchObject({ method: 'bayes', metric: { name: 'loss' }, run_cap: 9 })
  })

  test('starts from a template that is accepted as it is', () => {
    expect(parseSweepConfig(TEMPLATE)).toMatchObject({ kind: 'ok', warnings: [] })
  })
})

describe('a change', () => {
  test('changes its line and no other', () => {
    const line = (text: string) => text.split('\n')
    const changed = writeForm(TEXT, { kind: 'parameter-field', path: ['lr'], field: 'min', text: '1e-6' })
    expect(line(changed).filter((each) => !line(TEXT).includes(each))).toEqual([
      '  lr: {distribution: log_uniform_values, min: 1e-6, max: 0.1} # the usual',
    ])
  })

  test('keeps quotes that are there, and quotes text that would be something else', () => {
    expect(writeForm('name: "old"\n', { kind: 'text', field: 'name', text: 'new' })).toBe('name: "new"\n')
    expect(writeForm('name: old\n', { kind: 'text', field: 'name', text: '123' })).toBe('name: "123"\n')
  })

  test('puts the metric behind the method', () => {
    expect(writeForm('method: bayes\nrun_cap: 3\n', { kind: 'metric', name: 'acc', goal: 'maximize' })).toBe(
      'method: bayes\nmetric:\n  name: acc\n  goal: maximize\nrun_cap: 3\n',
    )
  })

  test('takes away what is emptied, but leaves an empty bound to be filled', () => {
    const capped = writeForm(TEXT, { kind: 'run-cap', text: '20' })
    expect(writeForm(capped, { kind: 'run-cap', text: '' })).toBe(TEXT)
    const open = writeForm(TEXT, { kind: 'parameter-field', path: ['width'], field: 'max', text: '' })
    expect(parseSweepConfig(open)).toMatchObject({ kind: 'refused', problems: [{ path: 'parameters.width.max' }] })
  })

  test('of a bound does not turn whole numbers into others', () => {
    const typed = writeForm(TEXT, { kind: 'parameter-field', path: ['width'], field: 'max', text: '8.5' })
    expect(parameter(typed, 'width').distribution).toBe('int_uniform')
    expect(parseSweepConfig(typed).kind).toBe('refused')
  })

  test('adds, renames and removes in groups, and a group goes with its last parameter', () => {
    const added = writeForm(TEXT, {
      kind: 'add-parameter',
      path: ['optimizer', 'beta'],
      distribution: { distribution: 'uniform', min: 0, max: 1 },
    })
    expect(parsed(added).parameters['optimizer']).toMatchObject({ parameters: { beta: { min: 0 }, name: {} } })
    const renamed = writeForm(added, { kind: 'rename-parameter', path: ['optimizer', 'beta'], name: 'momentum' })
    expect(parameter(renamed, 'optimizer', 'momentum').fields).toEqual({ min: '0', max: '1' })
    expect(writeForm(renamed, { kind: 'rename-parameter', path: ['optimizer', 'momentum'], name: 'name' })).toBe(
      renamed,
    )
    const one = writeForm(renamed, { kind: 'remove-parameter', path: ['optimizer', 'momentum'] })
    expect(one).toBe(TEXT)
    const none = writeForm(one, { kind: 'remove-parameter', path: ['optimizer', 'name'] })
    expect(none).not.toContain('optimizer')
  })

  test('of early termination comes with what it needs, and goes whole', () => {
    const on = writeForm(TEXT, { kind: 'early', type: 'hyperband' })
    expect(parsed(on).early_terminate).toMatchObject({ type: 'hyperband', min_iter: 3 })
    const max = writeForm(on, { kind: 'early-field', field: 'eta', text: '4' })
    const strict = writeForm(max, { kind: 'early-strict', isStrict: false })
    expect(parsed(strict).early_terminate).toMatchObject({ eta: 4, strict: false })
    const asha = writeForm(strict, { kind: 'early', type: 'asha' })
    expect(parsed(asha).early_terminate).toEqual({ type: 'asha', min_iter: 3, eta: 3 })
    const median = writeForm(asha, { kind: 'early', type: 'median' })
    const many = writeForm(median, { kind: 'early-field', field: 'min_runs', text: '8' })
    expect(parsed(many).early_terminate).toEqual({ type: 'median', min_iter: 3, min_runs: 8, strict: false })
    expect(readForm(many)?.early).toMatchObject({ type: 'median', isStrict: false })
    expect(writeForm(many, { kind: 'early', type: null })).toBe(TEXT)
  })

  test('of the command is a list of words', () => {
    const words = ['python', 'train.py', '--note=a b', '1']
    const text = writeForm(TEXT, { kind: 'command', words })
    expect(formOf(text).command).toEqual(words)
    expect(parsed(text).command).toEqual(words)
  })
})

const NAMES = Object.keys(FIELDS_OF) as DistributionName[]
const NUMBER = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.constantFrom('1e-5', '0.5', '-2.50', '1.0e-3', '+3'),
)
const VALUE = fc.constantFrom('32', '1e-4', 'adam', '"7"', 'true', 'null', '[1, 2]', "it's", 'on')
const PATHS = fc.constantFrom<string[]>(
  ['lr'],
  ['layers'],
  ['width'],
  ['dropout'],
  ['seed'],
  ['noise'],
  ['optimizer', 'name'],
)

/** Every change of a parameter that a person can make, and what the form must say afterwards. */
const EDIT = fc.oneof(
  fc.record({
    kind: fc.constant('parameter-distribution' as const),
    path: PATHS,
    distribution: fc.constantFrom(...NAMES),
  }),
  fc.record({
    kind: fc.constant('parameter-field' as const),
    path: PATHS,
    field: fc.constantFrom<ParameterField>('min', 'max', 'q', 'mu', 'sigma', 'a', 'b'),
    text: NUMBER,
  }),
  fc.record({
    kind: fc.constant('parameter-field' as const),
    path: PATHS,
    field: fc.constant('value' as const),
    text: VALUE,
  }),
  fc.record({
    kind: fc.constant('parameter-field' as const),
    path: PATHS,
    field: fc.constant('values' as const),
    text: fc.array(VALUE, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(', ')),
  }),
)

describe('whatever is edited', () => {
  test('the form says it, the text parses to it, and every comment is still there', () => {
    fc.assert(
      fc.property(fc.array(EDIT, { minLength: 1, maxLength: 8 }), (edits) => {
        let text = TEXT
        let hasMu = true
        for (const edit of edits) {
          const before = parameter(text, ...edit.path)
          // The form has fields only for what a parameter takes.
          const takes = before.distribution === null ? [] : FIELDS_OF[before.distribution]
          if (edit.kind === 'parameter-field' && !takes.includes(edit.field)) continue
          text = writeForm(text, edit)
          const after = parameter(text, ...edit.path)
          if (edit.kind === 'parameter-field') expect(after.fields[edit.field]).toBe(edit.text)
          else {
            expect(after.distribution).toBe(edit.distribution)
            expect(parseSweepConfig(text).kind === 'ok' || edits.some(({ kind }) => kind === 'parameter-field')).toBe(
              true,
            )
          }
          expectParsedAsShown(text, after)
          // A comment behind one value goes with that value alone.
          hasMu &&= parameter(text, 'noise').fields.mu !== undefined
          for (const comment of COMMENTS) {
            if (comment !== '# centre' || hasMu) expect(text).toContain(comment)
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})

/** Where the config is accepted, it has the distribution and the numbers that the form shows. */
function expectParsedAsShown(text: string, shown: FormParameter): void {
  const result = parseSweepConfig(text)
  if (result.kind === 'refused') return
  const leaf = flattenParameters(result.config.parameters).find(({ path }) => path.join() === shown.path.join())
  expect(leaf?.distribution.distribution).toBe(shown.distribution)
  for (const [key, value] of Object.entries(leaf?.distribution ?? {})) {
    const field = shown.fields[key as ParameterField]
    if (typeof value === 'number' && key !== 'value' && field !== undefined) expect(Number(field)).toBe(value)
  }
}
