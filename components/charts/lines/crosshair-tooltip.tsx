import { cn } from '~/components/lib/cn'
import { columnFormatter, formatNumber } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import { type CrosshairRow, rowsAround } from '../prepare/lines/crosshair-rows'
import type { Axis } from '../prepare/ticks'

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
      aria-hidden="true"
      className={cn(FLOATING, 'pointer-events-none absolute top-2 w-max max-w-72 px-2.5 py-2 text-12')}
      style={place}
    >
      <p className="mb-1 text-11 text-muted tabular-nums">{axis.format(x)}</p>
      {higher > 0 && <p className="text-11 text-muted">{higher} more higher</p>}
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
            <span className="numeric">
              {format(row.y)}
              <Spread row={row} isFull={row === nearest || rows.length < 4} />
            </span>
          </li>
        ))}
      </ul>
      {lower > 0 && <p className="text-11 text-muted">and {lower} more lower</p>}
    </div>
  )
}

/** Where the band of a line goes to, and how many runs it is of. */
function Spread({ row: { band, count }, isFull }: { row: CrosshairRow; isFull: boolean }) {
  if (!isFull) return null
  return (
    <span className="ml-1.5 font-normal text-11 text-muted">
      {band !== null && `${formatNumber(band[0], 3)} to ${formatNumber(band[1], 3)}`}
      {count !== null && ` n ${count}`}
    </span>
  )
}
