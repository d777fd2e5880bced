import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { STATE_LOOK, TONE_TEXT } from '~/components/lib/states'
import type { SweepSummary } from '~/server/domain/sweep'

/** Runs by state, each with its sign; states without a run are left out. */
export function RunCountsLine({ sweep: { runs, expectedCount } }: { sweep: SweepSummary }) {
  const parts = [
    { look: STATE_LOOK.finished, count: runs.finished, word: 'finished' },
    { look: STATE_LOOK.running, count: runs.running, word: 'running' },
    { look: STATE_LOOK.failed, count: runs.bad, word: 'failed or crashed' },
    { look: STATE_LOOK.killed, count: runs.killed, word: 'killed' },
  ].filter((part) => part.count > 0)
  const started = runs.total - runs.pending
  return (
    <span className="inline-flex items-center gap-2.5 whitespace-nowrap tabular-nums">
      <span>
        {formatCount(started)}
        {expectedCount !== null && expectedCount >= started && (
          <span className="text-muted"> of {formatCount(expectedCount)}</span>
        )}
      </span>
      {parts.map(({ look, count, word }) => (
        <span key={word} title={`${count} ${word}`} className="inline-flex items-center gap-1 text-12 max-sm:hidden">
          <span aria-hidden="true" className={cn(TONE_TEXT[look.tone])}>
            {look.sign}
          </span>
          {formatCount(count)}
          <span className="sr-only">{word}</span>
        </span>
      ))}
    </span>
  )
}
