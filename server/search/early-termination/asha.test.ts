import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Curve } from '~/server/domain/trial'
import { runsToStop } from '../controller'
import { aConfig } from '../testing'

function stops(curves: Curve[], rule: Record<string, unknown> = {}, goal = 'minimize') {
  const config = aConfig({
    method: 'random',
    metric: { name: 'val_loss', goal },
    parameters: { a: { value: 1 } },
    early_terminate: { type: 'asha', min_iter: 1, ...rule },
  })
  return runsToStop({ config, curves })
}

function curvesOf(rows: number[][], state: Curve['state'] = 'running'): Curve[] {
  return rows.map((values, index) => ({ id: String(index), state, values }))
}

function idsOf(curves: Curve[], rule?: Record<string, unknown>, goal?: string): string[] {
  return stops(curves, rule, goal).map(({ id }) => id)
}

test('nobody is stopped before eta runs have reached the rung, and then the best goes on', () => {
  expect(idsOf(curvesOf([[5], [1]]))).toEqual([])
  expect(stops(curvesOf([[5], [1], [2]]))).toEqual([
    { id: '0', reason: 'val_loss 5 at step 1 is worse than the threshold 1 of rung 1' },
    { id: '2', reason: 'val_loss 2 at step 1 is worse than the threshold 1 of rung 1' },
  ])
})

test('of six runs two go on where hyperband lets three', () => {
  const six = curvesOf([[1], [2], [3], [4], [5], [6]])
  expect(idsOf(six)).toEqual(['2', '3', '4', '5'])
  expect(idsOf(six, { type: 'hyperband' })).toEqual(['3', '4', '5'])
})

test('a run is judged at the largest rung that it reached, by its value there', () => {
  const long = [
    [9, 0, 1],
    [1, 0, 2],
    [2, 0, 3],
  ]
  expect(idsOf(curvesOf(long), { max_iter: 9, s: 2, min_iter: undefined })).toEqual(['1', '2'])
  expect(idsOf(curvesOf(long.map((values) => [...values, -9])))).toEqual(['1', '2'])
})

test('turned round for maximize', () => {
  expect(idsOf(curvesOf([[5], [1], [2]]), {}, 'maximize')).toEqual(['1', '2'])
})

test('ended runs set the threshold and are not stopped', () => {
  const ended = curvesOf([[1], [2]], 'killed')
  expect(idsOf([...ended, { id: 'new', state: 'running', values: [3] }])).toEqual(['new'])
})

test('as many go on as the rule says, however the values fall', () => {
  const distinct = fc.uniqueArray(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(distinct, fc.integer({ min: 2, max: 5 }), (ends, eta) => {
      const kept = ends.length - stops(curvesOf(ends.map((end) => [end])), { eta }).length
      expect(kept).toBe(ends.length < eta ? ends.length : Math.floor(ends.length / eta))
    }),
  )
})
