'use client'

/** Lines of grouped runs: groups in pages, groups or runs in those that are open. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { Json } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import { groupKey, type RunGroup, type RunGroups } from '~/server/domain/run-group'
import { joinedFilter, type OpenGroup, type OpenGroups, visibleGroups, withGroup } from './group-tree'
import {
  blocksInSight,
  type GroupLine,
  joinSegments,
  lineSegment,
  runLine,
  type Segment,
  type TableLine,
  type TableLines,
} from './lines'
import { BLOCK_ROWS, type TableQuestion } from './table-question'
import type { Sight } from './use-settled'

const PAGE_GROUPS = 50

type GroupWish = {
  question: TableQuestion
  groupBy: string[]
  /** Of which columns the numbers are summed up. */
  factColumns: string[]
  sight: Sight
  isEnabled: boolean
}

export type GroupLines = Omit<TableLines, 'show' | 'stickyCount'> & {
  total: number
  toggle: (line: GroupLine) => void
  showMore: (values: Json[]) => void
  /** Conditions of a group and of those that it is in. */
  filtersOf: (line: GroupLine) => string[]
  isPending: boolean
  error: unknown
  retry: () => void
}

type Pages = (RunGroups | undefined)[]

const NO_COLUMNS: string[] = []

function withFacts(list: RunGroups | undefined, summedUp: RunGroups | undefined): RunGroups | undefined {
  if (list === undefined || summedUp === undefined) return list
  const facts = new Map(summedUp.groups.map((group) => [group.key, group.facts]))
  return { ...list, groups: list.groups.map((group) => ({ ...group, facts: facts.get(group.key) ?? group.facts })) }
}

export function useGroupLines({ question, groupBy, factColumns, sight, isEnabled }: GroupWish): GroupLines {
  const trpc = useTRPC()
  const asked = JSON.stringify([groupBy, question.search, question.filter])
  const [kept, setKept] = useState<{ asked: string; open: OpenGroups }>({ asked, open: new Map() })
  const open: OpenGroups = kept.asked === asked ? kept.open : new Map()
  const [pageCounts, setPageCounts] = useState<ReadonlyMap<string, number>>(new Map())
  const visible = visibleGroups(open)
  const lists: Json[][] = [[], ...visible.map(({ values }) => values).filter(({ length }) => length < groupBy.length)]
  const leaves = visible.filter(({ values }) => values.length === groupBy.length)

  const wanted = lists.flatMap((within) =>
    Array.from({ length: pageCounts.get(groupKey(within)) ?? 1 }, (_, page) => ({ within, page })),
  )
  const { entity, project, search, filter, sort } = question
  const asking = (columns: string[]) =>
    wanted.map(({ within, page }) =>
      trpc.runs.groups.queryOptions(
        {
          entity,
          project,
          search,
          filter,
          sort,
          groupBy,
          within,
          columns,
          offset: page * PAGE_GROUPS,
          limit: PAGE_GROUPS,
        },
        { enabled: isEnabled },
      ),
    )
  // Which groups there are is known long before what the numbers of all their runs come to.
  const answers = useQueries({ queries: asking(NO_COLUMNS) })
  const summedUp = useQueries({ queries: asking(factColumns) })
  const pages = new Map<string, Pages>()
  for (const [index, { within }] of wanted.entries()) {
    const key = groupKey(within)
    pages.set(key, [...(pages.get(key) ?? []), withFacts(answers[index]?.data, summedUp[index]?.data)])
  }
  const rowsOf = useLeafRows(question, leaves, { open, pages, groupBy, sight })
  const segments = segmentsOf({ pages, open, groupBy, rowsOf })
  const first = answers[0]
  const filtersOf = (line: GroupLine) => line.values.map((_, level) => outerFilter(pages, line.values, level))
  return {
    ...joinSegments(segments),
    total: first?.data?.total ?? 0,
    toggle(line) {
      const group = { values: line.values, filters: filtersOf(line), count: line.group.count }
      setKept({ asked, open: withGroup(open, group) })
    },
    filtersOf,
    showMore(values) {
      const key = groupKey(values)
      setPageCounts(new Map(pageCounts).set(key, (pageCounts.get(key) ?? 1) + 1))
    },
    isPending: isEnabled && first?.data === undefined && first?.error === null,
    error: answers.find(({ error }) => error !== null)?.error ?? null,
    retry: () => void Promise.all([...answers, ...summedUp].map((answer) => answer.refetch())),
  }
}

/** The condition of the group at a level above (or of itself). */
function outerFilter(pages: ReadonlyMap<string, Pages>, values: Json[], level: number): string {
  const key = groupKey(values.slice(0, level + 1))
  const groups = (pages.get(groupKey(values.slice(0, level))) ?? []).flatMap((page) => page?.groups ?? [])
  return groups.find((group) => group.key === key)?.filter ?? ''
}

type RowsOf = (group: OpenGroup) => (offset: number) => RunRow | null | undefined

type Tree = { pages: ReadonlyMap<string, Pages>; open: OpenGroups; groupBy: string[]; rowsOf: RowsOf }

function segmentsOf(tree: Tree, within: Json[] = []): Segment[] {
  const key = groupKey(within)
  const depth = within.length
  const lists = tree.pages.get(key) ?? []
  const segments: Segment[] = []
  let shown = 0
  for (const [page, list] of lists.entries()) {
    if (list === undefined) segments.push(lineSegment({ kind: 'waiting', key: `${key} ${page}`, depth }))
    for (const group of list?.groups ?? []) {
      shown += 1
      segments.push(...groupSegments(tree, { group, within }))
    }
  }
  const total = lists[0]?.total ?? 0
  if (shown < total && lists.every((list) => list !== undefined)) {
    segments.push(lineSegment({ kind: 'more', key: `${key} more`, depth, shown, total, values: within }))
  }
  return segments
}

function groupSegments(tree: Tree, { group, within }: { group: RunGroup; within: Json[] }): Segment[] {
  const depth = within.length
  const values = [...within, group.value]
  const opened = tree.open.get(group.key)
  const isInnermost = values.length === tree.groupBy.length
  const line: TableLine = {
    kind: 'group',
    key: group.key,
    group,
    column: tree.groupBy[depth] ?? '',
    values,
    depth,
    isOpen: opened !== undefined,
    isInnermost,
  }
  if (opened === undefined) return [lineSegment(line)]
  if (!isInnermost) return [lineSegment(line), ...segmentsOf(tree, values)]
  const rowAt = tree.rowsOf(opened)
  return [
    lineSegment(line),
    {
      count: group.count,
      at: (offset) => runLine(rowAt(offset), { key: `${group.key} ${offset}`, depth: depth + 1, place: null }),
    },
  ]
}

type LeafPlace = { open: OpenGroups; pages: ReadonlyMap<string, Pages>; groupBy: string[]; sight: Sight }

/** Rows of the open innermost groups, as far as they are in sight; all of a group from one order. */
function useLeafRows(question: TableQuestion, leaves: OpenGroup[], place: LeafPlace): RowsOf {
  const trpc = useTRPC()
  const starts = leafStarts(place)
  const questionOf = ({ filters }: OpenGroup) => ({ ...question, filter: joinedFilter([question.filter, ...filters]) })
  const heads = useQueries({ queries: leaves.map((leaf) => trpc.runs.table.queryOptions(questionOf(leaf))) })
  const wanted = leaves.flatMap((leaf, index) =>
    blocksInSight({ start: starts.get(groupKey(leaf.values)) ?? 0, count: leaf.count, size: BLOCK_ROWS }, place.sight)
      .filter((block) => block > 0)
      .map((block) => ({ leaf, block, version: heads[index]?.data?.version })),
  )
  const answers = useQueries({
    queries: wanted.map(({ leaf, block, version }) =>
      trpc.runs.table.queryOptions({ ...questionOf(leaf), version, offset: block * BLOCK_ROWS }),
    ),
  })
  return (group) => {
    const key = groupKey(group.values)
    const head = heads[leaves.findIndex(({ values }) => groupKey(values) === key)]
    return (offset) => {
      const block = Math.floor(offset / BLOCK_ROWS)
      if (block === 0) return head?.data?.runs[offset]
      const index = wanted.findIndex((each) => each.block === block && groupKey(each.leaf.values) === key)
      return answers[index]?.data?.runs[offset % BLOCK_ROWS]
    }
  }
}

/** At which line the runs of each open innermost group begin. */
function leafStarts({ pages, open, groupBy }: LeafPlace): Map<string, number> {
  const starts = new Map<string, number>()
  let at = 0
  const noRows: RowsOf = () => () => undefined
  for (const segment of segmentsOf({ pages, open, groupBy, rowsOf: noRows })) {
    const line = segment.at(0)
    at += segment.count
    if (line.kind === 'group' && line.isOpen && line.isInnermost) starts.set(line.key, at)
  }
  return starts
}
