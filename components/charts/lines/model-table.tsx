import { formatCount, formatNumber } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { lineFacts } from '../prepare/lines/line-facts'
import type { LineModel } from '../prepare/lines/line-model'

/** The chart as numbers: each line with its last, smallest and largest value. */
export function ModelTable({ model, title }: { model: LineModel; title: string }) {
  return (
    <Table label={`${title} as a table`} className="text-12">
      <TableHeader>
        <TableRow>
          <TableHead>Line</TableHead>
          <TableHead className="numeric hidden @md:table-cell">Points</TableHead>
          <TableHead className="numeric">Smallest</TableHead>
          <TableHead className="numeric">Largest</TableHead>
          <TableHead className="numeric">Last</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lineFacts(model).map((line) => (
          <TableRow key={line.id} className="h-7">
            <TableCell className="max-w-28">
              <span className="flex items-center gap-2">
                <span className="h-0.5 w-3 shrink-0 rounded-full" style={{ background: line.color }} />
                <span className="truncate">{line.name}</span>
              </span>
            </TableCell>
            <TableCell className="numeric hidden @md:table-cell">{formatCount(line.pointCount)}</TableCell>
            <TableCell className="numeric">{formatNumber(line.min)}</TableCell>
            <TableCell className="numeric">{formatNumber(line.max)}</TableCell>
            <TableCell className="numeric">{formatNumber(line.last)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
