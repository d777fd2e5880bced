import { formatNumber, formatShare } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { correlationWord, type ImportanceModel, type ImportanceRow } from './prepare/importance'

/**
 * A bar for each parameter in a table, because the numbers belong beside it. Importance says how much turning the
 * setting matters, correlation which way; they differ when the best value lies in the middle.
 */
export function ImportanceBars({ model }: { model: ImportanceModel }) {
  return (
    <Table label="Importance of each parameter">
      <TableHeader>
        <TableRow>
          <TableHead className="text-left">Parameter</TableHead>
          <TableHead className="w-2/5 text-left">Importance</TableHead>
          <TableHead
            className="text-left"
            title="Rank correlation with the metric, and where it lies with 95 % confidence"
          >
            Correlation
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {model.rows.map((row) => (
          <TableRow key={row.name}>
            <TableCell className="max-w-40 truncate" title={row.name}>
              {row.name}
              {row.note !== null && <span className="block text-12 text-muted">{row.note}</span>}
            </TableCell>
            <TableCell>
              <div className="flex items-center gap-2">
                <div className="relative h-3 flex-1" aria-hidden="true">
                  <div className="h-full rounded-sm bg-accent/75" style={{ width: `${row.barShare * 100}%` }} />
                  {row.deviation > 0 && (
                    <div
                      className="absolute top-1/2 h-px bg-ink"
                      style={{ left: `${row.whiskerFrom * 100}%`, right: `${(1 - row.whiskerTo) * 100}%` }}
                    />
                  )}
                </div>
                <span className="numeric w-10">{formatShare(row.importance)}</span>
              </div>
            </TableCell>
            <TableCell>
              <Correlation row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const PLOT_WIDTH = 64

/** From -1 to 1: the correlation as a dot, where it may lie as a line, none in the middle. */
function Correlation({ row }: { row: ImportanceRow }) {
  const { correlation, interval } = row
  const x = (value: number) => ((value + 1) / 2) * (PLOT_WIDTH - 8) + 4
  const said = interval === null ? '' : `${formatNumber(interval[0], 2)} to ${formatNumber(interval[1], 2)}`
  return (
    <span className="flex items-center gap-2 whitespace-nowrap" title={said === '' ? undefined : `95 %: ${said}`}>
      <svg width={PLOT_WIDTH} height={12} aria-hidden="true" className="shrink-0 max-sm:hidden">
        <line x1={4} x2={PLOT_WIDTH - 4} y1={6} y2={6} stroke="var(--hairline)" />
        <line x1={x(0)} x2={x(0)} y1={1} y2={11} stroke="var(--outline)" />
        {correlation !== null && interval !== null && (
          <line x1={x(interval[0])} x2={x(interval[1])} y1={6} y2={6} stroke="var(--ink)" />
        )}
        {correlation !== null && <circle cx={x(correlation)} cy={6} r={2.5} fill="var(--accent)" />}
      </svg>
      <span className="numeric w-12">{correlation === null ? '' : formatNumber(correlation, 2)}</span>
      <span className="text-12 text-muted">
        {correlationWord(row)}
        {said !== '' && <span className="sr-only">, 95 % interval {said}</span>}
      </span>
    </span>
  )
}
