import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { FLOATING } from '~/components/ui/floating'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Axis, axisValue } from '../prepare/parameter-axis'
import { settingText } from '../prepare/setting-text'

type ParallelTooltipProps = {
  point: SweepPoint | undefined
  axes: readonly Axis[]
  at: { x: number; y: number }
  boxWidth: number
}

const WIDTH = 216

/** The run under the pointer with all its values; keeps to the side of the pointer that has room. */
export function ParallelTooltip({ point, axes, at, boxWidth }: ParallelTooltipProps) {
  if (point === undefined) return null
  const left = at.x + WIDTH + 24 > boxWidth ? Math.max(0, Math.min(at.x, boxWidth) - WIDTH - 16) : at.x + 16
  return (
    <div
      data-slot="parallel-tooltip"
      className={cn(FLOATING, 'pointer-events-none absolute p-2.5 text-12')}
      style={{ left, top: at.y + 48, width: WIDTH }}
    >
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <span className="truncate font-medium">{point.name}</span>
        <StateMark state={point.state} className="text-muted" />
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5">
        {[...axes].reverse().map((axis) => (
          <div key={axis.key} className={cn('contents', axis.isObjective && 'font-medium')}>
            <dt className="truncate text-muted">{axis.label}</dt>
            <dd className="max-w-28 truncate text-right tabular-nums">{settingText(axisValue(axis, point))}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
