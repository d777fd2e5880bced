import { cn } from '~/components/lib/cn'
import type { Axis } from '../prepare/parameter-axis'
import { PLOT_HEIGHT, PLOT_PAD, yOf } from './geometry'

type AxisColumnProps = {
  axis: Axis
  x: number
  /** Tick labels stand to the left, those of the last axis to the right, where there is room. */
  isLast: boolean
  isFlipped: boolean
}

const LABEL_LENGTH_MAX = 14

/** One axis with its ticks. */
export function AxisColumn({ axis, x, isLast, isFlipped }: AxisColumnProps) {
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
            {tick.label.length > LABEL_LENGTH_MAX ? `${tick.label.slice(0, LABEL_LENGTH_MAX - 1)}…` : tick.label}
          </text>
        </g>
      ))}
    </g>
  )
}
