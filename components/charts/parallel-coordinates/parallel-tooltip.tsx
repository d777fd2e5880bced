'use client'

import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { FLOATING } from '~/components/ui/floating'
import { type Light, useLit } from '../light'
import type { ParallelTable } from '../prepare/parallel/parallel-table'
import { type Axis, axisValue } from '../prepare/parameter-axis'
import { settingText } from '../prepare/setting-text'
import { type Pointed, usePointed } from './pointed'

type ParallelTooltipProps = {
  pointed: Pointed
  light: Light
  table: ParallelTable
  axes: readonly Axis[]
  boxWidth: number
}

const WIDTH = 216

/** The run under the pointer with all its values; keeps to the side of the pointer that has room. */
export function ParallelTooltip({ pointed, light, table, axes, boxWidth }: ParallelTooltipProps) {
  const at = usePointed(pointed)
  const lit = useLit(light)
  const run = lit === null ? undefined : table.runs[table.indexOf.get(lit) ?? -1]
  if (at === null || run === undefined) return null
  const left = at.x + WIDTH + 24 > boxWidth ? Math.max(0, Math.min(at.x, boxWidth) - WIDTH - 16) : at.x + 16
  return (
    <div
      data-slot="parallel-tooltip"
      className={cn(FLOATING, 'pointer-events-none absolute p-2.5 text-12')}
      style={{ left, top: at.y + 16, width: WIDTH }}
    >
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <span className="truncate font-medium">{run.name}</span>
        <StateMark state={run.state} className="text-muted" />
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5">
        {[...axes].reverse().map((axis) => (
          <div key={axis.key} className={cn('contents', axis.isObjective && 'font-medium')}>
            <dt className="truncate text-muted">{axis.label}</dt>
            <dd className="max-w-28 truncate text-right tabular-nums">{settingText(axisValue(axis, run))}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
