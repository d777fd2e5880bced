// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

/**
 * The run table: thousands of rows of which only those in sight exist. One grid for the keyboard: arrows move, Enter
 * opens, Space draws the run or not. On a phone the same rows show the name and the first value only.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { formatCount } from '~/components/lib/format'
import type { RunSort, RunSummary } from '~/server/domain/run'
import { columnWidth, type RunColumn, valueColumn } from './columns'
import { type ChartedState, ROW_HEIGHT, RunRow } from './run-row'
import { RunTableHead } from './run-table-head'

type RunTableProps = {
  runs: RunSummary[]
  total: number
  columns: RunColumn[]
  sort: RunSort
  onSort: (sort: RunSort) => void
  chartedState: (run: RunSummary) => ChartedState
  onToggleCharted: (run: RunSummary) => void
  hrefOf: (run: RunSummary) => string
  onOpen: (run: RunSummary) => void
  onHover: (run: RunSummary | null) => void
  /** Asks for more rows; called as often as the end comes into sight. */
  onEnd: () => void
  isMoreComing: boolean
}

export function RunTable(props: RunTableProps) {
  const { runs, total, columns, onEnd } = props
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const values = useMemo(() => new Map(columns.map(({ id }) => [id, valueColumn(runs, id)])), [runs, columns])
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: ROW_HEIGHT,
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= runs.length - 20) onEnd()
    },
  })
  const firstValue = columns.find((column) => column.kind === 'value')?.id ?? columns[0]?.id
  const template = ['minmax(200px, 1fr)', ...columns.map((column) => `${columnWidth(column)}px`)].join(' ')

  function onKeyDown(event: React.KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget) return
    const next = movedRow(event.key, active, runs.length)
    const run = runs[active]
    if (next !== null) {
      setActive(next)
      virtualizer.scrollToIndex(next)
    } else if (event.key === 'Enter' && run) props.onOpen(run)
    else if (event.key === ' ' && run) props.onToggleCharted(run)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      role="grid"
      aria-label="Runs"
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={runs.length > 0 ? `run-row-${active}` : undefined}
      aria-busy={props.isMoreComing}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ '--columns': template } as React.CSSProperties}
      className="group/grid relative max-h-[calc(100dvh-7rem)] overflow-auto border-hairline border-y focus-visible:-outline-offset-2"
    >
      <div className="w-full sm:w-max sm:min-w-full">
        <RunTableHead
          columns={columns}
          values={values}
          firstValue={firstValue}
          sort={props.sort}
          onSort={props.onSort}
        />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const run = runs[item.index]
            if (run === undefined) return null
            return (
              <RunRow
                key={run.storageId}
                run={run}
                index={item.index}
                top={item.start}
                isActive={item.index === active}
                columns={columns}
                values={values}
                firstValue={firstValue}
                charted={props.chartedState(run)}
                href={props.hrefOf(run)}
                onToggleCharted={props.onToggleCharted}
                onHover={props.onHover}
              />
            )
          })}
        </div>
      </div>
      {runs.length < total && (
        <p className="sticky bottom-0 left-0 bg-surface/90 py-1 text-12 text-muted">
          {formatCount(runs.length)} of {formatCount(total)} runs read; more come as you scroll
        </p>
      )}
    </div>
  )
}

/** The row that a key moves to; null for other keys. */
function movedRow(key: string, from: number, count: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? null : Math.min(count - 1, Math.max(0, from + step))
}
