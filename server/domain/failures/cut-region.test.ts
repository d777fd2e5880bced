import { describe, expect, test } from 'vitest'
import { isGroup } from '../sweep-config'
import { parameterOf } from '../testing'
import { cutsOf } from './cut-region'
import type { Region } from './explain-failures'

function cuts(text: string, region: Region) {
  const parameter = parameterOf(text)
  if (isGroup(parameter)) throw new Error('a group')
  return cutsOf(parameter, region)
}

const values = (...list: number[]): Region => ({ kind: 'values', values: list })
const range = (min: number, max: number, below: number | null, above: number | null): Region => ({
  kind: 'range',
  min,
  max,
  below,
  above,
})

describe('values are taken off a list', () => {
  test('and the rest stays as it was', () => {
    expect(cuts('{values: [32, 64, 512]}', values(512))).toEqual({
      kind: 'possible',
      cuts: [{ label: 'without 512', distribution: { distribution: 'categorical', values: [32, 64] } }],
    })
  })

  test('probabilities of the rest keep their ratio and sum to one', () => {
    const cut = cuts('{values: [1, 2, 3], probabilities: [0.5, 0.3, 0.2]}', values(1))
    expect(cut).toMatchObject({ cuts: [{ distribution: { values: [2, 3], probabilities: [0.6, 0.4] } }] })
  })

  test('but not the last one', () => {
    expect(cuts('{values: [32, 64]}', values(32, 64))).toEqual({ kind: 'impossible', reason: 'no value would be left' })
  })
})

describe('a range ends before the failures', () => {
  test.each([
    ['{min: 0.0, max: 1.0}', range(0.8, 0.95, 0.7, null), 'at most 0.75', { min: 0, max: 0.75 }],
    ['{min: 0.0, max: 1.0}', range(0.05, 0.2, null, 0.21), 'at least 0.205', { min: 0.205, max: 1 }],
    ['{min: 1, max: 12}', range(9, 12, 8, null), 'at most 8', { min: 1, max: 8 }],
    ['{min: 1, max: 12}', range(1, 2, null, 5), 'at least 4', { min: 4, max: 12 }],
    [
      '{distribution: log_uniform_values, min: 0.0001, max: 1}',
      range(0.1, 0.9, 0.001, null),
      'at most 0.01',
      { min: 0.0001, max: 0.01 },
    ],
    [
      '{distribution: q_uniform, min: 0, max: 1, q: 0.1}',
      range(0.8, 1, 0.7, null),
      'at most 0.7',
      { min: 0, max: 0.7 },
    ],
  ])('%s', (text, region, label, bounds) => {
    expect(cuts(text, region)).toMatchObject({ kind: 'possible', cuts: [{ label, distribution: bounds }] })
  })

  test('with its bounds as exponents where the config has exponents', () => {
    const cut = cuts('{distribution: log_uniform, min: -9, max: 0}', range(0.1, 0.9, 0.001, null))
    expect(cut).toMatchObject({ cuts: [{ label: 'at most 0.01', distribution: { min: -9 } }] })
    if (cut.kind === 'possible')
      expect(cut.cuts[0]!.distribution).toHaveProperty('max', expect.closeTo(Math.log(0.01), 9))
  })

  test('in the middle there are two ways, one on each side', () => {
    const cut = cuts('{min: 0.0, max: 1.0}', range(0.4, 0.6, 0.3, 0.7))
    expect(cut.kind === 'possible' && cut.cuts.map(({ label }) => label)).toEqual(['at most 0.35', 'at least 0.65'])
  })

  test('a whole number that is alone left is always that', () => {
    expect(cuts('{min: 1, max: 3}', range(2, 3, 1, null))).toMatchObject({
      cuts: [{ label: 'at most 1', distribution: { distribution: 'constant', value: 1 } }],
    })
  })

  test('a normal has no end to move', () => {
    expect(cuts('{distribution: normal, mu: 0, sigma: 1}', range(2, 3, 1, null))).toMatchObject({ kind: 'impossible' })
  })
})
