import { formatCount } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Axis, axisValue } from '../../charts/prepare/parameter-axis'
import { settingText } from '../../charts/prepare/setting-text'

const ROWS_MAX = 200

/** The lines of parallel coordinates as a table, best first. */
export function ParallelRuns({ runs, axes }: { runs: readonly SweepPoint[]; axes: readonly Axis[] }) {
  const shown = runs.slice(0, ROWS_MAX)
  return (
    <>
      <Table label="Runs with their settings and results, best first">
        <TableHeader>
          <TableRow>
            <TableHead className="text-left">Run</TableHead>
            {axes.map((axis) => (
              <TableHead key={axis.key} className="numeric text-right">
                {axis.label}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((run) => (
            <TableRow key={run.runId}>
              <TableCell className="whitespace-nowrap">{run.name}</TableCell>
              {axes.map((axis) => (
                <TableCell key={axis.key} className="numeric">
                  {settingText(axisValue(axis, run))}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown.length < runs.length && (
        <p className="py-2 text-12 text-muted">
          Showing the best {shown.length} of {formatCount(runs.length)} runs; brush an axis to see others.
        </p>
      )}
    </>
  )
}
