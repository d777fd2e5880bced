'use client'

/** All lines of the run table: pinned runs, then runs in their order or in groups. */
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { RunRow } from '~/server/domain/run'
import { joinSegments, lineSegment, runLine, type TableLines } from './lines'
import type { TableQuestion } from './table-question'
import { type GroupLines, useGroupLines } from './use-group-lines'
import { type RunOrder, useRunOrder } from './use-run-order'
import { useSettledSight } from './use-settled'
import { useSideRuns } from './use-side-runs'

/** More pinned lines than this would leave no room for the others. */
const STICKY_MAX = 6

export type Table = {
  lines: TableLines
  order: RunOrder
  groups: GroupLines
  isGrouped: boolean
  baseline: RunRow | null
  /** Where in the order of all runs a line stands. */
  placeOf: (index: number) => number | null
  isPending: boolean
  error: unknown
  retry: () => void
}

export function useTableLines(question: TableQuestion, factColumns: string[], isEnabled: boolean): Table {
  const { state } = useWorkspace()
  const { groupBy } = state.runs
  const isGrouped = groupBy.length > 0
  const [sight, setSight] = useSettledSight()
  const { pinned, baseline } = useSideRuns(question)
  const order = useRunOrder(question, isEnabled)
  const groups = useGroupLines({ question, groupBy, factColumns, sight, isEnabled: isEnabled && isGrouped })
  function show(from: number, to: number) {
    if (isGrouped) setSight(from - pinned.length, to - pinned.length)
    else order.show(from - pinned.length, to - pinned.length)
  }
  const pinnedSegments = pinned.map((run) =>
    lineSegment(runLine(run, { key: `pinned ${run.id}`, depth: 0, place: null })),
  )
  const rest = isGrouped
    ? { count: groups.count, at: groups.at }
    : {
        count: order.total,
        at: (place: number) => {
          const row = order.rowAt(place)
          return runLine(row, { key: row == null ? `place ${place}` : row.id, depth: 0, place })
        },
      }
  return {
    lines: { ...joinSegments([...pinnedSegments, rest]), stickyCount: Math.min(STICKY_MAX, pinned.length), show },
    order,
    groups,
    isGrouped,
    baseline,
    placeOf: (index) => (isGrouped || index < pinned.length ? null : index - pinned.length),
    isPending: isGrouped ? groups.isPending : order.isPending,
    error: order.error ?? (isGrouped ? groups.error : null),
    retry() {
      order.retry()
      if (isGrouped) groups.retry()
    },
  }
}
