import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { formatCount, formatDuration, formatInstant } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { RunDetail } from '~/server/domain/run'
import { suggestionFacts, whySuggested } from '../why-suggested'
import { KeyValues } from './key-values'

/** Where and when it ran, what became of the other attempts, and why the search proposed it. */
export function RunOverview({ run }: { run: RunDetail }) {
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <section>
        <h2 className="border-hairline border-b py-1.5 text-15">Circumstances</h2>
        <KeyValues entries={circumstances(run)} empty="Nothing is known of this run." />
      </section>
      <div className="flex min-w-0 flex-col gap-8">
        {run.suggestionInfo && (
          <section>
            <h2 className="border-hairline border-b py-1.5 text-15">Why these settings</h2>
            <p className="py-2">{whySuggested(run.suggestionInfo)}</p>
            <KeyValues entries={suggestionFacts(run.suggestionInfo)} empty="" />
          </section>
        )}
        {run.attempts.length > 0 && <Attempts run={run} />}
        {run.notes && (
          <section>
            <h2 className="border-hairline border-b py-1.5 text-15">Notes</h2>
            <p className="whitespace-pre-wrap py-2">{run.notes}</p>
          </section>
        )}
      </div>
    </div>
  )
}

function circumstances(run: RunDetail): [string, string][] {
  const facts: [string, string | null][] = [
    ['Run id', run.id],
    ['Program', run.program],
    ['Host', run.host],
    ['Agent', run.agent],
    ['Group', run.group],
    ['Job type', run.jobType],
    ['Created', formatInstant(run.createdAt)],
    ['Started', run.startedAt && formatInstant(run.startedAt)],
    ['Finished', run.finishedAt && formatInstant(run.finishedAt)],
    ['Last heard', run.heartbeatAt && formatInstant(run.heartbeatAt)],
    ['Duration', run.durationSeconds === null ? null : formatDuration(run.durationSeconds)],
    ['Exit code', run.exitCode === null ? null : String(run.exitCode)],
    ['Rows logged', formatCount(run.historyLineCount)],
    ['Last step', run.lastStep === null ? null : formatCount(run.lastStep)],
    ['Console lines', formatCount(run.consoleLineCount)],
  ]
  return facts.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
}

function Attempts({ run }: { run: RunDetail }) {
  return (
    <section>
      <h2 className="py-1.5 text-15">Attempts at this suggestion</h2>
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
    </section>
  )
}
