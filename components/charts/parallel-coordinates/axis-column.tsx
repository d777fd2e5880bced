'use client'

import { cn } from '~/components/lib/cn'
import type { AxisFilter } from '../prepare/axis-filters'
import type { Axis } from '../prepare/parameter-axis'
import { PLOT_HEIGHT, PLOT_PAD, yOf } from './geometry'
import { useBrush } from './use-brush'

type AxisColumnProps = {
  axis: Axis
  x: number
  /** Tick labels stand to the left, those of the last axis to the right, where there is room. */
  isLast: boolean
  isFlipped: boolean
  filter: AxisFilter | undefined
  onFilter: (filter: AxisFilter | null) => void
}

/** One axis with its ticks and its brush. The same can be done by keyboard in the axis menu. */
export function AxisColumn({ axis, x, isLast, isFlipped, filter, onFilter }: AxisColumnProps) {
  const { brush, handlers } = useBrush({ axis, filter, isFlipped, onFilter })
  const ends = brush === null ? null : brush.map((position) => yOf(position, isFlipped))
  return (
    <g transform={`translate(${x} 0)`}>
      <line y1={PLOT_PAD} y2={PLOT_HEIGHT - PLOT_PAD} stroke="var(--outline)" strokeWidth={1} />
      {axis.ticks.map((tick) => (
        <g key={`${tick.position} ${tick.label}`} transform={`translate(0 ${yOf(tick.position, isFlipped)})`}>
          <line x1={isLast ? 0 : -4} x2={isLast ? 4 : 0} stroke="var(--outline)" />
          <text
            x={isLast ? 8 : -8}
            dy="0.32em"
            textAnchor={isLast ? 'start' : 'end'}
            className={cn('fill-ink text-11', tick.label === 'not set' && 'fill-muted italic')}
            stroke="var(--surface)"
            strokeWidth={5}
            strokeLinejoin="round"
            paintOrder="stroke"
          >
            {tick.label.length > 14 ? `${tick.label.slice(0, 13)}…` : tick.label}
          </text>
        </g>
      ))}
      {ends !== null && (
        <rect
          x={-7}
          width={14}
          y={Math.min(...ends)}
          height={Math.max(2, Math.max(...ends) - Math.min(...ends))}
          rx={3}
          fill="var(--accent)"
          fillOpacity={0.22}
          stroke="var(--accent)"
        />
      )}
      <rect
        x={-14}
        width={28}
        y={0}
        height={PLOT_HEIGHT}
        fill="transparent"
        className="cursor-ns-resize touch-none"
        {...handlers}
      />
    </g>
  )
}
