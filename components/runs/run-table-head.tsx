// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import type { RunSort } from '~/server/domain/run'
import type { RunColumn, ValueColumn } from './columns'

type RunTableHeadProps = {
  columns: RunColumn[]
  values: Map<string, ValueColumn>
  /** The one column that is left beside the name on a phone. */
  firstValue: string | undefined
  sort: RunSort
  onSort: (sort: RunSort) => void
}

/** Column names that sort: first click the direction one means (numbers largest first), second the other. */
export function RunTableHead({ columns, values, firstValue, sort, onSort }: RunTableHeadProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 grid-cols-[minmax(0,1fr)_auto] items-center border-hairline border-b text-12 sm:grid-cols-(--columns)"
      >
        <HeadCell column={NAME} sort={sort} onSort={onSort} className="sticky left-0 bg-surface pl-6" />
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            sort={sort}
            onSort={onSort}
            isNumeric={column.kind === 'duration' || values.get(column.id)?.isNumeric === true}
            className={column.id === firstValue ? undefined : 'max-sm:hidden'}
          />
        ))}
      </div>
    </div>
  )
}

const NAME: RunColumn = { id: 'name', label: 'Name', kind: 'text', isSortable: true }

type HeadCellProps = {
  column: RunColumn
  sort: RunSort
  onSort: (sort: RunSort) => void
  isNumeric?: boolean
  className?: string
}

function HeadCell({ column, sort, onSort, isNumeric = false, className }: HeadCellProps) {
  const { id, label, isSortable } = column
  const isSorted = sort.column === id
  const Arrow = sort.direction === 'asc' ? ArrowUp : ArrowDown
  const first = isNumeric || column.kind === 'time' ? 'desc' : 'asc'
  const second = first === 'asc' ? 'desc' : 'asc'
  const next = isSorted && sort.direction === first ? second : first
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cn('flex h-full min-w-0 items-center px-2', isNumeric && 'justify-end', className)}
    >
      {isSortable ? (
        <button
          type="button"
          title={`Sort by ${label}`}
          onClick={() => onSort({ column: id, direction: next })}
          className={cn('flex min-w-0 items-center gap-1 hover:text-ink', isSorted ? 'text-ink' : 'text-muted')}
        >
          <span className="truncate">{label}</span>
          {isSorted && <Arrow aria-hidden="true" className="size-3 shrink-0" />}
        </button>
      ) : (
        <span className="truncate text-muted">{label}</span>
      )}
    </div>
  )
}
