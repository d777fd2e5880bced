import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { runHref } from '~/components/lib/paths'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { RunDetail } from '~/server/domain/run'
import { Part } from '../part'

/** What became of the other attempts at the same suggestion; nothing to tell while there was one. */
export function Attempts({ run }: { run: RunDetail }) {
  if (run.attempts.length < 2) return null
  return (
    <Part title="Attempts at this suggestion">
      <Table label="Attempts at this suggestion">
        <TableHeader>
          <TableRow>
            <TableHead>Attempt</TableHead>
            <TableHead>Run</TableHead>
            <TableHead>State</TableHead>
            <TableHead className="max-sm:hidden">Agent</TableHead>
            <TableHead className="max-sm:hidden">What became of it</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {run.attempts.map((attempt) => (
            <TableRow key={attempt.runId}>
              <TableCell className="align-baseline tabular-nums">{attempt.attempt}</TableCell>
              <TableCell className="align-baseline">
                {attempt.runId === run.id ? (
                  <span className="font-semibold">{attempt.name}, this one</span>
                ) : (
                  <Link href={runHref({ ...run, run: attempt.runId })} className="link">
                    {attempt.name}
                  </Link>
                )}
                {attempt.stateReason && <p className="text-12 text-muted sm:hidden">{attempt.stateReason}</p>}
              </TableCell>
              <TableCell className="align-baseline">
                <StateMark state={attempt.state} />
              </TableCell>
              <TableCell className="align-baseline max-sm:hidden">{attempt.agent ?? '–'}</TableCell>
              <TableCell className="align-baseline text-muted max-sm:hidden">{attempt.stateReason ?? '–'}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Part>
  )
}
