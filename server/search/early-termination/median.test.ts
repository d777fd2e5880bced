import { expect, test } from 'vitest'
import type { Curve } from '~/server/domain/trial'
import { runsToStop } from '../controller'
import { aConfig } from '../testing'

function stops(curves: Curve[], rule: Record<string, unknown> = {}, goal = 'minimize') {
  const config = aConfig({
    method: 'random',
    metric: { name: 'val_loss', goal },
    parameters: { a: { value: 1 } },
    early_terminate: { type: 'median', min_runs: 3, ...rule },
  })
  return runsToStop({ config, curves })
}

function curve(values: number[], state: Curve['state'] = 'running', id = 'new'): Curve {
  return { id, state, values }
}

const ENDED = [curve([5, 4, 3], 'finished'), curve([6, 5, 4], 'crashed'), curve([9, 8], 'killed')]

test('a run that is worse than the median of ended runs at the same step is stopped, with the reason', () => {
  expect(stops([...ENDED, curve([9, 7])])).toEqual([
    { id: 'new', reason: 'the best val_loss so far, 7, is worse than the median 5 of 3 ended runs at step 2' },
  ])
  expect(stops([...ENDED, curve([9, 5])])).toEqual([])
})

test('the best so far counts, unless the rule is strict', () => {
  const fell = curve([2, 7])
  expect(stops([...ENDED, fell])).toEqual([])
  expect(stops([...ENDED, fell], { strict: true })).toMatchObject([
    { reason: 'val_loss 7 at step 2 is worse than the median 5 of 3 ended runs at step 2' },
  ])
})

test('nobody is stopped while too few ended runs got as far', () => {
  expect(stops([...ENDED, curve([9, 9, 9])])).toEqual([])
  expect(stops([...ENDED, curve([9, 9, 9])], { min_runs: 2 })).toHaveLength(1)
  expect(stops([curve([1]), curve([2]), curve([3]), curve([9])])).toEqual([])
})

test('nobody is stopped before min_iter values, and runs that ended never', () => {
  expect(stops([...ENDED, curve([9])], { min_iter: 2 })).toEqual([])
  expect(stops([...ENDED, curve([9, 9])], { min_iter: 2 })).toHaveLength(1)
  expect(stops([...ENDED, curve([9, 9], 'finished')])).toEqual([])
})

test('of an even number of runs the median lies between the middle two, also where numbers end', () => {
  const four = [1, 2, 4, 5].map((value) => curve([value], 'finished'))
  expect(stops([...four, curve([3])])).toEqual([])
  expect(stops([...four, curve([3.01])])).toHaveLength(1)
  const huge = [1.7e308, 1.7e308].map((value) => curve([value], 'finished'))
  expect(stops([...huge, curve([1.75e308])], { min_runs: 2 })).toHaveLength(1)
})

test('turned round for maximize', () => {
  const turned = ENDED.map((each) => ({ ...each, values: each.values.map((value) => -value) }))
  expect(stops([...turned, curve([-9, -7])], {}, 'maximize')).toMatchObject([
    { reason: 'the best val_loss so far, -7, is worse than the median -5 of 3 ended runs at step 2' },
  ])
})

test('entries that are no numbers are no steps', () => {
  expect(stops([...ENDED, curve([Number.NaN, 9, Number.NaN, 7])])).toHaveLength(1)
})

test('a million steps are judged without a stack overflow', () => {
  const long = (state: Curve['state'], value: number) => curve(new Array(1_000_000).fill(value), state)
  expect(stops([long('finished', 1), long('running', 2)], { min_runs: 1 })).toHaveLength(1)
})
