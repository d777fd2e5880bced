import { describe, expect, test } from 'vitest'
import { bestByObjective } from './best-by-objective'
import { holdOrder } from './hold-order'
import { metricSections } from './metric-sections'
import { versionSaid, whySuggested } from './run-page/overview/why-suggested'
import { flatEntries, valueAt } from './value-at'

describe('an order that is held', () => {
  const rows = (...ids: string[]) => ids.map((id) => ({ id }))

  test('counts new runs above instead of moving what is there', () => {
    const held = holdOrder(['b', 'c'], rows('a', 'c', 'b'))
    expect(held).toEqual({ rows: rows('b', 'c'), waitingCount: 1 })
  })

  test('lets further pages in below', () => {
    expect(holdOrder(['a', 'b'], rows('a', 'b', 'c'))).toEqual({ rows: rows('a', 'b', 'c'), waitingCount: 0 })
  })

  test('is that of the rows when nothing is held', () => {
    expect(holdOrder(null, rows('b', 'a'))).toEqual({ rows: rows('b', 'a'), waitingCount: 0 })
  })
})

test('metrics stand in sections by what is before their last slash', () => {
  expect(metricSections(['loss', 'train/loss', 'train/acc', 'eval/a/b'])).toEqual([
    { name: '', metrics: ['loss'] },
    { name: 'train', metrics: ['train/loss', 'train/acc'] },
    { name: 'eval/a', metrics: ['eval/a/b'] },
  ])
})

test('nested settings are listed by dotted path, lists as they are', () => {
  expect(flatEntries({ a: { b: 1, c: {} }, d: [1] })).toEqual([
    ['a.b', 1],
    ['a.c', {}],
    ['d', [1]],
  ])
  expect(valueAt({ a: { b: 1 } }, 'a.x')).toBeUndefined()
})

test('the best of an objective is the best over all its sweeps, in the sense of its goal', () => {
  const sweep = (name: string, goal: 'minimize' | 'maximize', value: number) => ({
    name,
    objective: { name: 'm', goal },
    best: { runId: name, runName: name, value },
  })
  const bests = bestByObjective([sweep('a', 'maximize', 1), sweep('b', 'maximize', 2), sweep('c', 'minimize', 3)])
  expect(bests.map(({ sweep: name, best }) => [name, best.value])).toEqual([
    ['b', 2],
    ['c', 3],
  ])
})

test('why a run was suggested is one sentence with its numbers', () => {
  expect(whySuggested({ method: 'grid', cell: 4, cell_count: 60 })).toBe('Cell 5 of the 60 of the grid.')
  expect(whySuggested({ method: 'bayes', trial_count: 7, predicted_mean: 0.871, predicted_deviation: 0.012 })).toBe(
    'After 7 finished runs the model expected 0.871 ± 0.012 here.',
  )
  expect(whySuggested({ method: 'hand', by: 'ada', note: 'the paper' }, 'hand')).toBe(
    'Written by hand by ada: the paper.',
  )
  expect(whySuggested({ method: 'retry', by: 'ada', runName: 'wild-fox-3', retryOf: 2 }, 'retry')).toContain(
    'because wild-fox-3',
  )
  expect(whySuggested({ method: 'bayes', source: 'start design', trial_count: 1 })).toContain('after 1 finished run')
})

test('a run says under which version of the space it was made', () => {
  const said = (version: number, currentVersion: number) => versionSaid({ source: 'search', version, currentVersion })
  expect(said(1, 1)).toMatch(/never changed/)
  expect(said(2, 2)).toMatch(/version 2 .* counts now/)
  expect(said(2, 4)).toMatch(/version 2 .* version 4 counts now/)
  expect(whySuggested({}, 'hand')).toMatch(/by hand/)
})
