import { Instant } from '~/components/layout/instant'
import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { formatDuration } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import { gapText, type TimelineModel, waitText } from '../prepare/timeline/timeline-model'
import { ROW_HEIGHT } from './timeline-geometry'
import type { TimelineTip } from './timeline-tip'

type TimelineTooltipProps = { model: TimelineModel; tip: TimelineTip; width: number; height: number; nowMs: number }

const WIDTH = 272
const ROOM = 112

/** Below its row where there is room, else above; never over the row itself. */
export function TimelineTooltip({ model, tip, width, height, nowMs }: TimelineTooltipProps) {
  const row = model.rows[tip.row]
  if (row === undefined) return null
  const isBelow = tip.y + ROW_HEIGHT + ROOM < height
  return (
    <div
      className={cn(FLOATING, 'pointer-events-none absolute z-10 flex flex-col gap-0.5 px-2.5 py-2 text-12')}
      style={{
        width: WIDTH,
        left: Math.max(0, Math.min(width - WIDTH, tip.x - WIDTH / 2)),
        ...(isBelow ? { top: tip.y + ROW_HEIGHT + 4 } : { bottom: height - tip.y + 4 }),
      }}
    >
      <p className="truncate text-muted">
        {row.agent.name}
        {row.agent.host !== row.agent.name && ` on ${row.agent.host}`}
      </p>
      {tip.hit.kind === 'run' ? (
        <RunLines model={model} bar={tip.hit.bar} nowMs={nowMs} />
      ) : (
        <p>{gapText(model, row, tip.hit, nowMs)}</p>
      )}
    </div>
  )
}

function RunLines({ model, bar, nowMs }: { model: TimelineModel; bar: number; nowMs: number }) {
  const startMs = model.start[bar] ?? 0
  const stopMs = Math.min(model.stop[bar] ?? nowMs, nowMs)
  const waitedMs = model.waitedMs[bar] ?? 0
  return (
    <>
      <p className="truncate font-semibold">{model.name[bar]}</p>
      <p className="flex items-center gap-2">
        <StateMark state={model.state[bar] ?? 'running'} />
        {formatDuration(Math.max(0, stopMs - startMs) / 1000)}
      </p>
      <p className="text-muted tabular-nums">
        from <Instant time={new Date(startMs).toISOString()} />
      </p>
      {waitedMs > 0 && <p className="text-muted">{waitText(waitedMs, model.waitedFor[bar] ?? null)} before</p>}
    </>
  )
}
