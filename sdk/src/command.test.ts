import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import { commandTokens } from './command'
import { pythonStr } from './python-text'

const config: JsonObject = {
  lr: 0.001,
  layers: [1, 2],
  net: { b: 1, on: true },
  flag: true,
  off: false,
  name: 'a b',
  no: null,
}

function tokens(command: string[] | null, changes: Partial<Parameters<typeof commandTokens>[0]> = {}): string[] {
  return commandTokens({
    command,
    program: 'train.py',
    config,
    configPath: '/tmp/config.json',
    env: { HOME: '/home/ada' },
    isWindows: false,
    ...changes,
  })
}

const macro = (name: string) => `\${${name}}`

describe('the command of a sweep', () => {
  test('is env, interpreter, program and args when the config has none', () => {
    expect(tokens(null, { config: { a: 1 } })).toEqual(['/usr/bin/env', 'python', 'train.py', '--a=1'])
  })

  test('prints values as Python does', () => {
    expect(tokens([macro('args')])).toEqual([
      '--lr=0.001',
      '--layers=[1, 2]',
      "--net={'b': 1, 'on': True}",
      '--flag=True',
      '--off=False',
      '--name=a b',
      '--no=None',
    ])
  })

  test.each([
    ['args_no_equals', ['--a', '1', '--b', 'True']],
    ['args_no_hyphens', ['a=1', 'b=True']],
    ['args_append_hydra', ['+a=1', '+b=True']],
    ['args_override_hydra', ['++a=1', '++b=True']],
    ['args_no_boolean_flags', ['--a=1', '--b']],
    ['args_json', ['{"a":1,"b":true}']],
    ['args_json_file', ['/tmp/config.json']],
    ['program', ['train.py']],
    ['interpreter', ['python']],
    ['unknown', []],
  ])('replaces the macro %s', (name, expected) => {
    expect(tokens([macro(name)], { config: { a: 1, b: true } })).toEqual(expected)
  })

  test('leaves a false flag out', () => {
    expect(tokens([macro('args_no_boolean_flags')], { config: { b: false } })).toEqual([])
  })

  test('replaces variables anywhere in a token, and leaves the bare name of one that is not set', () => {
    expect(tokens([`--home=${macro('envvar:HOME')}/x`, `${macro('envvar:NOPE')}!`])).toEqual([
      '--home=/home/ada/x',
      'NOPE!',
    ])
  })

  test('has no env on Windows, and leaves other text alone', () => {
    expect(tokens([macro('env'), 'node', `x${macro('args')}`], { isWindows: true })).toEqual([
      'node',
      `x${macro('args')}`,
    ])
  })
})

describe('text as Python prints it', () => {
  test.each([
    [0.1, '0.1'],
    [1e-5, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [0.0001, '0.0001'],
    [1.5e22, '1.5e+22'],
    [1234567.5, '1234567.5'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
    ["it's", "it's"],
    [["it's"], '["it\'s"]'],
    [['a', '"', "'"], `['a', '"', "'"]`],
    [[`'"`], `['\\'"']`],
    [['a\nb\\'], "['a\\nb\\\\']"],
    [{ a: [null, false] }, "{'a': [None, False]}"],
  ])('%j is %s', (value, text) => {
    expect(pythonStr(value)).toBe(text)
  })
})
