import { formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'

type RunTableHeadProps = {
  /** Rows that are listed, of all there are; null while nobody knows. */
  count: number | null
  total: number
  isBrushed: boolean
  note?: string | null
  onClear: () => void
  children?: React.ReactNode
}

export function RunTableHead({ count, total, isBrushed, note = null, onClear, children }: RunTableHeadProps) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3">
      <h3 id="sweep-runs" className="text-13">
        Runs
      </h3>
      <span className="text-12 text-muted tabular-nums">
        {count !== null &&
          (isBrushed ? `${formatCount(count)} of ${formatCount(total)} (brushed above)` : formatCount(count))}
      </span>
      {isBrushed && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          Clear brushes
        </Button>
      )}
      {note !== null && <span className="text-12 text-muted">{note}</span>}
      {children}
    </div>
  )
}
