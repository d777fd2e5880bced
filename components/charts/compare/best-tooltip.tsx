import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import { formatNumber } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import type { CompareFigure, FigureRow } from '../prepare/compare/figure'
import { sayPlace } from '../prepare/compare/words'

/** More would cover what is pointed at. */
const LINES_MAX = 10

type Entry = { key: string; label: string; color: string; value: number | null; band: [number, number] | null }

/** Of a contender with several sweeps the middle one, of others the sweep itself. */
function entriesOf(row: FigureRow, { lines, contenders }: CompareFigure): Entry[] {
  return contenders.map(({ index, label, method, band }) => {
    const own = lines.find((line) => !line.isReplicate && line.name === label) ?? lines[index]
    const value = band === 'replicates' ? row.mid[index] : row.best[own?.index ?? -1]
    return { key: label, label, color: methodColor(method), value: value ?? null, band: row.band[index] ?? null }
  })
}

export function BestTooltip({ row, figure }: { row: FigureRow | undefined; figure: CompareFigure }) {
  if (row === undefined) return null
  const entries = entriesOf(row, figure)
  return (
    <div className={cn(FLOATING, 'px-2.5 py-2 text-12 tabular-nums')}>
      <p className="mb-1 font-medium">after {sayPlace(figure.axis, row.place)}</p>
      <dl className="grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-2 gap-y-0.5">
        {entries.slice(0, LINES_MAX).map(({ key, label, color, value, band }) => (
          <div key={key} className="contents">
            <dt className="size-2 rounded-full" style={{ background: color }} aria-hidden="true" />
            <dd className="max-w-40 truncate">{label}</dd>
            <dd className="text-right">{value === null ? '–' : formatNumber(value)}</dd>
            <dd className="text-right text-muted">{rangeText(band)}</dd>
          </div>
        ))}
        {row.reference !== null && (
          <div className="contents text-muted">
            <dt className="h-px w-2 bg-muted" aria-hidden="true" />
            <dd>random draws</dd>
            <dd className="text-right">{formatNumber(row.reference)}</dd>
            <dd className="text-right">{rangeText(row.referenceBand)}</dd>
          </div>
        )}
      </dl>
      {entries.length > LINES_MAX && <p className="mt-1 text-muted">and {entries.length - LINES_MAX} more</p>}
    </div>
  )
}

function rangeText(band: [number, number] | null): string {
  return band === null ? '' : `${formatNumber(band[0])} to ${formatNumber(band[1])}`
}
