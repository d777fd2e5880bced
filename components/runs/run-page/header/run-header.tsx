'use client'

import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { formatDuration } from '~/components/lib/format'
import { sweepHref } from '~/components/lib/paths'
import type { RunDetail } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'
import { EditStatus } from './edit-status'
import { RunName } from './run-name'
import { RunTags } from './run-tags'
import { StopRun } from './stop-run'
import type { RunEdit } from './use-run-edit'

/** Name, state and the circumstances in one line; the reason of a bad end in words below. On a phone Stop comes first. */
export function RunHeader({ run, edit }: { run: RunDetail; edit: RunEdit }) {
  // Under way it would say when the program was last heard, beside how long ago it started.
  const duration = isTerminal(run.state) ? run.durationSeconds : null
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <RunName run={run} edit={edit} />
        <StateMark state={run.state} />
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
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunTags run={run} edit={edit} />
        <EditStatus edit={edit} />
      </div>
      {run.stateReason && <p className="max-w-3xl whitespace-pre-line">{run.stateReason}</p>}
    </header>
  )
}
