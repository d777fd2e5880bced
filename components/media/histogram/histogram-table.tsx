import { formatCount, formatNumber } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { RunHistograms } from './histogram-view'

/** More are in the CSV. */
const ROWS_MAX = 500

/** The pictures as numbers: where the values of each step lie. */
export function HistogramTable({ drawn, title }: { drawn: RunHistograms[]; title: string }) {
  const rows = drawn.flatMap(({ run, matrix }) => matrix.columns.map((column) => ({ run, column }))).slice(0, ROWS_MAX)
  return (
    <Table label={`${title} as a table`} className="text-12">
      <TableHeader>
        <TableRow>
          {drawn.length > 1 && <TableHead>Run</TableHead>}
          <TableHead className="numeric">Step</TableHead>
          <TableHead className="numeric">Values</TableHead>
          <TableHead className="numeric hidden @md:table-cell">Smallest</TableHead>
          <TableHead className="numeric">5 %</TableHead>
          <TableHead className="numeric">Median</TableHead>
          <TableHead className="numeric">95 %</TableHead>
          <TableHead className="numeric hidden @md:table-cell">Largest</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ run, column }) => (
          <TableRow key={`${run.storageId} ${column.step}`} className="h-7">
            {drawn.length > 1 && <TableCell className="max-w-32 truncate">{run.name}</TableCell>}
            <TableCell className="numeric">{formatCount(column.step)}</TableCell>
            <TableCell className="numeric">{formatNumber(column.count)}</TableCell>
            <TableCell className="numeric hidden @md:table-cell">{formatNumber(column.min)}</TableCell>
            <TableCell className="numeric">{formatNumber(column.low)}</TableCell>
            <TableCell className="numeric">{formatNumber(column.median)}</TableCell>
            <TableCell className="numeric">{formatNumber(column.high)}</TableCell>
            <TableCell className="numeric hidden @md:table-cell">{formatNumber(column.max)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
