import { formatNumber, formatShare } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { correlationWord, type ImportanceModel } from './prepare/importance'

/**
 * A bar for each parameter in a table, because the numbers belong beside it. Importance says how much turning the
 * setting matters, correlation which way; they differ when the best value lies in the middle.
 */
export function ImportanceBars({ model }: { model: ImportanceModel }) {
  return (
    <Table label="Importance of each parameter">
      <TableHeader>
        <TableRow>
          <TableHead>Parameter</TableHead>
          <TableHead className="w-1/2">Importance</TableHead>
          <TableHead className="numeric text-right">Correlation</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {model.rows.map((row) => (
          <TableRow key={row.name}>
            <TableCell className="max-w-40 truncate" title={row.name}>
              {row.name}
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
            <TableCell className="numeric">
              {row.correlation === null ? '' : formatNumber(row.correlation, 2)}
              <span className="ml-1.5 inline-block w-20 text-left text-12 text-muted">
                {correlationWord(row.correlation)}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
