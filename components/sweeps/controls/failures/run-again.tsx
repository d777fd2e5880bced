'use client'

import { RotateCcw } from 'lucide-react'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { SweepFailures } from '~/server/domain/failures/sweep-failures'
import type { SweepDetail } from '~/server/domain/sweep'
import { OutcomeLine } from '../outcome-line'
import { useRetry } from '../queue/use-queue'
import { retriedText, retryEffect } from './failure-words'
import { OpenFailures } from './open-failures'

type RunAgainProps = { sweep: SweepDetail; failures: Pick<SweepFailures, 'retryable' | 'open'> }

/** Runs what failed again, or what was stopped, all or one; each with its number and its effect. */
export function RunAgain({ sweep, failures }: RunAgainProps) {
  const retry = useRetry(sweep.id)
  const { failed, crashed, killed, outside } = failures.retryable
  const bad = failed + crashed
  const isOff = sweep.state === 'canceled' || retry.isPending
  const isEmpty = bad + killed + outside === 0
  if (isEmpty && retry.data === undefined && retry.error === null) return null
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {bad > 0 && (
        <RetryButton
          label={`Run ${countOf(bad, 'failed one')} again`}
          effect={retryEffect(bad, sweep, outside)}
          isOff={isOff}
          onPress={() => retry.mutate({ sweep: sweep.id })}
        />
      )}
      {killed > 0 && (
        <RetryButton
          label={`Run ${countOf(killed, 'stopped one')} again`}
          effect={`${retryEffect(killed, sweep)} Those that early termination stopped are among them.`}
          isOff={isOff}
          onPress={() => retry.mutate({ sweep: sweep.id, states: ['killed'] })}
        />
      )}
      <OpenFailures
        sweep={sweep}
        open={failures.open}
        count={bad + outside}
        isOff={isOff}
        onRetry={(run) => retry.mutate({ sweep: sweep.id, runs: [run] })}
      />
      <OutcomeLine outcome={retry.data === undefined ? null : retriedText(retry.data)} error={retry.error} />
    </div>
  )
}

type RetryButtonProps = { label: string; effect: string; isOff: boolean; onPress: () => void }

function RetryButton({ label, effect, isOff, onPress }: RetryButtonProps) {
  return (
    <div className="flex items-center gap-x-3 gap-y-1 max-sm:flex-col max-sm:items-start">
      <Button disabled={isOff} onClick={onPress}>
        <RotateCcw /> {label}
      </Button>
      <span className="min-w-0 text-13 text-muted">{effect}</span>
    </div>
  )
}
