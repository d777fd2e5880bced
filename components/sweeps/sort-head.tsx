import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '~/components/lib/cn'

type SortHeadProps = {
  label: string
  isNumeric: boolean
  /** Left out where there is room for two columns only. */
  isMinor?: boolean
  direction: 'ascending' | 'descending' | 'none'
  onSort: () => void
}

/** A column's name that sorts by it. */
export function SortHead({ label, isNumeric, isMinor = false, direction, onSort }: SortHeadProps) {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={cn(
        'px-2 font-normal text-12 text-muted first:pl-0',
        isNumeric ? 'text-right' : 'text-left',
        isMinor ? 'max-sm:hidden' : 'max-sm:last-of-type:pr-0',
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
