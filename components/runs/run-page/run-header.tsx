'use client'

import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { runColor } from '~/components/lib/color'
import { formatDuration } from '~/components/lib/format'
import { sweepHref } from '~/components/lib/paths'
import { Badge } from '~/components/ui/badge'
import type { RunDetail } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'
import { StopRun } from './stop-run'

/** Name, state and the circumstances in one line; the reason of a bad end in words below. */
export function RunHeader({ run }: { run: RunDetail }) {
  // Under way it would say when the program was last heard, beside how long ago it started.
  const duration = isTerminal(run.state) ? run.durationSeconds : null
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="flex min-w-0 items-center gap-2 text-20">
          <span aria-hidden="true" className="size-3 shrink-0 rounded-full" style={{ background: runColor(run) }} />
          <span className="truncate">{run.name}</span>
        </h1>
        <StateMark state={run.state} />
        {run.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
        <StopRun run={run} />
      </div>
      <p className="flex flex-wrap gap-x-1.5 text-muted">
        {duration !== null && <span>ran {formatDuration(duration)}</span>}
        <span>
          {duration !== null && '· '}
          {run.startedAt ? 'started' : 'created'} <TimeAgo time={run.startedAt ?? run.createdAt} />
        </span>
        {run.host && <span>· on {run.host}</span>}
        {run.sweep && (
          <span>
            · suggestion {(run.suggestionNumber ?? 0) + 1} of{' '}
            <Link href={sweepHref(run, run.sweep)} className="link underline">
              {run.sweepName ?? run.sweep}
            </Link>
          </span>
        )}
        {run.attempt > 1 && <span>· attempt {run.attempt}</span>}
      </p>
      {run.stateReason && <p className="max-w-3xl whitespace-pre-line">{run.stateReason}</p>}
    </header>
  )
}
