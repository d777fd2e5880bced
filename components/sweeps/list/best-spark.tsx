import { methodColor } from '~/components/lib/color'
import type { SweepSummary } from '~/server/domain/sweep'
import { sparkline } from '../../charts/prepare/sparkline'

const BOX = { width: 96, height: 24, pad: 3 }

/** Best so far over the runs, small: when it rose, and whether it still does. Better is up. */
export function BestSpark({ sweep: { progress, runs, method } }: { sweep: SweepSummary }) {
  const line = sparkline(progress, runs.total - runs.pending, BOX)
  if (line === null) return <span className="text-muted">–</span>
  return (
    <svg
      width={BOX.width}
      height={BOX.height}
      role="img"
      aria-label={`best found after ${progress.place.at(-1)} of ${runs.total - runs.pending} runs`}
      className="shrink-0"
    >
      <path d={line.path} fill="none" stroke={methodColor(method)} strokeWidth={1.5} strokeLinejoin="round" />
      <circle cx={line.end.x} cy={line.end.y} r={2.25} fill={methodColor(method)} />
    </svg>
  )
}
