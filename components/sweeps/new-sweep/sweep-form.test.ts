import { describe, expect, it } from 'vitest'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { readForm, type SweepForm, withKind, writeForm } from './sweep-form'
import { TEMPLATE } from './template'

const parameter = (form: SweepForm | null, name: string) => form!.parameters.find((each) => each.name === name)!

const TEXT = `# my sweep
method: random
metric: {name: loss, goal: minimize}
parameters:
  lr: {distribution: log_uniform_values, min: 1e-5, max: 0.1} # the usual
  layers: {values: [32, 64]}
  width: {min: 1, max: 8}
  dropout: {min: 0.0, max: 0.5}
  seed: {value: 7}
  noise: {distribution: normal, mu: 0, sigma: 1}
  optimizer: {parameters: {name: {values: [adam, sgd]}}}
`

describe('the form of a sweep', () => {
  it('reads what it knows and marks what only the text can say', () => {
    const form = readForm(TEXT)!
    expect(form).toMatchObject({ method: 'random', metricName: 'loss', goal: 'minimize', runCap: '' })
    expect(form.parameters.map((each) => each.kind)).toEqual([
      'log',
      'list',
      'integer',
      'range',
      'constant',
      'other',
      'other',
    ])
    expect(parameter(form, 'lr')).toMatchObject({ min: '1e-5', max: '0.1' })
    expect(parameter(form, 'layers').values).toBe('32, 64')
  })

  it('changes one thing and leaves comments and the rest alone', () => {
    const changed = writeForm(TEXT, { kind: 'method', method: 'bayes' })
    expect(changed).toContain('# my sweep')
    expect(changed).toContain('# the usual')
    expect(changed).toContain('noise: {distribution: normal, mu: 0, sigma: 1}')
    expect(readForm(changed)!.method).toBe('bayes')
  })

  it('writes a parameter so that it reads back the same, numbers as they were typed', () => {
    const form = readForm(TEXT)!
    const layers = { ...parameter(form, 'layers'), name: 'units', values: '32, 1e-4, big' }
    const changed = readForm(writeForm(TEXT, { kind: 'parameter', index: 1, parameter: layers }))
    expect(parameter(changed, 'units')).toEqual(layers)
  })

  it('turns one kind into another with a config that is accepted', () => {
    for (const kind of ['list', 'integer', 'range', 'log', 'constant'] as const) {
      const form = readForm(TEXT)!
      for (const [index, each] of form.parameters.entries()) {
        if (each.kind === 'other') continue
        const text = writeForm(TEXT, { kind: 'parameter', index, parameter: withKind(each, kind) })
        expect(parseSweepConfig(text)).toMatchObject({ kind: 'ok' })
        expect(readForm(text)!.parameters[index]!.kind).toBe(kind)
      }
    }
  })

  it('adds, removes, caps and uncaps', () => {
    const added = writeForm(TEXT, { kind: 'add-parameter' })
    expect(readForm(added)!.parameters).toHaveLength(8)
    expect(parseSweepConfig(added).kind).toBe('ok')
    expect(readForm(writeForm(added, { kind: 'remove-parameter', index: 7 }))!.parameters).toHaveLength(7)
    const capped = writeForm(TEXT, { kind: 'run-cap', runCap: '20' })
    expect(readForm(capped)!.runCap).toBe('20')
    expect(readForm(writeForm(capped, { kind: 'run-cap', runCap: '' }))!.runCap).toBe('')
  })

  it('rests while the text is not YAML, and changes nothing in it', () => {
    expect(readForm('method: [')).toBeNull()
    expect(writeForm('method: [', { kind: 'add-parameter' })).toBe('method: [')
  })

  it('starts from a template that is accepted as it is and makes sense without parameters', () => {
    expect(parseSweepConfig(TEMPLATE)).toMatchObject({ kind: 'ok', warnings: [] })
    const bare = writeForm('method: grid\n', { kind: 'add-parameter' })
    expect(parseSweepConfig(bare).kind).toBe('ok')
  })
})
