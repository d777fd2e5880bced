import { describe, expect, test } from 'vitest'
import type { RunRow } from '~/server/domain/run'
import type { RunGroup } from '~/server/domain/run-group'
import { columnGoal } from './column-goal'
import { columnsInSight, dropPlace, layoutColumns, movedColumn, resizedColumn } from './column-layout'
import { shownColumns } from './columns'
import { compareToBaseline, comparisonSentence, comparisonSign, comparisonText } from './compare-values'
import { joinedFilter, type OpenGroup, visibleGroups, withGroup } from './group-tree'
import { blocksInSight, joinSegments, lineSegment, runLine } from './lines'
import { countTicked, EVERYTHING, isTicked, NOTHING, tickedState, withTicks } from './selection'
import { theTwoThatMatter } from './two-columns'

const NO_KEYS = { config: [], summary: [], metrics: [] }
const columns = (...ids: string[]) =>
  shownColumns(
    ids.map((id) => ({ id: id.replace('*', ''), width: 100, isPinned: id.startsWith('*') })),
    NO_KEYS,
    [],
  )
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id)

describe('columns in their places', () => {
  test('stand side by side, and the name takes what they leave', () => {
    const layout = layoutColumns(columns('*config.a', 'config.b'), { boxWidth: 1000 })
    expect(layout.template).toBe('800px 100px 100px')
    expect(layout.columns.map(({ left, place }) => [left, place])).toEqual([
      [800, 2],
      [900, 3],
    ])
    const narrow = layoutColumns(columns('config.a'), { boxWidth: 300, valueExtra: 50, nameExtra: 10 })
    expect([narrow.nameWidth, narrow.width]).toEqual([250, 400])
  })

  test('of two hundred, those in sight and the pinned ones are drawn', () => {
    const many = columns('*config.pinned', ...Array.from({ length: 199 }, (_, index) => `config.k${index}`))
    const drawn = columnsInSight(layoutColumns(many, { boxWidth: 1000 }), { scrollLeft: 10_000, boxWidth: 1000 })
    expect(drawn.length).toBeLessThan(25)
    expect(drawn[0]?.id).toBe('config.pinned')
  })

  test('are moved by a drop, pinned ones among themselves', () => {
    const all = columns('*config.a', '*config.b', 'config.c', 'config.d')
    expect(idsOf(movedColumn(all, 'config.d', 2))).toEqual(['config.a', 'config.b', 'config.d', 'config.c'])
    expect(idsOf(movedColumn(all, 'config.d', 0))).toEqual(['config.a', 'config.b', 'config.d', 'config.c'])
    expect(idsOf(movedColumn(all, 'config.a', 3))).toEqual(['config.b', 'config.a', 'config.c', 'config.d'])
    expect(dropPlace(layoutColumns(columns('config.a', 'config.b'), { boxWidth: 500 }), 460)).toBe(2)
  })

  test('are never too narrow to be caught again', () => {
    expect(resizedColumn(columns('config.a'), 'config.a', -50)[0]?.width).toBe(48)
  })

  test('that matter where there is no room are pinned ones, then outcomes', () => {
    const all = columns('state', 'config.lr', 'summary.loss', 'createdAt', '*config.a')
    expect(idsOf(theTwoThatMatter(all, 500))).toEqual(['config.a', 'summary.loss'])
    expect(idsOf(theTwoThatMatter(all, 300))).toEqual(['config.a'])
  })
})

describe('a comparison with the baseline', () => {
  test('tells better from worse by its sign alone', () => {
    const compare = (value: number, goal: 'minimize' | 'maximize' | null) => compareToBaseline(value, 2, goal)
    const signs = [compare(3, 'maximize'), compare(3, 'minimize'), compare(1, 'minimize'), compare(1, null)]
    expect(signs.map((each) => each && comparisonSign(each))).toEqual(['▲', '△', '▼', '↓'])
    const more = compare(2.1, 'maximize')
    expect(more && comparisonText(more)).toBe('+5.0\u202f%')
    expect(more && comparisonSentence(more)).toBe('0.1 above the baseline (+5.0\u202f%), better')
  })

  test('is made of finite numbers that differ, and has no share of zero', () => {
    expect(compareToBaseline('NaN', 2, null)).toBeNull()
    expect(compareToBaseline(2, 2, null)).toBeNull()
    expect(compareToBaseline('adam', 'sgd', null)).toBeNull()
    const fromZero = compareToBaseline(0.5, 0, null)
    expect(fromZero && comparisonText(fromZero)).toBe('+0.5')
  })

  test('judges by what sweeps aim at before what a name says', () => {
    const goals = new Map([['loss', 'maximize' as const]])
    expect(columnGoal('summary.loss', goals)).toBe('maximize')
    expect(columnGoal('min.val_loss', goals)).toBe('minimize')
    expect(columnGoal('summary.something', goals)).toBeNull()
    expect(columnGoal('config.loss', goals)).toBeNull()
  })
})

describe('lines', () => {
  const group = (key: string, count: number) => ({ key, count }) as RunGroup
  const waiting = (key: string) => lineSegment({ kind: 'waiting', key, depth: 0 })

  test('of many segments are found by their place', () => {
    const rows = {
      count: 100_000,
      at: (offset: number) => runLine(undefined, { key: `${offset}`, depth: 1, place: null }),
    }
    const lines = joinSegments([waiting('a'), rows, waiting('b'), waiting('c')])
    expect(lines.count).toBe(100_003)
    expect([0, 1, 100_000, 100_001, 100_002, 100_003].map((index) => lines.at(index).key)).toEqual([
      'a',
      '0',
      '99999',
      'b',
      'c',
      'beyond 100003',
    ])
    expect(joinSegments([]).count).toBe(0)
  })

  test('of a deleted run are gaps', () => {
    expect(runLine(null, { key: 'x', depth: 0, place: 3 })).toEqual({ kind: 'gone', key: 'x', depth: 0 })
    expect(runLine({ id: 'r' } as RunRow, { key: 'x', depth: 0, place: 3 })).toMatchObject({ kind: 'run', place: 3 })
  })

  test('in sight are read in whole blocks', () => {
    const segment = { start: 10, count: 250, size: 100 }
    expect(blocksInSight(segment, { from: 0, to: 5 })).toEqual([])
    expect(blocksInSight(segment, { from: 0, to: 20 })).toEqual([0])
    expect(blocksInSight(segment, { from: 105, to: 400 })).toEqual([0, 1, 2])
    expect(blocksInSight(segment, { from: 300, to: 400 })).toEqual([])
  })

  test('of groups are shown while all outer groups are open', () => {
    const open = (...values: string[]): OpenGroup => ({ values, filters: [], count: group('', 1).count })
    const both = withGroup(withGroup(new Map(), open('a')), open('a', 'b'))
    expect(visibleGroups(both).map(({ values }) => values)).toEqual([['a'], ['a', 'b']])
    const closed = withGroup(both, open('a'))
    expect(visibleGroups(closed)).toEqual([])
    expect(visibleGroups(withGroup(closed, open('a')))).toHaveLength(2)
  })

  test('of a group are let through by its conditions and the filter together', () => {
    expect(joinedFilter(['state = failed or tags = x', 'config.lr = 0.1', ''])).toBe(
      '(state = failed or tags = x) and config.lr = 0.1',
    )
    expect(joinedFilter(['', ''])).toBe('')
  })
})

describe('ticks', () => {
  test('are of some runs, or of all but some', () => {
    const some = withTicks(NOTHING, ['a', 'b'], true)
    expect([isTicked(some, 'a'), isTicked(some, 'c'), countTicked(some, 10)]).toEqual([true, false, 2])
    const all = withTicks(EVERYTHING, ['a'], false)
    expect([isTicked(all, 'a'), isTicked(all, 'c'), countTicked(all, 10)]).toEqual([false, true, 9])
    expect(countTicked(withTicks(all, ['a'], true), 10)).toBe(10)
    expect([tickedState(NOTHING, 3), tickedState(all, 3), tickedState(EVERYTHING, 3)]).toEqual([
      false,
      'indeterminate',
      true,
    ])
  })
})
