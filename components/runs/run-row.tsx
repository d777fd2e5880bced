// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

import Link from 'next/link'
import { memo } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { cn } from '~/components/lib/cn'
import { runColor } from '~/components/lib/color'
import { formatDuration } from '~/components/lib/format'
import type { RunSummary } from '~/server/domain/run'
import { cellValue, type RunColumn, type ValueColumn } from './columns'

export const ROW_HEIGHT = 32

/** Whether the run is drawn in the charts above: yes, no, or not among the first. */
export type ChartedState = 'charted' | 'hidden' | 'beyond'

type RunRowProps = {
  run: RunSummary
  index: number
  top: number
  isActive: boolean
  columns: RunColumn[]
  values: Map<string, ValueColumn>
  firstValue: string | undefined
  charted: ChartedState
  href: string
  onToggleCharted: (run: RunSummary) => void
  onHover: (run: RunSummary | null) => void
}

export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, index, top, isActive, columns, values, firstValue, charted, href } = props
  return (
    <div
      role="row"
      id={`run-row-${index}`}
      aria-rowindex={index + 2}
      onPointerEnter={() => props.onHover(run)}
      onPointerLeave={() => props.onHover(null)}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
      className={cn(
        'group/row absolute inset-x-0 top-0 grid grid-cols-[minmax(0,1fr)_auto] items-center border-hairline/60 border-b text-13 hover:bg-hover sm:grid-cols-(--columns)',
        isActive && 'group-focus-visible/grid:bg-selected',
      )}
    >
      <div
        role="gridcell"
        className="sticky left-0 flex h-full min-w-0 items-center gap-2 bg-surface pr-2 group-hover/row:bg-hover"
      >
        <Swatch run={run} charted={charted} onToggle={props.onToggleCharted} />
        <Link href={href} tabIndex={-1} prefetch={false} className="truncate hover:text-accent" title={run.name}>
          {run.name}
        </Link>
        <StateMark state={run.state} short className="sm:hidden" />
      </div>
      {columns.map((column) => (
        <RunCell
          key={column.id}
          run={run}
          column={column}
          value={values.get(column.id)}
          isKept={column.id === firstValue}
        />
      ))}
    </div>
  )
})

type RunCellProps = { run: RunSummary; column: RunColumn; value: ValueColumn | undefined; isKept: boolean }

function RunCell({ run, column, value, isKept }: RunCellProps) {
  const isNumeric = column.kind === 'duration' || value?.isNumeric === true
  return (
    <div role="gridcell" className={cn('min-w-0 truncate px-2', isNumeric && 'numeric', !isKept && 'max-sm:hidden')}>
      {cellContent(run, column, value)}
    </div>
  )
}

function cellContent(run: RunSummary, column: RunColumn, value: ValueColumn | undefined): React.ReactNode {
  switch (column.kind) {
    case 'state':
      return <StateMark state={run.state} />
    case 'time':
      return <TimeAgo time={run.createdAt} />
    case 'duration':
      return run.durationSeconds === null ? '–' : formatDuration(run.durationSeconds)
    case 'text':
    case 'value': {
      const text = value?.format(cellValue(run, column.id)) ?? '–'
      return text === '–' ? <span className="text-muted">–</span> : <span title={text}>{text}</span>
    }
  }
}

const SAYS: Record<ChartedState, string> = {
  charted: 'In the charts: leave it out',
  hidden: 'Left out of the charts: draw it',
  beyond: 'Not among the first runs that the charts draw',
}

/** The run's colour, full when it is drawn above. */
function Swatch({
  run,
  charted,
  onToggle,
}: {
  run: RunSummary
  charted: ChartedState
  onToggle: (run: RunSummary) => void
}) {
  const color = runColor(run)
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${run.name}. ${SAYS[charted]}`}
      title={SAYS[charted]}
      aria-pressed={charted === 'charted'}
      disabled={charted === 'beyond'}
      onClick={() => onToggle(run)}
      className="inline-flex size-6 shrink-0 items-center justify-center"
    >
      <span
        className="size-2.5 rounded-full border-2"
        style={{
          borderColor: charted === 'beyond' ? 'var(--hairline)' : color,
          background: charted === 'charted' ? color : 'transparent',
        }}
      />
    </button>
  )
}
