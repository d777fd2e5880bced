// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

/**
 * The run table: a hundred thousand lines of which only those in sight exist. One grid for the keyboard: arrows or j and k
 * move, Enter opens, Space or e draws the run or not. In a narrow place the same rows show the name and as many columns as
 * there is room for.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRouter } from 'next/navigation'
import { useMemo, useRef, useState } from 'react'
import { useHighlightLine } from '~/components/charts/lines/line-highlight'
import { runColor } from '~/components/lib/color'
import { runHref } from '~/components/lib/paths'
import { useSize } from '~/components/lib/use-size'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { RunRow as Run } from '~/server/domain/run'
import { chartedState, withEye } from './charted'
import { type ShownColumn, valueColumn } from './columns'
import type { TableLines } from './lines'
import { ROW_HEIGHT, RunRow } from './run-row'
import { RunTableHead } from './run-table-head'

/** Narrower than this, a table is a list of names with the one or two columns that matter. */
const NARROW_PX = 560
const ONE_COLUMN_PX = 340

type RunTableProps = {
  lines: TableLines
  columns: readonly ShownColumn[]
  /** The first rows, by which columns are laid out. */
  first: readonly Run[]
  isStale: boolean
}

export function RunTable({ lines, columns: all, first, isStale }: RunTableProps) {
  const { path, state, setRuns } = useWorkspace()
  const router = useRouter()
  const highlight = useHighlightLine()
  const box = useRef<HTMLDivElement | null>(null)
  const { ref: sizeRef, size } = useSize()
  const [active, setActive] = useState(0)
  const isNarrow = size !== null && size.width < NARROW_PX
  const columns = useMemo(() => (isNarrow ? theTwoThatMatter(all, size.width) : all), [all, isNarrow, size?.width])
  const values = useMemo(() => new Map(columns.map(({ id }) => [id, valueColumn(first, id)])), [first, columns])
  const virtualizer = useVirtualizer({
    count: lines.count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: ROW_HEIGHT,
    onChange: ({ range }) => range !== null && lines.show(range.startIndex, range.endIndex),
  })
  const { runs } = state
  const template = [isNarrow ? 'minmax(0, 1fr)' : 'minmax(220px, 1fr)', ...columns.map(({ width }) => `${width}px`)]

  function onToggleCharted(run: Run, index: number) {
    setRuns(withEye(runs, run.id, index))
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const next = movedRow(event.key, active, lines.count)
    const line = active < lines.count ? lines.at(active) : null
    const run = line?.kind === 'run' ? line.run : null
    if (next !== null) {
      setActive(next)
      virtualizer.scrollToIndex(next)
    } else if (event.key === 'Enter' && run) router.push(runHref({ ...path, run: run.id }))
    else if ((event.key === ' ' || event.key === 'e') && run) onToggleCharted(run, active)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={(element) => {
        box.current = element
        return sizeRef(element)
      }}
      role="grid"
      aria-label="Runs"
      aria-rowcount={lines.count + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={lines.count > 0 ? `run-row-${active}` : undefined}
      aria-busy={isStale}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ '--columns': template.join(' ') } as React.CSSProperties}
      className="group/grid relative min-h-0 flex-1 overflow-auto border-hairline border-y focus-visible:-outline-offset-2 aria-busy:opacity-70"
    >
      <div className={isNarrow ? 'w-full' : 'w-max min-w-full'}>
        <RunTableHead columns={columns} values={values} sort={runs.sort} onSort={(sort) => setRuns({ sort })} />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines.at(item.index)
            if (line.kind !== 'run') return <EmptyRow key={line.key} top={item.start} isGone={line.kind === 'gone'} />
            const { run } = line
            return (
              <RunRow
                key={line.key}
                run={run}
                index={item.index}
                top={item.start}
                isActive={item.index === active}
                columns={columns}
                values={values}
                charted={chartedState(runs, run.id, item.index)}
                color={runColor(run, runs.colors)}
                href={runHref({ ...path, run: run.id })}
                isNarrow={isNarrow}
                onToggleCharted={onToggleCharted}
                onHover={(hovered) => highlight(hovered?.storageId ?? null)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** A line whose run is not here yet, or no more. */
function EmptyRow({ top, isGone }: { top: number; isGone: boolean }) {
  return (
    <div
      role="row"
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 flex items-center border-hairline/60 border-b pl-8 text-12 text-muted"
    >
      <div role="gridcell" aria-colindex={1}>
        {isGone ? 'deleted' : <span className="block h-2 w-40 rounded-sm bg-hover" />}
      </div>
    </div>
  )
}

/** Pinned ones, else outcomes. */
function theTwoThatMatter(columns: readonly ShownColumn[], width: number): ShownColumn[] {
  const rank = ({ isPinned, kind, hint }: ShownColumn) =>
    isPinned ? 0 : kind !== 'value' ? 3 : hint === 'config' ? 2 : 1
  return columns
    .filter(({ id }) => id !== 'state')
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, width < ONE_COLUMN_PX ? 1 : 2)
    .map((column) => ({ ...column, width: Math.min(column.width, 96) }))
}

/** The row that a key moves to; null for other keys. */
function movedRow(key: string, from: number, count: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 15, PageUp: -15 }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? null : Math.min(count - 1, Math.max(0, from + step))
}
