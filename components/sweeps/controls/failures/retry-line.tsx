'use client'

import { RotateCcw } from 'lucide-react'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { SweepFailures } from '~/server/domain/failures/sweep-failures'
import type { Retried } from '~/server/domain/suggestion'
import type { SweepDetail } from '~/server/domain/sweep'
import { OutcomeLine } from '../outcome-line'
import { useRetry } from '../queue/use-queue'
import { retryEffect } from './failure-words'

type RetryLineProps = { sweep: SweepDetail; retryable: SweepFailures['retryable'] }

/** Runs what failed again, or what was stopped; each with its number and its effect. */
export function RetryLine({ sweep, retryable }: RetryLineProps) {
  const retry = useRetry(sweep.id)
  const bad = retryable.failed + retryable.crashed
  const isClosed = sweep.state === 'canceled'
  const outcome = retry.data === undefined ? null : retriedText(retry.data)
  if (bad === 0 && retryable.killed === 0) return <OutcomeLine outcome={outcome} error={retry.error} />
  return (
    <div className="flex flex-col gap-2">
      {bad > 0 && (
        <RetryButton
          label={`Run ${countOf(bad, 'failed one')} again`}
          effect={retryEffect(bad, sweep)}
          isOff={isClosed || retry.isPending}
          onPress={() => retry.mutate({ sweep: sweep.id })}
        />
      )}
      {retryable.killed > 0 && (
        <RetryButton
          label={`Run ${countOf(retryable.killed, 'stopped one')} again`}
          effect={`${retryEffect(retryable.killed, sweep)} Among them are those that early termination stopped.`}
          isOff={isClosed || retry.isPending}
          onPress={() => retry.mutate({ sweep: sweep.id, states: ['killed'] })}
        />
      )}
      <OutcomeLine outcome={outcome} error={retry.error} />
    </div>
  )
}

type RetryButtonProps = { label: string; effect: string; isOff: boolean; onPress: () => void }

function RetryButton({ label, effect, isOff, onPress }: RetryButtonProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button disabled={isOff} onClick={onPress}>
        <RotateCcw /> {label}
      </Button>
      <span className="text-13 text-muted">{effect}</span>
    </div>
  )
}

function retriedText({ queued, skipped, opened }: Retried): string {
  const rest = skipped > 0 ? `, ${skipped} left alone (asked for again already)` : ''
  return `${countOf(queued, 'run')} in the queue again${rest}.${opened ? ' The sweep is open again for them.' : ''}`
}
