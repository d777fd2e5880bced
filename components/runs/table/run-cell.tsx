// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { cn } from '~/components/lib/cn'
import { formatDuration } from '~/components/lib/format'
import { fromMetricValue, type Json } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import { columnGoal } from './column-goal'
import type { PlacedColumn } from './column-layout'
import { cellValue } from './columns'
import { compareToBaseline, comparisonSentence, comparisonSign, comparisonText } from './compare-values'
import { useTableView } from './table-context'

type RunCellProps = { run: RunRow; column: PlacedColumn; className?: string }

export function RunCell({ run, column, className }: RunCellProps) {
  const { values } = useTableView()
  const isNumeric = column.kind === 'duration' || values.get(column.id)?.isNumeric === true
  return (
    <div
      role="gridcell"
      aria-colindex={column.place}
      style={{ gridColumn: column.place, left: column.isPinned ? column.left : undefined }}
      className={cn(
        'min-w-0 truncate px-2',
        isNumeric && 'numeric',
        column.isPinned && 'sticky z-10 flex h-full items-center bg-(--row)',
        column.isPinned && isNumeric && 'justify-end',
        className,
      )}
    >
      <CellContent run={run} column={column} />
    </div>
  )
}

function CellContent({ run, column }: RunCellProps) {
  const { values } = useTableView()
  const held = cellValue(run, column.id)
  switch (column.kind) {
    case 'state':
      return <StateMark state={run.state} />
    case 'time':
      return typeof held === 'string' ? <TimeAgo time={held} /> : <Nothing />
    case 'duration':
      return typeof held === 'number' ? formatDuration(held) : <Nothing />
    case 'text':
    case 'value': {
      const text = values.get(column.id)?.format(held) ?? '–'
      if (text === '–') return <Nothing />
      if (fromMetricValue(held) !== null) return <NumberCell run={run} id={column.id} held={held} text={text} />
      return <span title={text}>{text}</span>
    }
  }
}

function Nothing() {
  return <span className="text-muted">–</span>
}

type NumberCellProps = { run: RunRow; id: string; held: Json | undefined; text: string }

/** The number, marked when it is the best of all, with its distance to the baseline beside it. */
function NumberCell({ run, id, held, text }: NumberCellProps) {
  const { baseline, bests, goals } = useTableView()
  const isBest = bests.get(id) !== undefined && bests.get(id) === fromMetricValue(held)
  const comparison =
    baseline === null || baseline.id === run.id
      ? null
      : compareToBaseline(held, cellValue(baseline, id), columnGoal(id, goals))
  const title = [text, isBest ? 'the best of all runs here' : null, comparison && comparisonSentence(comparison)]
  return (
    <span title={title.filter(Boolean).join('; ')}>
      {isBest && (
        <span className="mr-1 text-accent">
          <span aria-hidden="true">★</span>
          <span className="sr-only">best: </span>
        </span>
      )}
      <span className={cn(isBest && 'font-semibold')}>{text}</span>
      {baseline !== null && comparison === null && <span className="ml-1.5 inline-block w-14" />}
      {comparison && (
        <span
          className={cn(
            'ml-1.5 inline-block w-14 text-11',
            comparison.isBetter === null ? 'text-muted' : comparison.isBetter ? 'text-good' : 'text-bad',
          )}
        >
          {comparisonSign(comparison)} {comparisonText(comparison)}
          <span className="sr-only">
            {comparison.isBetter === null ? '' : comparison.isBetter ? ' better' : ' worse'}
          </span>
        </span>
      )}
    </span>
  )
}
