import { countOf } from '~/components/lib/format'
import { LINE_KINDS, type LineKind, type ParallelTable } from '../prepare/parallel/parallel-table'
import { LINE_DASHES } from './line-painter'

const WORDS: Record<LineKind, string> = {
  finished: 'finished',
  running: 'running',
  failed: 'failed or crashed',
  stopped: 'stopped early',
}

/** What the dashes mean, where there are any. */
export function LineKindKey({ table }: { table: ParallelTable }) {
  const counts = LINE_KINDS.map((_, kind) => table.kinds.reduce((sum, other) => sum + (other === kind ? 1 : 0), 0))
  const shown = LINE_KINDS.map((kind, index) => ({ kind, count: counts[index] ?? 0, dash: LINE_DASHES[index] }))
  if (counts[0] === table.runs.length) return null
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted tabular-nums">
      {shown
        .filter(({ count }) => count > 0)
        .map(({ kind, count, dash }) => (
          <span key={kind} className="inline-flex items-center gap-1.5" title={countOf(count, 'run')}>
            <svg width={26} height={6} aria-hidden="true">
              <line
                x1={0}
                x2={26}
                y1={3}
                y2={3}
                stroke={kind === 'failed' ? 'var(--bad)' : 'var(--muted)'}
                strokeWidth={1.5}
                strokeDasharray={dash?.[1] ? dash.join(' ') : undefined}
              />
            </svg>
            {WORDS[kind]}
          </span>
        ))}
    </span>
  )
}
