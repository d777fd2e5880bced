import { describe, expect, test } from 'vitest'
import { parseSweepConfig } from './parse-sweep-config'
import type { Distribution } from './sweep-config'
import {
  isSameConfig,
  lineOfKey,
  readableText,
  type SweepText,
  withDistributions,
  withRunCap,
  yamlVersionOf,
} from './sweep-text-edit'
import { configOf } from './testing'

function textOf(text: string, yaml: '1.1' | '1.2' = '1.2'): SweepText {
  const parsed = parseSweepConfig(text, { yaml })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return { text, config: parsed.config }
}

const TEXT = `# our sweep
method: random # for now
parameters:
  lr: {distribution: log_uniform_values, min: 1.0e-5, max: 0.1} # wide
  drop: {min: 0.0, max: 1.0}
  opt:
    parameters:
      name: {values: [sgd, adam]}
`

describe('a button changes only what it changes', () => {
  test('the run cap is added, changed and taken away', () => {
    const capped = withRunCap(textOf(TEXT), 30)
    expect(capped).toBe(`${TEXT}run_cap: 30\n`)
    expect(withRunCap(textOf(capped), 5)).toBe(`${TEXT}run_cap: 5\n`)
    expect(withRunCap(textOf(capped), null)).toBe(TEXT)
  })

  test('bounds and values are exchanged in place, a real stays one though it is whole', () => {
    const changes: { path: string[]; distribution: Distribution }[] = [
      { path: ['lr'], distribution: { distribution: 'log_uniform_values', min: 1e-5, max: 0.03 } },
      { path: ['drop'], distribution: { distribution: 'uniform', min: 0, max: 1.5 } },
      { path: ['opt', 'name'], distribution: { distribution: 'categorical', values: ['adam'] } },
    ]
    const text = withDistributions(textOf(TEXT), changes)
    expect(text).toContain('# our sweep')
    expect(text).toContain('max: 0.03} # wide')
    expect(text).toContain('drop: {min: 0.0, max: 1.5}')
    expect(text).toContain('name: {values: [adam]}')
    expect(textOf(text).config.parameters['drop']).toEqual({ distribution: 'uniform', min: 0, max: 1.5 })
  })
})

test('a text that cannot say what is meant is written anew', () => {
  const given = textOf('method: random\nparameters:\n  a: &a {min: 0.0, max: 1.0}\n  b: *a\n')
  const text = withDistributions(given, [{ path: ['b'], distribution: { distribution: 'constant', value: 2 } }])
  expect(textOf(text).config.parameters).toEqual({
    a: given.config.parameters['a'],
    b: { distribution: 'constant', value: 2 },
  })
})

test('which YAML a text was read as is found again', () => {
  expect(yamlVersionOf(textOf('method: random\nparameters: {a: {values: [1e-5, on]}}', '1.1'))).toBe('1.1')
  expect(yamlVersionOf(textOf('method: random\nparameters: {a: {values: [1e-5, on]}}', '1.2'))).toBe('1.2')
})

test('what a program wrote on one line is laid out, and means the same', () => {
  const json = '{"method":"grid","parameters":{"a":{"values":[1,2]}}}'
  expect(readableText(json)).toBe('method: grid\nparameters:\n  a:\n    values:\n      - 1\n      - 2\n')
  expect(isSameConfig(configOf(readableText(json)).config, configOf(json).config)).toBe(true)
  expect(readableText(TEXT)).toBe(TEXT)
})

test('the line of a key is found, or that of the nearest above it', () => {
  expect(lineOfKey(TEXT, 'parameters.lr.max')).toBe(4)
  expect(lineOfKey(TEXT, 'parameters.opt.nothing')).toBe(6)
  expect(lineOfKey(TEXT, 'metric.name')).toBeNull()
})
