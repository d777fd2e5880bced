import { rowFacts, type TimelineModel, waitText } from '~/components/charts/prepare/timeline/timeline-model'
import { formatCount, formatDuration, formatShare } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'

/** The timeline as numbers: what each agent ran, and how long it waited for what. */
export function TimelineTable({ model, nowMs }: { model: TimelineModel; nowMs: number }) {
  return (
    <Table label="Agents and their waiting">
      <TableHeader>
        <TableRow>
          <TableHead>Agent</TableHead>
          <TableHead className="numeric">Runs</TableHead>
          <TableHead className="numeric">Failed</TableHead>
          <TableHead className="numeric">Running</TableHead>
          <TableHead className="numeric">Waited</TableHead>
          <TableHead className="numeric">Share waited</TableHead>
          <TableHead>Longest wait</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {model.rows.map((row) => {
          const { runs, bad, busyMs, waitedMs, longestWaitMs, longestWaitFor } = rowFacts(model, row, nowMs)
          return (
            <TableRow key={row.agent.id}>
              <TableCell className="whitespace-nowrap">
                {row.agent.name}
                {row.agent.host !== row.agent.name && <span className="ml-2 text-12 text-muted">{row.agent.host}</span>}
              </TableCell>
              <TableCell className="numeric">{formatCount(runs)}</TableCell>
              <TableCell className="numeric">{formatCount(bad)}</TableCell>
              <TableCell className="numeric">{formatDuration(busyMs / 1000)}</TableCell>
              <TableCell className="numeric">{formatDuration(waitedMs / 1000)}</TableCell>
              <TableCell className="numeric">
                {busyMs + waitedMs > 0 ? formatShare(waitedMs / (busyMs + waitedMs)) : '–'}
              </TableCell>
              <TableCell className="text-muted">
                {longestWaitMs > 0 ? waitText(longestWaitMs, longestWaitFor) : 'none'}
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
