import { describe, expect, test } from 'vitest'
import type { RunSummary } from '~/server/domain/run'
import { bestByObjective } from './best-by-objective'
import { cellValue, columnWidth, shownColumns, suggestedColumns, valueColumn } from './columns'
import { pagesFor } from './console-pages'
import { filterValue, parseFilter, printFilter, sayFilter } from './filters'
import { holdOrder } from './hold-order'
import { metricSections } from './metric-sections'
import { runsViewParams } from './search-params'
import { flatEntries, valueAt } from './value-at'
import { whySuggested } from './why-suggested'

function aRun(overrides: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'abcd1234',
    storageId: '00000000-0000-4000-8000-000000000001',
    serial: 1,
    name: 'brisk-lake-7',
    state: 'finished',
    sweep: null,
    sweepName: null,
    method: null,
    suggestionNumber: null,
    attempt: 1,
    group: null,
    jobType: null,
    tags: [],
    config: {},
    summary: {},
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    heartbeatAt: null,
    finishedAt: null,
    durationSeconds: null,
    ...overrides,
  }
}

describe('columns', () => {
  const keys = { config: ['_wandb', 'layers', 'optimizer.lr'], summary: ['_step', 'loss', 'val_accuracy'] }

  test('are suggested with the objective first and without bookkeeping', () => {
    expect(suggestedColumns(keys, ['val_accuracy'])).toEqual([
      'state',
      'summary.val_accuracy',
      'summary.loss',
      'config.layers',
      'config.optimizer.lr',
      'durationSeconds',
      'createdAt',
    ])
  })

  test('of an old link that make no sense are left out', () => {
    expect(shownColumns(['state', 'nonsense'], keys, []).map((column) => column.id)).toEqual(['state'])
  })

  test('read nested values, and keys with dots in them before nesting', () => {
    const run = aRun({ config: { optimizer: { lr: 0.1 }, 'a.b': 1, a: { b: 2 } } })
    expect(cellValue(run, 'config.optimizer.lr')).toBe(0.1)
    expect(cellValue(run, 'config.a.b')).toBe(1)
    expect(cellValue(run, 'config.__proto__')).toBeUndefined()
  })

  test('of numbers are aligned though one run logged NaN', () => {
    const runs = [aRun({ summary: { loss: 0.5 } }), aRun({ summary: { loss: 'NaN' } })]
    const column = valueColumn(runs, 'summary.loss')
    expect(column.isNumeric).toBe(true)
    expect([column.format(0.5), column.format('NaN'), column.format(undefined)]).toEqual(['0.5000', 'NaN', '–'])
  })

  test('are wide enough for their name, up to a limit', () => {
    const width = (label: string) => columnWidth({ id: 'x', label, kind: 'value', isSortable: true })
    expect(width('a very long parameter')).toBeGreaterThan(width('lr'))
    expect(width('x'.repeat(100))).toBe(200)
  })
})

describe('filters in the address', () => {
  test.each([
    { column: 'config.lr', op: '<=', value: 0.01 },
    { column: 'config.name', op: '=', value: 'a~b' },
    { column: 'summary.loss', op: 'missing', value: undefined },
    { column: 'config.on', op: '!=', value: true },
  ] as const)('read back as they were written: %o', (filter) => {
    expect(parseFilter(printFilter(filter))).toEqual(filter)
  })

  test('that were cut short are no filters', () => {
    expect(parseFilter('config.lr')).toBeNull()
    expect(parseFilter('~=~1')).toBeNull()
  })

  test('take numbers for numbers and leave text alone', () => {
    expect([filterValue(' 256 '), filterValue('true'), filterValue('adam'), filterValue('')]).toEqual([
      256,
      true,
      'adam',
      '',
    ])
  })

  test('are said as people say them', () => {
    expect(sayFilter({ column: 'config.lr', op: '<=', value: 0.01 })).toBe('lr ≤ 0.01')
    expect(sayFilter({ column: 'summary.loss', op: 'missing' })).toBe('loss is missing')
  })

  test('a descending sort has a dash before its column', () => {
    const { sort } = runsViewParams
    expect(sort.parse('-summary.loss')).toEqual({ column: 'summary.loss', direction: 'desc' })
    expect(sort.serialize({ column: 'name', direction: 'asc' })).toBe('name')
    expect(sort.parse('nonsense')).toBeNull()
  })
})

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
  expect(whySuggested({ method: 'bayes', source: 'start design', trial_count: 1 })).toContain('after 1 finished run')
})

test('a console is read in fixed stretches of lines', () => {
  expect(pagesFor(0, 10)).toEqual([0])
  expect(pagesFor(490, 1010)).toEqual([0, 1, 2])
})
