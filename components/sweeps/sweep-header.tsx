'use client'

import { StateMark } from '~/components/layout/state-mark'
import { countOf, formatCount, formatDuration } from '~/components/lib/format'
import { useNow } from '~/components/lib/use-now'
import { Button } from '~/components/ui/button'
import { Tooltip } from '~/components/ui/tooltip'
import type { SweepAction, SweepDetail } from '~/server/domain/sweep'
import { ACTION_WORD, effectOf, isAvailable } from './controls/action-effects'
import { ActionOutcome } from './controls/action-outcome'
import { CancelDialog } from './controls/cancel-dialog'
import type { SweepActing } from './controls/use-sweep-action'
import { MethodWord } from './method-word'

/** What it is, how it stands, and the buttons; the same on every tab. */
export function SweepHeader({ sweep, acting }: { sweep: SweepDetail; acting: SweepActing }) {
  const { objective } = sweep
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="min-w-0 truncate text-20">{sweep.name}</h1>
        <StateMark state={sweep.state} />
        <span className="flex items-center gap-1.5 text-muted">
          <MethodWord method={sweep.method} />
          {objective && `· ${objective.goal} ${objective.name}`}
        </span>
        <div className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">
          <ActionButton
            action={sweep.state === 'paused' || sweep.state === 'finished' ? 'resume' : 'pause'}
            {...{ sweep, acting }}
          />
          <ActionButton action="stop" {...{ sweep, acting }} />
          <CancelDialog sweep={sweep} acting={acting} />
        </div>
      </div>
      <SweepFacts sweep={sweep} />
      {sweep.endReason !== null && <p className="text-13 text-muted">Ended: {sweep.endReason}.</p>}
      <ActionOutcome acting={acting} />
    </header>
  )
}

function ActionButton({ action, sweep, acting }: { action: SweepAction; sweep: SweepDetail; acting: SweepActing }) {
  const isOff = !isAvailable(action, sweep) || acting.pending !== null
  return (
    <Tooltip content={effectOf(action, sweep)}>
      {/* Not `disabled`: a button that is out of use still says why. */}
      <Button aria-disabled={isOff} onClick={() => !isOff && acting.act(action)}>
        {ACTION_WORD[action]}
      </Button>
    </Tooltip>
  )
}

function SweepFacts({ sweep }: { sweep: SweepDetail }) {
  const bestPlace = sweep.progress.place.at(-1)
  const started = sweep.runs.total - sweep.runs.pending
  const { expectedCount } = sweep
  const facts = [
    expectedCount === null || expectedCount < started
      ? countOf(started, 'run')
      : `${formatCount(started)} of ${countOf(expectedCount, 'run')}`,
    countOf(sweep.agentCount, 'agent'),
  ]
  return (
    <p className="text-13 text-muted tabular-nums">
      {facts.join(' · ')}
      {sweep.startedAt !== null && (
        <>
          {' · '}
          <Elapsed from={sweep.startedAt} to={sweep.endedAt} />
        </>
      )}
      {bestPlace !== undefined && ` · best found after ${countOf(bestPlace, 'run')}`}
      {sweep.runs.bad > 0 && ` · ${formatCount(sweep.runs.bad)} failed`}
    </p>
  )
}

/** A sweep under way counts on; server and browser may differ by a second, which is not worth a warning. */
function Elapsed({ from, to }: { from: string; to: string | null }) {
  const now = useNow()
  const seconds = ((to === null ? now : Date.parse(to)) - Date.parse(from)) / 1000
  return <span suppressHydrationWarning>{formatDuration(Math.max(0, seconds))}</span>
}
