import { describe, expect, test } from 'vitest'
import { KEY_HINTS } from '~/server/domain/config-hints'
import { completionsAt, hintAt } from './config-completions'

function offered(text: string, metrics: string[] = []): string[] {
  const offset = text.indexOf('|')
  return completionsAt(text.replace('|', ''), offset, metrics)?.options.map(({ label }) => label) ?? []
}

function hint(text: string) {
  const offset = text.indexOf('|')
  return hintAt(text.replace('|', ''), offset)
}

describe('completions', () => {
  test('at the top are the keys that are not there', () => {
    const keys = offered('method: bayes\nparameters:\n  a: {value: 1}\nmet|')
    expect(keys).toContain('metric')
    expect(keys).toContain('run_cap')
    expect(keys).not.toContain('method')
    expect(keys).not.toContain('parameters')
  })

  test('of an unfinished key are offered with the key itself', () => {
    expect(offered('metric:\n  name: x\n  goal|')).toContain('goal')
  })

  test('follow the object, nested and in braces', () => {
    expect(offered('metric:\n  name: x\n  |')).toEqual(['goal', 'target', 'impute', 'impute_while_running'])
    expect(offered('parameters:\n  lr: {min: 0, |}')).toContain('max')
    expect(offered('parameters:\n  lr: {min: 0, |}')).not.toContain('min')
    expect(offered('parameters:\n  o:\n    parameters:\n      x:\n        |')).toContain('distribution')
  })

  test('are words where words are expected', () => {
    expect(offered('method: |')).toEqual(['bayes', 'random', 'sobol', 'grid'])
    expect(offered('metric:\n  goal: |')).toEqual(['minimize', 'maximize'])
    expect(offered('parameters:\n  lr: {distribution: |}')).toContain('log_uniform_values')
    expect(offered('metric:\n  name: |', ['val_loss', 'acc'])).toEqual(['val_loss', 'acc'])
    expect(offered('command:\n  - |')).toContain(`$\{args}`)
  })

  test('are none for a word that is written out', () => {
    expect(offered('method: bayes|')).toEqual([])
    expect(offered('method: baye|')).toContain('bayes')
  })

  test('are whole parameters where one gets its name', () => {
    expect(offered('parameters:\n  |')).toContain('learning_rate')
  })

  test('are none in a comment, in free text and where nothing is known', () => {
    expect(offered('# |')).toEqual([])
    expect(offered('name: |')).toEqual([])
    expect(offered('controller:\n  |')).toEqual([])
  })
})

describe('hints', () => {
  test('say what a key means where it stands', () => {
    expect(hint('met|hod: bayes')).toMatchObject({ word: 'method', says: KEY_HINTS.top['method'] })
    expect(hint('parameters:\n  lr: {mi|n: 0}')).toMatchObject({ word: 'min', says: KEY_HINTS.parameter['min'] })
    expect(hint('metric:\n  na|me: a')).toMatchObject({ says: KEY_HINTS.metric['name'] })
  })

  test('say what a word means, and on any other value what its key does', () => {
    expect(hint('method: ba|yes')?.says).toContain('Learns')
    expect(hint('run_cap: 4|0')).toMatchObject({ word: 'run_cap' })
    expect(hint(`command:\n  - $\{ar|gs}`)?.says).toBe('settings as --name=value')
  })

  test('are silent on names that people chose', () => {
    expect(hint('parameters:\n  my_l|r: {min: 0}')).toBeNull()
  })
})
