import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '~/components/lib/cn'

type SortHeadProps = {
  label: string
  isNumeric: boolean
  direction: 'ascending' | 'descending' | 'none'
  onSort: () => void
  className?: string
}

/** A column's name that sorts by it. */
export function SortHead({ label, isNumeric, direction, onSort, className }: SortHeadProps) {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={cn(
        'px-2 font-normal text-12 text-muted first:pl-0',
        isNumeric ? 'text-right' : 'text-left',
        className,
      )}
    >
      <button
        type="button"
        data-export="keep"
        onClick={onSort}
        title={label}
        className="inline-flex max-w-44 items-center gap-1 rounded-sm hover:text-ink"
      >
        <span className="truncate">{label}</span>
        {direction !== 'none' && <Arrow className="size-3 shrink-0" aria-hidden="true" />}
      </button>
    </th>
  )
}
