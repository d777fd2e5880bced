import { cn } from '~/components/lib/cn'
import { columnFormatter } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import { type CrosshairRow, rowsAround } from './prepare/crosshair-rows'
import type { Axis } from './prepare/ticks'

const ROWS_MAX = 12

type CrosshairTooltipProps = {
  rows: CrosshairRow[]
  /** The line that the pointer is closest to. */
  nearest: CrosshairRow | null
  x: number
  /** 0 at the left end of the plot, 1 at the right. */
  share: number
  axis: Axis
}

/** Values under the crosshair, largest first. It stands on the other side of the crosshair from the nearer edge. */
export function CrosshairTooltip({ rows, nearest, x, share, axis }: CrosshairTooltipProps) {
  const place = share < 0.5 ? { left: `calc(${share * 100}% + 12px)` } : { right: `calc(${(1 - share) * 100}% + 12px)` }
  const { shown, higher, lower } = rowsAround(rows, nearest, ROWS_MAX)
  const format = columnFormatter(shown.map((row) => row.y))
  return (
    <div
      className={cn(FLOATING, 'pointer-events-none absolute top-2 w-max max-w-64 px-2.5 py-2 text-12')}
      style={place}
    >
      <p className="mb-1 text-11 text-muted tabular-nums">{axis.format(x)}</p>
      {higher > 0 && <p className="text-11 text-muted">{higher} higher</p>}
      <ul className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 gap-y-0.5">
        {shown.map((row) => (
          <li
            key={row.id}
            className={cn(
              'col-span-3 grid grid-cols-subgrid items-center',
              row === nearest && rows.length > 1 && 'font-semibold',
            )}
          >
            <span className="h-0.5 w-3 rounded-full" style={{ background: row.color }} />
            <span className="truncate">{row.name}</span>
            <span className="numeric">{format(row.y)}</span>
          </li>
        ))}
      </ul>
      {lower > 0 && <p className="text-11 text-muted">{lower} lower</p>}
    </div>
  )
}
