import { expect, test } from 'vitest'
import { forbiddenChanges } from './sweep-edit-rules'
import { configOf } from './testing'

const BASE = 'method: bayes\nmetric: {name: loss, goal: minimize}\nparameters: {a: {min: 0.0, max: 1.0}}\n'
const changed = (text: string) =>
  forbiddenChanges(configOf(BASE).config, configOf(text).config, () => 7).map(({ path }) => path)

test('space, limits, program, description, target and imputation may change', () => {
  const text = `${BASE.replace('max: 1.0', 'max: 2.0').replace('goal: minimize', 'goal: minimize, target: 0.1, impute: best')}
run_cap: 3
program: b.py
description: later
early_terminate: {type: hyperband, min_iter: 3}`
  expect(changed(text)).toEqual([])
})

test('method, metric, goal, seed and place may not', () => {
  expect(changed(BASE.replace('bayes', 'random'))).toEqual(['method'])
  expect(changed(BASE.replace('loss', 'error').replace('minimize', 'maximize'))).toEqual(['metric.name', 'metric.goal'])
  expect(changed(`${BASE}seed: 1\nproject: p\nentity: e`)).toEqual(['seed', 'project', 'entity'])
})

test('the refusal says what stays and why, and where it was written', () => {
  const [problem] = forbiddenChanges(configOf(BASE).config, configOf(BASE.replace('bayes', 'random')).config, () => 1)
  expect(problem).toEqual({
    path: 'method',
    line: 1,
    found: 'random',
    allowed: 'bayes: the runs so far were chosen by it, so a sweep keeps its method. Create a new sweep for another',
  })
})
