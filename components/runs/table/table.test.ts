import { describe, expect, test } from 'vitest'
import type { RunRow } from '~/server/domain/run'
import { WORKSPACE_STATE } from '~/server/domain/view'
import { chartedState, withEye } from './charted'
import {
  allColumns,
  askedColumns,
  cellValue,
  columnWidth,
  keptColumns,
  shownColumns,
  suggestedColumns,
  valueColumn,
} from './columns'
import { nextSort } from './sorting'

function aRun(values: RunRow['values'] = {}): RunRow {
  return {
    id: 'abcd1234',
    storageId: '00000000-0000-4000-8000-000000000001',
    serial: 1,
    name: 'brisk-lake-7',
    state: 'finished',
    sweep: null,
    sweepName: 'bayes-1',
    method: null,
    suggestionNumber: null,
    attempt: 1,
    group: null,
    jobType: null,
    tags: ['a', 'b'],
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    heartbeatAt: null,
    finishedAt: null,
    durationSeconds: null,
    values,
  }
}

describe('columns', () => {
  const keys = {
    config: ['_wandb', 'layers', 'optimizer.lr'],
    summary: ['_step', 'loss', 'val_accuracy'],
    metrics: ['loss', '_runtime'],
  }

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

  test('of an old link that make no sense are left out, and pinned ones come first', () => {
    const chosen = [{ id: 'state' }, { id: 'nonsense' }, { id: 'name' }, { id: 'config.lr', width: 50, isPinned: true }]
    const shown = shownColumns(chosen, keys, [])
    expect(shown.map(({ id, width, isPinned }) => [id, width, isPinned])).toEqual([
      ['config.lr', 50, true],
      ['state', 104, false],
    ])
    expect(keptColumns(shown)).toEqual([{ id: 'config.lr', width: 50, isPinned: true }, { id: 'state' }])
  })

  test('offer the best of objectives, and extremes of every metric that people log', () => {
    const offered = allColumns(keys, ['val_accuracy']).map(({ id }) => id)
    expect(offered).toContain('best.val_accuracy')
    expect(offered).toContain('min.loss')
    expect(offered).not.toContain('min._runtime')
  })

  test('that a row says by itself are not asked for', () => {
    expect(askedColumns(['state', 'summary.loss', 'tags', 'config.lr', 'summary.loss', 'host'])).toEqual([
      'config.lr',
      'host',
      'summary.loss',
    ])
    expect(cellValue(aRun({ 'config.lr': 0.1 }), 'config.lr')).toBe(0.1)
    expect(cellValue(aRun(), 'tags')).toBe('a, b')
    expect(cellValue(aRun(), 'sweep')).toBe('bayes-1')
    expect(cellValue(aRun(), 'config.none')).toBeUndefined()
  })

  test('of numbers are aligned though one run logged NaN, and never say 0 of what is not', () => {
    const column = valueColumn([aRun({ 'summary.loss': 0.5 }), aRun({ 'summary.loss': 'NaN' })], 'summary.loss')
    expect(column.isNumeric).toBe(true)
    expect([0.5, 'NaN', undefined, 0, 1e-7].map(column.format)).toEqual(['0.5000', 'NaN', '–', '0.0000', '1e\u22127'])
  })

  test('are wide enough for their name, up to a limit', () => {
    const width = (label: string) => columnWidth({ label, kind: 'value' })
    expect(width('a very long parameter')).toBeGreaterThan(width('lr'))
    expect(width('x'.repeat(100))).toBe(200)
  })
})

describe('an order', () => {
  const by = (text: string) =>
    text.split(' ').map((each) => ({
      column: each.replace('-', ''),
      direction: each.startsWith('-') ? ('desc' as const) : ('asc' as const),
    }))

  test('is turned by the second click and left by the third', () => {
    const wanted = { column: 'summary.loss', direction: 'desc' } as const
    const first = nextSort(by('-createdAt'), wanted, false)
    expect(first).toEqual(by('-summary.loss'))
    const second = nextSort(first, wanted, false)
    expect(second).toEqual(by('summary.loss'))
    expect(nextSort(second, wanted, false)).toEqual(by('-createdAt'))
  })

  test('takes further columns one after another, four at most', () => {
    const wanted = { column: 'state', direction: 'asc' } as const
    expect(nextSort(by('-name'), wanted, true)).toEqual(by('-name state'))
    expect(nextSort(by('-name state'), wanted, true)).toEqual(by('-name -state'))
    expect(nextSort(by('-name -state'), wanted, true)).toEqual(by('-name'))
    expect(nextSort(by('a b c d'), wanted, true)).toEqual(by('a b c state'))
  })
})

describe('eyes', () => {
  const eyes = WORKSPACE_STATE.runs

  test('are open for the first runs', () => {
    expect([chartedState(eyes, 'x', true), chartedState(eyes, 'x', false)]).toEqual(['charted', 'beyond'])
  })

  test('close and open again, of the first runs as of those beyond', () => {
    const closed = { ...eyes, ...withEye(eyes, 'x', true) }
    expect(chartedState(closed, 'x', true)).toBe('hidden')
    expect(withEye(closed, 'x', true)).toEqual({ hidden: [], shown: [] })
    const opened = { ...eyes, ...withEye(eyes, 'y', false) }
    expect(chartedState(opened, 'y', false)).toBe('charted')
    expect(withEye(opened, 'y', false)).toEqual({ hidden: [], shown: [] })
  })

  test('that were closed stay so when the run falls out of the first ones', () => {
    const closed = { ...eyes, ...withEye(eyes, 'x', true) }
    expect(chartedState(closed, 'x', false)).toBe('hidden')
    expect(withEye(closed, 'x', false)).toEqual({ hidden: [], shown: ['x'] })
  })
})
