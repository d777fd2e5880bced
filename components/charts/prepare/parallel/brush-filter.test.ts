import { expect, test } from 'vitest'
import { NO_MAX, NO_MIN } from '~/server/domain/brush'
import { parseFilter } from '~/server/domain/filter/parse'
import { printFilter } from '~/server/domain/filter/print'
import { axesOf, OBJECTIVE_KEY } from '../parameter-axis'
import type { Brushes } from './axis-brush'
import { brushesFilter } from './brush-filter'
import { SMALL_SWEEP } from './testing'

const axes = axesOf(SMALL_SWEEP)
const filterOf = (brushes: Brushes) =>
  printFilter(brushesFilter(axes, brushes, (axis) => (axis.isObjective ? 'min.loss' : `config.${axis.key}`)))

test('all axes must hold, any part of one will do', () => {
  const text = filterOf({
    lr: {
      kind: 'ranges',
      ranges: [
        { min: NO_MIN, max: 0.1 },
        { min: 1, max: 2 },
      ],
      withNotSet: false,
    },
    layers: { kind: 'values', values: ['32', '"a b"'], withNotSet: true },
    [OBJECTIVE_KEY]: { kind: 'ranges', ranges: [{ min: 0.5, max: NO_MAX }], withNotSet: false },
  })
  expect(text).toBe(
    '(config.layers missing or config.layers in (32, "a b")) and (config.lr <= 0.1 or config.lr >= 1 and config.lr <= 2) and min.loss >= 0.5',
  )
  expect(parseFilter(text).kind).toBe('filter')
})

test('a brush of nothing but absence, and one of any number', () => {
  expect(filterOf({ lr: { kind: 'ranges', ranges: [], withNotSet: true } })).toBe('config.lr missing')
  expect(filterOf({ lr: { kind: 'ranges', ranges: [{ min: NO_MIN, max: NO_MAX }], withNotSet: false } })).toBe(
    'config.lr exists',
  )
})

test('lists are compared as the database writes them', () => {
  const values = [JSON.stringify([64, 64]), JSON.stringify({ bb: 1, a: [true, null] })]
  expect(filterOf({ layers: { kind: 'values', values, withNotSet: false } })).toBe(
    String.raw`config.layers in ("[64, 64]", "{\"a\": [true, null], \"bb\": 1}")`,
  )
})

test('axes that are not brushed, and brushes of no axis, count for nothing', () => {
  expect(filterOf({ gone: { kind: 'ranges', ranges: [], withNotSet: true } })).toBe('')
})
