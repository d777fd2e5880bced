import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { formatCount, formatDuration, formatNumber } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { MethodWord } from '~/components/sweeps/method-word'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { ProjectPath } from '~/server/domain/ids'
import { isBetter } from '~/server/domain/objective'
import type { ComparedSweep, Comparison } from '~/server/domain/sweep'

/** The smallest number of a column is what one looks for, so it is set in bold. */
function leastOf(sweeps: readonly ComparedSweep[], pick: (sweep: ComparedSweep) => number | null): number | null {
  const values = sweeps.flatMap((sweep) => pick(sweep) ?? [])
  return values.length < 2 ? null : Math.min(...values)
}

export function CompareTable({ comparison, path }: { comparison: Comparison; path: ProjectPath }) {
  const { sweeps, objective, commonBest } = comparison
  const best = sweeps.reduce<number | null>(
    (top, { best: value }) => (value !== null && (top === null || isBetter(objective.goal, value, top)) ? value : top),
    null,
  )
  const least = {
    runsToBest: leastOf(sweeps, (sweep) => sweep.runsToBest),
    runsToCommonBest: leastOf(sweeps, (sweep) => sweep.runsToCommonBest),
    computeSeconds: leastOf(sweeps, (sweep) => sweep.computeSeconds),
  }
  const strong = (isFirst: boolean) => cn('numeric', isFirst && 'font-medium')
  return (
    <Table label="Compared sweeps">
      <TableHeader>
        <TableRow>
          <TableHead>Sweep</TableHead>
          <TableHead>Method</TableHead>
          <TableHead>State</TableHead>
          <TableHead className="numeric text-right">Runs</TableHead>
          <TableHead className="numeric text-right">Best {objective.name}</TableHead>
          <TableHead className="numeric text-right">Runs to its best</TableHead>
          <TableHead className="numeric text-right">
            Runs to {commonBest === null ? 'the common best' : formatNumber(commonBest)}
          </TableHead>
          <TableHead className="numeric text-right">Compute time</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sweeps.map((sweep) => (
          <TableRow key={sweep.sweep}>
            <TableCell className="max-w-60">
              <Link href={sweepHref(path, sweep.sweep)} className="link block truncate font-medium">
                {sweep.name}
              </Link>
            </TableCell>
            <TableCell>
              <MethodWord method={sweep.method} />
            </TableCell>
            <TableCell>
              <StateMark state={sweep.state} />
            </TableCell>
            <TableCell className="numeric">{formatCount(sweep.runCount)}</TableCell>
            <TableCell className={strong(sweep.best === best)}>
              {sweep.best === null || sweep.bestRunId === null ? (
                '–'
              ) : (
                <Link href={runHref({ ...path, run: sweep.bestRunId })} className="hover:underline">
                  {formatNumber(sweep.best)}
                </Link>
              )}
            </TableCell>
            <TableCell className={strong(sweep.runsToBest === least.runsToBest)}>{sweep.runsToBest ?? '–'}</TableCell>
            <TableCell className={strong(sweep.runsToCommonBest === least.runsToCommonBest)}>
              {sweep.runsToCommonBest ?? '–'}
            </TableCell>
            <TableCell className={strong(sweep.computeSeconds === least.computeSeconds)}>
              {formatDuration(sweep.computeSeconds)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
