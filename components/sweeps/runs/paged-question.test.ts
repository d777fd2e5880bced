import { describe, expect, it } from 'vitest'
import { parseFilter } from '~/server/domain/filter/parse'
import type { RunRow } from '~/server/domain/run'
import { SMALL_SWEEP } from '../../charts/prepare/parallel/testing'
import { axesOf } from '../../charts/prepare/parameter-axis'
import { pagedQuestion, tableRunOf } from './paged-question'

const sweep = { id: 'abcd1234', entity: 'ada', project: 'mnist', objective: SMALL_SWEEP.objective }
const axes = axesOf(SMALL_SWEEP)
const order = { key: 'value', isDescending: false }

describe('what a large sweep asks', () => {
  it('is its own runs, the best value first, with a column for each axis', () => {
    expect(pagedQuestion({ sweep, axes, brushes: {}, order }).question).toMatchObject({
      filter: 'sweep = abcd1234',
      sort: [{ column: 'min.loss', direction: 'asc' }],
      columns: ['config.layers', 'config.lr', 'config.momentum', 'min.loss'],
    })
  })

  it('holds the brushes, in a filter that can be read', () => {
    const brushes = { lr: { kind: 'ranges', ranges: [{ min: 0.1, max: 1 }], withNotSet: false } } as const
    const { filter } = pagedQuestion({
      sweep,
      axes,
      brushes: { lr: { ...brushes.lr, ranges: [...brushes.lr.ranges] } },
      order,
    }).question
    expect(filter).toBe('sweep = abcd1234 and (config.lr >= 0.1 and config.lr <= 1)')
    expect(parseFilter(filter).kind).toBe('filter')
  })

  it('shows all rather than nothing when a brush is too long to be asked', () => {
    const values = Array.from({ length: 900 }, (_, index) => JSON.stringify(`value ${index}`))
    const asked = pagedQuestion({
      sweep,
      axes,
      brushes: { layers: { kind: 'values', values, withNotSet: false } },
      order,
    })
    expect(asked).toMatchObject({ isWhole: false, question: { filter: 'sweep = abcd1234' } })
  })

  it('sorts by what the table sorts by', () => {
    const column = (key: string) =>
      pagedQuestion({ sweep, axes, brushes: {}, order: { key, isDescending: true } }).question.sort[0]
    expect(column('p.lr')).toEqual({ column: 'config.lr', direction: 'desc' })
    expect(column('duration')).toEqual({ column: 'durationSeconds', direction: 'desc' })
  })
})

it('a row of the server is a row of the table', () => {
  const row: RunRow = {
    id: 'run1',
    storageId: '00000000-0000-4000-8000-000000000000',
    serial: 3,
    name: 'run-1',
    state: 'finished',
    sweep: 'abcd1234',
    sweepName: 'x',
    method: 'grid',
    suggestionNumber: 1,
    attempt: 1,
    group: null,
    jobType: null,
    tags: [],
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    heartbeatAt: null,
    finishedAt: null,
    durationSeconds: 4,
    values: { 'config.lr': 0.1, 'config.net.depth': 3, 'min.loss': 0.5 },
  }
  expect(tableRunOf(row, SMALL_SWEEP.objective)).toMatchObject({ params: { lr: 0.1, 'net.depth': 3 }, value: 0.5 })
  expect(tableRunOf(row, null).value).toBeNull()
})
