'use client'

import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { formatDay } from '~/components/lib/format'
import { useZone } from '~/components/lib/use-zone'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { TrashedRun } from '~/server/domain/run-bulk'

type TrashTableProps = {
  runs: readonly TrashedRun[]
  ticked: ReadonlySet<string>
  onTick: (run: TrashedRun, isOn: boolean) => void
  onTickAll: (isOn: boolean) => void
  onRestore: (run: TrashedRun) => void
}

export function TrashTable({ runs, ticked, onTick, onTickAll, onRestore }: TrashTableProps) {
  const zone = useZone()
  const count = runs.filter(({ id }) => ticked.has(id)).length
  return (
    <Table label="Deleted runs">
      <TableHeader>
        <TableRow>
          <TableHead className="w-8">
            <Checkbox
              aria-label="Select all on this page"
              checked={count === 0 ? false : count === runs.length ? true : 'indeterminate'}
              onCheckedChange={() => onTickAll(count < runs.length)}
            />
          </TableHead>
          <TableHead>Name</TableHead>
          <TableHead className="max-sm:hidden">State</TableHead>
          <TableHead className="max-sm:hidden">Sweep</TableHead>
          <TableHead>Deleted</TableHead>
          <TableHead className="max-sm:hidden">Gone for good</TableHead>
          <TableHead className="w-24" aria-label="Restore" />
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell>
              <Checkbox
                aria-label={`Select ${run.name}`}
                checked={ticked.has(run.id)}
                onCheckedChange={(isOn) => onTick(run, isOn === true)}
              />
            </TableCell>
            <TableCell className="max-w-64 truncate" title={run.name}>
              {run.name}
            </TableCell>
            <TableCell className="max-sm:hidden">
              <StateMark state={run.state} />
            </TableCell>
            <TableCell className="max-sm:hidden">{run.sweepName ?? <span className="text-muted">–</span>}</TableCell>
            <TableCell>
              <TimeAgo time={run.deletedAt} />
            </TableCell>
            <TableCell className="text-muted max-sm:hidden">
              {run.purgedAt === null ? 'when the trash is emptied' : `on ${formatDay(run.purgedAt, zone)}`}
            </TableCell>
            <TableCell className="text-right">
              <Button size="sm" onClick={() => onRestore(run)}>
                Restore
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
