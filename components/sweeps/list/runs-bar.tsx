import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { STATE_LOOK, type Tone } from '~/components/lib/states'
import type { SweepSummary } from '~/server/domain/sweep'

const TONE_FILL: Record<Tone, string> = {
  accent: 'bg-accent',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  muted: 'bg-outline',
}

/** Runs by state: a bar that fills up to what is expected, and the same in words. */
export function RunsBar({ sweep: { runs, expectedCount } }: { sweep: Pick<SweepSummary, 'runs' | 'expectedCount'> }) {
  const parts = [
    { tone: STATE_LOOK.finished.tone, count: runs.finished, word: 'finished' },
    { tone: STATE_LOOK.running.tone, count: runs.running, word: 'running' },
    { tone: STATE_LOOK.failed.tone, count: runs.bad, word: 'failed' },
    { tone: STATE_LOOK.killed.tone, count: runs.killed, word: 'killed' },
    { tone: STATE_LOOK.pending.tone, count: runs.pending, word: 'waiting' },
  ].filter((part) => part.count > 0)
  const whole = Math.max(1, runs.total, expectedCount ?? 0)
  const started = runs.total - runs.pending
  return (
    <div className="flex min-w-36 flex-col gap-1">
      <span aria-hidden="true" className="flex h-1.5 overflow-hidden rounded-full bg-hairline">
        {parts.map(({ tone, count, word }) => (
          <span
            key={word}
            // A single failed run among thousands is seen too.
            className={cn('min-w-0.5 border-surface border-r last:border-r-0', TONE_FILL[tone])}
            style={{ width: `${(100 * count) / whole}%` }}
          />
        ))}
      </span>
      <span className="truncate text-12 tabular-nums">
        {formatCount(started)}
        {expectedCount !== null && expectedCount > started && (
          <span className="text-muted"> of {formatCount(expectedCount)}</span>
        )}
        <span className="text-muted">{started > 0 && ` · ${wordsOf(parts)}`}</span>
      </span>
    </div>
  )
}

function wordsOf(parts: readonly { count: number; word: string }[]): string {
  if (parts.length === 1) return parts[0]?.word ?? ''
  return parts.map(({ count, word }) => `${formatCount(count)} ${word}`).join(', ')
}
