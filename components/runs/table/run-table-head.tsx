// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import type { RunSort } from '~/server/domain/run-list'
import { columnOf, type RunColumn, type ShownColumn, type ValueColumn } from './columns'
import { nextSort } from './sorting'

type RunTableHeadProps = {
  columns: readonly ShownColumn[]
  values: ReadonlyMap<string, ValueColumn>
  sort: RunSort[]
  onSort: (sort: RunSort[]) => void
}

/** Column names that sort: a click by one column, with Shift by one more. */
export function RunTableHead({ columns, values, sort, onSort }: RunTableHeadProps) {
  const name = columnOf('name')
  return (
    <div role="rowgroup" className="sticky top-0 z-20 bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 grid-cols-(--columns) items-center border-hairline border-b text-12"
      >
        {name && <HeadCell column={name} sort={sort} onSort={onSort} className="sticky left-0 z-10 bg-surface pl-8" />}
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            sort={sort}
            onSort={onSort}
            isNumeric={column.kind === 'duration' || values.get(column.id)?.isNumeric === true}
          />
        ))}
      </div>
    </div>
  )
}

type HeadCellProps = {
  column: RunColumn
  sort: RunSort[]
  onSort: (sort: RunSort[]) => void
  isNumeric?: boolean
  className?: string
}

function HeadCell({ column, sort, onSort, isNumeric = false, className }: HeadCellProps) {
  const { id, label } = column
  const place = sort.findIndex((each) => each.column === id)
  const direction = sort[place]?.direction
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  const first = isNumeric || column.kind === 'time' ? 'desc' : 'asc'
  return (
    <div
      role="columnheader"
      aria-sort={direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
      className={cn('flex h-full min-w-0 items-center px-2', isNumeric && 'justify-end', className)}
    >
      <button
        type="button"
        title={`Sort by ${label}; with Shift also by it`}
        onClick={(event) => onSort(nextSort(sort, { column: id, direction: first }, event.shiftKey))}
        className={cn('flex min-w-0 items-center gap-1 hover:text-ink', direction ? 'text-ink' : 'text-muted')}
      >
        <span className="truncate">{label}</span>
        {direction && <Arrow aria-hidden="true" className="size-3 shrink-0" />}
        {direction && sort.length > 1 && <span className="text-11 text-muted tabular-nums">{place + 1}</span>}
      </button>
    </div>
  )
}
