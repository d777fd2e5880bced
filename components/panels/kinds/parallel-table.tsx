import type { ParallelTable as ParallelTableModel } from '~/components/charts/prepare/parallel/parallel-table'
import { type Axis, axisValue } from '~/components/charts/prepare/parameter-axis'
import { settingText } from '~/components/charts/prepare/setting-text'
import { formatCount } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'

const ROWS_MAX = 200

type ParallelTableProps = { table: ParallelTableModel; bits: Uint8Array; axes: Axis[]; title: string }

/** The runs that pass the brushes, as numbers. */
export function ParallelTable({ table, bits, axes, title }: ParallelTableProps) {
  const passing = table.runs.filter((_, index) => bits[index] === 1)
  const shown = passing.slice(0, ROWS_MAX)
  return (
    <>
      <Table label={`${title} as a table`} className="text-12">
        <TableHeader>
          <TableRow>
            <TableHead>Run</TableHead>
            {axes.map((axis) => (
              <TableHead key={axis.key} className="numeric">
                {axis.label}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((run) => (
            <TableRow key={run.runId} className="h-7">
              <TableCell className="max-w-40 truncate">{run.name}</TableCell>
              {axes.map((axis) => (
                <TableCell key={axis.key} className="numeric">
                  {settingText(axisValue(axis, run))}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown.length < passing.length && (
        <p className="py-2 text-12 text-muted">
          Showing {ROWS_MAX} of {formatCount(passing.length)} runs; the CSV has them all.
        </p>
      )}
    </>
  )
}
