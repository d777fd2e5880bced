'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { formatCount } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import type { SweepFailures } from '~/server/domain/failures/sweep-failures'
import type { SweepDetail } from '~/server/domain/sweep'
import { CauseLine } from './cause-line'
import { failureCountText, noCauseText } from './failure-words'
import { RunAgain } from './run-again'

/** What failed runs have in common, where they ran, what they said; and the ways out: cut it out, run it again. */
export function FailuresSection({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const { data: failures } = useSuspenseQuery(trpc.controls.failures.queryOptions({ sweep: sweep.id }))
  const { badCount, causes, reasons, places } = failures
  const noCause = noCauseText(failures)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="text-13 text-muted">
        {failureCountText(failures)}
        {noCause !== null && ` ${noCause}`}
      </p>
      {causes.length > 0 && (
        <ul className="flex flex-col">
          {causes.map((cause, index) => (
            <CauseLine key={cause.name} sweep={sweep} cause={cause} isFirst={index === 0} />
          ))}
        </ul>
      )}
      <RunAgain sweep={sweep} failures={failures} />
      {badCount > 0 && (
        <div className="grid gap-x-10 gap-y-4 md:grid-cols-2">
          <Groups
            title="What they said"
            lines={reasons.map((reason) => ({ key: reason.text, ...reasonLine(sweep, reason) }))}
          />
          <Groups
            title="Where they ran"
            lines={places.map(({ kind, name, bad, total, isSuspicious }) => ({
              key: `${kind} ${name}`,
              count: bad,
              says: (
                <>
                  of {formatCount(total)} on {kind} <span className="font-mono text-12">{name}</span>
                  {isSuspicious && (
                    <span className="ml-2 text-12">
                      <span aria-hidden="true" className="mr-1 text-warn-ink">
                        ▲
                      </span>
                      more than chance: look at this {kind === 'host' ? 'machine' : 'agent'}
                    </span>
                  )}
                </>
              ),
            }))}
          />
        </div>
      )}
    </div>
  )
}

function reasonLine(
  { entity, project }: SweepDetail,
  { text, count, runId, runName }: SweepFailures['reasons'][number],
) {
  return {
    count,
    says: (
      <>
        <span className="break-words">{text}</span>{' '}
        <Link href={runHref({ entity, project, run: runId })} className="link whitespace-nowrap text-12">
          {runName}
        </Link>
      </>
    ),
  }
}

type GroupsProps = { title: string; lines: { key: string; count: number; says: React.ReactNode }[] }

function Groups({ title, lines }: GroupsProps) {
  if (lines.length === 0) return null
  return (
    <section className="min-w-0" aria-label={title}>
      <h3 className="mb-1 font-normal text-12 text-muted">{title}</h3>
      <ul>
        {lines.map(({ key, count, says }) => (
          <li
            key={key}
            className="grid grid-cols-[2.5rem_minmax(0,1fr)] gap-3 border-hairline border-b py-1.5 last:border-b-0"
          >
            <span className="numeric">{formatCount(count)}</span>
            <span className="min-w-0">{says}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
