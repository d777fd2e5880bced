// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { Checkbox } from '~/components/ui/checkbox'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { type ColumnLayout, movedColumn, type PlacedColumn, resizedColumn } from './column-layout'
import { ColumnMenu } from './column-menu'
import { columnOf, keptColumns, type RunColumn, type ShownColumn } from './columns'
import { nextSort } from './sorting'
import { useTableView } from './table-context'
import { type Drag, useColumnDrag } from './use-column-drag'

type RunTableHeadProps = {
  layout: ColumnLayout
  /** As they are kept, all of them. */
  columns: readonly ShownColumn[]
  ticked: boolean | 'indeterminate'
  onTickAll: () => void
  /** The box that scrolls. */
  box: React.RefObject<HTMLElement | null>
}

/** Column names that sort, by Shift also by one more; dragged they change places, at their edge their width. */
export function RunTableHead({ layout, columns, ticked, onTickAll, box }: RunTableHeadProps) {
  const { setRuns } = useWorkspace()
  const view = useTableView()
  const keep = (next: readonly ShownColumn[]) => setRuns({ columns: keptColumns(next) })
  const drag = useColumnDrag(layout, box, {
    onMove: (id, to) => keep(movedColumn(columns, id, to)),
    onResize: (id, by) => {
      const column = columns.find((each) => each.id === id)
      if (column) keep(resizedColumn(columns, id, column.width + by))
    },
  })
  const name = columnOf('name')
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="relative grid h-8 grid-cols-(--columns) items-center border-hairline border-b bg-surface text-12 [--row:var(--surface)]"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        aria-sort={ariaSort(view.state.sort.find(({ column }) => column === 'name')?.direction)}
        className="group/head sticky left-0 z-20 col-start-1 flex h-full min-w-0 items-center gap-1 bg-surface"
      >
        {view.showsTicks && (
          <Checkbox
            aria-label="Select all that match"
            checked={ticked}
            onCheckedChange={onTickAll}
            className="mr-1 ml-0.5"
          />
        )}
        {!view.showsTicks && <span className="w-6" />}
        {name && <SortButton column={name} isNumeric={false} />}
        {name && <ColumnMenu column={name} columns={columns} />}
      </div>
      {view.columns.map((column) => (
        <HeadCell key={column.id} column={column} columns={columns} drag={drag} />
      ))}
      {drag.dropLeft !== null && (
        <span
          aria-hidden="true"
          style={{ left: drag.dropLeft }}
          className="pointer-events-none absolute inset-y-0 z-30 w-0.5 bg-accent"
        />
      )}
    </div>
  )
}

function ariaSort(direction: 'asc' | 'desc' | undefined): 'ascending' | 'descending' | undefined {
  if (direction === undefined) return undefined
  return direction === 'asc' ? 'ascending' : 'descending'
}

type HeadCellProps = { column: PlacedColumn; columns: readonly ShownColumn[]; drag: Drag }

function HeadCell({ column, columns, drag }: HeadCellProps) {
  const { values, state, isNarrow } = useTableView()
  const isNumeric = column.kind === 'duration' || values.get(column.id)?.isNumeric === true
  return (
    <div
      role="columnheader"
      aria-colindex={column.place}
      aria-sort={ariaSort(state.sort.find((each) => each.column === column.id)?.direction)}
      style={{ gridColumn: column.place, left: column.isPinned ? column.left : undefined }}
      onPointerDown={isNarrow ? undefined : (event) => drag.begin(event, column, 'move')}
      onKeyDown={(event) => drag.onKey(event, column)}
      className={cn(
        'group/head relative flex h-full min-w-0 items-center px-2',
        isNumeric && 'flex-row-reverse',
        column.isPinned && 'sticky z-10 bg-surface',
        drag.id === column.id && 'opacity-50',
      )}
    >
      <SortButton column={column} isNumeric={isNumeric} />
      {!isNarrow && <ColumnMenu column={column} columns={columns} />}
      {!isNarrow && (
        <span
          aria-hidden="true"
          title="Drag to change the width"
          onPointerDown={(event) => drag.begin(event, column, 'resize')}
          className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1 after:w-px after:bg-hairline hover:after:bg-accent"
        />
      )}
    </div>
  )
}

function SortButton({ column, isNumeric }: { column: RunColumn; isNumeric: boolean }) {
  const { setRuns } = useWorkspace()
  const { sort } = useTableView().state
  const { id, label, hint } = column
  const place = sort.findIndex((each) => each.column === id)
  const direction = sort[place]?.direction
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  const first = isNumeric || column.kind === 'time' ? 'desc' : 'asc'
  return (
    <button
      type="button"
      title={`${hint === '' ? '' : `${hint}: `}${label}. Click sorts by it, with Shift also by it`}
      onClick={(event) => setRuns({ sort: nextSort(sort, { column: id, direction: first }, event.shiftKey) })}
      className={cn('flex min-w-0 items-center gap-1 hover:text-ink', direction ? 'text-ink' : 'text-muted')}
    >
      <span className="truncate">{label}</span>
      {direction && <Arrow aria-hidden="true" className="size-3 shrink-0" />}
      {direction && sort.length > 1 && <span className="text-11 text-muted tabular-nums">{place + 1}</span>}
    </button>
  )
}
