'use client'

import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { formatCount, formatDuration, formatNumber } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { useNow } from '~/components/lib/use-now'
import { Checkbox } from '~/components/ui/checkbox'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepSummary } from '~/server/domain/sweep'
import { MethodWord } from './method-word'
import { RunCountsLine } from './run-counts-line'

type SweepTableProps = {
  sweeps: readonly SweepSummary[]
  path: ProjectPath
  ticked: ReadonlySet<string>
  onTick: (id: string) => void
}

export function SweepTable({ sweeps, path, ticked, onTick }: SweepTableProps) {
  return (
    <Table label="Sweeps">
      <TableHeader>
        <TableRow>
          <TableHead>
            <span className="sr-only">Compare</span>
          </TableHead>
          <TableHead>Sweep</TableHead>
          <TableHead>State</TableHead>
          <TableHead className="max-sm:hidden">Method</TableHead>
          <TableHead>Runs</TableHead>
          <TableHead className="max-sm:hidden">Metric</TableHead>
          <TableHead className="numeric text-right">Best</TableHead>
          <TableHead className="max-sm:hidden">Best run</TableHead>
          <TableHead className="numeric text-right max-sm:hidden">Agents</TableHead>
          <TableHead className="numeric text-right max-sm:hidden">Time</TableHead>
          <TableHead className="numeric text-right max-sm:hidden">Changed</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sweeps.map((sweep) => (
          <SweepRow key={sweep.id} sweep={sweep} path={path} isTicked={ticked.has(sweep.id)} onTick={onTick} />
        ))}
      </TableBody>
    </Table>
  )
}

type SweepRowProps = { sweep: SweepSummary; path: ProjectPath; isTicked: boolean; onTick: (id: string) => void }

function SweepRow({ sweep, path, isTicked, onTick }: SweepRowProps) {
  return (
    <TableRow className="hover:bg-hover">
      <TableCell className="w-8">
        <Checkbox
          checked={isTicked}
          onCheckedChange={() => onTick(sweep.id)}
          aria-label={`Compare ${sweep.name}`}
          className="align-middle"
        />
      </TableCell>
      <TableCell className="max-w-72 max-sm:max-w-32">
        <Link href={sweepHref(path, sweep.id)} className="link block truncate font-medium" title={sweep.name}>
          {sweep.name}
        </Link>
      </TableCell>
      <TableCell>
        <StateMark state={sweep.state} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <MethodWord method={sweep.method} />
      </TableCell>
      <TableCell>
        <RunCountsLine sweep={sweep} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
        {sweep.objective ? `${sweep.objective.goal} ${sweep.objective.name}` : 'none named'}
      </TableCell>
      <TableCell className="numeric font-medium">{sweep.best ? formatNumber(sweep.best.value) : '–'}</TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        {sweep.best && (
          <Link
            href={runHref({ ...path, run: sweep.best.runId })}
            className="text-muted hover:text-ink hover:underline"
          >
            {sweep.best.runName}
          </Link>
        )}
      </TableCell>
      <TableCell className="numeric max-sm:hidden">{formatCount(sweep.agentCount)}</TableCell>
      <TableCell className="numeric max-sm:hidden">
        <TimeSpent sweep={sweep} />
      </TableCell>
      <TableCell className="numeric text-muted max-sm:hidden">
        <TimeAgo time={sweep.updatedAt} />
      </TableCell>
    </TableRow>
  )
}

function TimeSpent({ sweep: { startedAt, endedAt } }: { sweep: SweepSummary }) {
  const now = useNow()
  if (startedAt === null) return '–'
  const seconds = ((endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt)) / 1000
  return <span suppressHydrationWarning>{formatDuration(Math.max(0, seconds))}</span>
}
