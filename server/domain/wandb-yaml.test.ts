import { expect, test } from 'vitest'
import { parseSweepConfig } from './parse-sweep-config'
import { wandbYaml } from './wandb-yaml'

const TEXT = `# mine
seed: 7 # of luck
method: bayes
metric: {name: loss, goal: minimize, impute_while_running: false}
parameters:
  lr: {distribution: log_uniform_values, min: 1e-5, max: 1e-1} # as always
  flag: {values: [on, off, 1_000, 012, 0o17, "on"]}
  opt: {parameters: {y: {min: 0, max: 1}}}
grid:
  random_order: true
`

test('the file reads in YAML 1.1 as the text does in 1.2, and holds keys of W&B alone', () => {
  const file = wandbYaml(TEXT)
  expect(file?.setAside).toEqual(['seed', 'grid'])
  const ours = parseSweepConfig(TEXT)
  const theirs = parseSweepConfig(file?.text ?? '', { yaml: '1.1' })
  if (ours.kind === 'refused' || theirs.kind === 'refused') throw new Error('refused')
  const { seed, grid, ...shared } = ours.config
  expect(theirs).toEqual({ kind: 'ok', config: shared, warnings: [] })
})

test('what is set aside is in a comment that can be put back, other comments stay', () => {
  const text = wandbYaml(TEXT)?.text ?? ''
  expect(text).toContain('# mine')
  expect(text).toContain('# as always')
  const comment = text.slice(text.indexOf('# For Sweepboard alone'))
  const back = comment
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^# ?/, ''))
    .join('\n')
  expect(parseSweepConfig(`${text}\n${back}`)).toMatchObject({
    kind: 'ok',
    config: { seed: 7, grid: { random_order: true } },
  })
})

test('a config of W&B is given back as it was written', () => {
  const text = 'method: grid\nparameters:\n  a: {values: [1, x]}\n'
  expect(wandbYaml(text)).toEqual({ text, setAside: [] })
})

test('JSON stays JSON where nothing is set aside', () => {
  const text = '{"method": "grid", "parameters": {"a": {"values": [1]}}}\n'
  expect(wandbYaml(text)?.text).toBe(text)
})

test('what is no config is no file', () => {
  expect(wandbYaml('a: [')).toBeNull()
  expect(wandbYaml('- 1')).toBeNull()
})
