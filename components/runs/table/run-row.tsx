// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

import Link from 'next/link'
import { memo } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { cn } from '~/components/lib/cn'
import { formatDuration } from '~/components/lib/format'
import type { RunRow as Run } from '~/server/domain/run'
import type { ChartedState } from './charted'
import { cellValue, type ShownColumn, type ValueColumn } from './columns'
import { RunEye } from './run-eye'

export const ROW_HEIGHT = 32

type RunRowProps = {
  run: Run
  index: number
  top: number
  isActive: boolean
  columns: readonly ShownColumn[]
  values: ReadonlyMap<string, ValueColumn>
  charted: ChartedState
  color: string
  href: string
  /** A list beside something else: the state is a sign before the name. */
  isNarrow: boolean
  onToggleCharted: (run: Run, index: number) => void
  onHover: (run: Run | null) => void
}

export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, index, top, isActive, columns, values, charted, color, href, isNarrow } = props
  return (
    <div
      role="row"
      id={`run-row-${index}`}
      aria-rowindex={index + 2}
      onPointerEnter={() => props.onHover(run)}
      onPointerLeave={() => props.onHover(null)}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
      className={cn(
        'group/row absolute inset-x-0 top-0 grid grid-cols-(--columns) items-center border-hairline/60 border-b text-13 hover:bg-hover',
        isActive && 'group-focus-visible/grid:bg-selected',
      )}
    >
      <div
        role="gridcell"
        className="sticky left-0 z-10 flex h-full min-w-0 items-center gap-1.5 bg-surface pr-2 group-hover/row:bg-hover"
      >
        <RunEye name={run.name} color={color} charted={charted} onToggle={() => props.onToggleCharted(run, index)} />
        {isNarrow && <StateMark state={run.state} short />}
        <Link href={href} tabIndex={-1} prefetch={false} className="truncate hover:text-accent" title={run.name}>
          {run.name}
        </Link>
      </div>
      {columns.map((column) => (
        <RunCell key={column.id} run={run} column={column} value={values.get(column.id)} />
      ))}
    </div>
  )
})

type RunCellProps = { run: Run; column: ShownColumn; value: ValueColumn | undefined }

function RunCell({ run, column, value }: RunCellProps) {
  const isNumeric = column.kind === 'duration' || value?.isNumeric === true
  return (
    <div role="gridcell" className={cn('min-w-0 truncate px-2', isNumeric && 'numeric')}>
      {cellContent(run, column, value)}
    </div>
  )
}

function cellContent(run: Run, column: ShownColumn, value: ValueColumn | undefined): React.ReactNode {
  const held = cellValue(run, column.id)
  switch (column.kind) {
    case 'state':
      return <StateMark state={run.state} />
    case 'time':
      return typeof held === 'string' ? <TimeAgo time={held} /> : '–'
    case 'duration':
      return typeof held === 'number' ? formatDuration(held) : '–'
    case 'text':
    case 'value': {
      const text = value?.format(held) ?? '–'
      return text === '–' ? <span className="text-muted">–</span> : <span title={text}>{text}</span>
    }
  }
}
