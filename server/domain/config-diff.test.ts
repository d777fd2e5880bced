import { describe, expect, test } from 'vitest'
import { changesSentence, diffConfigs } from './config-diff'
import { configOf } from './testing'

function changesOf(before: string, after: string) {
  const whole = (parameters: string) => configOf(`method: random\nparameters: {${parameters}}`).config
  return diffConfigs(whole(before), whole(after))
}

describe('what changed in a parameter is said in its own words', () => {
  test.each([
    ['lr: {min: 0.0, max: 1.0}', 'lr: {min: 0.1, max: 0.5}', 'narrowed', '0 to 1', '0.1 to 0.5'],
    ['lr: {min: 0.0, max: 1.0}', 'lr: {min: 0.0, max: 2.0}', 'widened', '0 to 1', '0 to 2'],
    ['lr: {min: 0.0, max: 1.0}', 'lr: {min: 0.5, max: 2.0}', 'moved up', '0 to 1', '0.5 to 2'],
    [
      'b: {values: [32, 64, 512]}',
      'b: {values: [32, 64, 128]}',
      '128 added, 512 removed',
      '32, 64, 512',
      '32, 64, 128',
    ],
    ['n: {min: 1, max: 9}', 'n: {min: 1, max: 5}', 'narrowed', 'whole numbers 1 to 9', 'whole numbers 1 to 5'],
    ['o: {value: sgd}', 'o: {values: [sgd, adam]}', null, 'always sgd', 'sgd, adam'],
    [
      'lr: {min: 0.001, max: 0.1}',
      'lr: {distribution: log_uniform_values, min: 0.001, max: 0.1}',
      'another scale',
      '0.001 to 0.1',
      '0.001 to 0.1, log scale',
    ],
    [
      'w: {distribution: q_uniform, min: 0, max: 1, q: 0.1}',
      'w: {distribution: q_uniform, min: 0, max: 1, q: 0.2}',
      null,
      '0 to 1, in steps of 0.1',
      '0 to 1, in steps of 0.2',
    ],
  ])('%s to %s', (before, after, says, was, is) => {
    expect(changesOf(before, after)).toMatchObject([{ kind: 'changed', says, before: was, after: is }])
  })
})

test('added and removed parameters are named with what they are, groups by their flat name', () => {
  expect(
    changesOf('a: {value: 1}, g: {parameters: {x: {values: [1, 2]}}}', 'a: {value: 1}, b: {min: 1, max: 3}'),
  ).toEqual([
    { name: 'b', isParameter: true, kind: 'added', before: null, after: 'whole numbers 1 to 3', says: null },
    { name: 'g.x', isParameter: true, kind: 'removed', before: '1, 2', after: null, says: null },
  ])
})

test('a text that is written anew and means the same is no change', () => {
  const json = configOf('{"parameters": {"b": {"values": [1, 2.0]}, "a": {"value": 3}}, "method": "random"}').config
  expect(
    diffConfigs(configOf('method: random\nparameters:\n  a: {value: 3}\n  b: {values: [1, 2]}').config, json),
  ).toEqual([])
})

test('the rest of a config is compared key by key, unknown keys too', () => {
  const before =
    'method: random\nparameters: {a: {value: 1}}\nmetric: {name: loss}\nrun_cap: 20\ncommand: [python, a.py]\nodd: 1'
  const after = `${before.replace('20', '40').replace('a.py', 'b.py').replace('odd: 1', 'odd: 2')}
early_terminate: {type: hyperband, min_iter: 3}
description: longer`
  const changes = diffConfigs(configOf(before).config, configOf(after).config)
  expect(changes.map(({ name, kind, before: was, after: is }) => [name, kind, was, is])).toEqual([
    ['early_terminate', 'added', null, 'eta 3, min_iter 3, strict true, type hyperband'],
    ['run_cap', 'changed', '20', '40'],
    ['command', 'changed', 'python a.py', 'python b.py'],
    ['description', 'added', null, 'longer'],
    ['odd', 'changed', '1', '2'],
  ])
  expect(changesSentence(changes)).toBe('early_terminate added; run_cap: 20 to 40; command changed; 2 more')
})

test('the sentence of a version says the most important first', () => {
  expect(
    changesSentence(
      changesOf('lr: {min: 0.0, max: 1.0}, b: {values: [1, 2]}', 'lr: {min: 0.0, max: 0.5}, b: {values: [1]}'),
    ),
  ).toBe('b: 2 removed; lr narrowed')
})
