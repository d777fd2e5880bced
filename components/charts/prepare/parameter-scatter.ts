/**
 * Value by parameter, one small chart for each: the same axis as in parallel coordinates, laid flat, and the value on a
 * scale that all charts share. Ten thousand dots say no more than a few thousand, so the best are kept and the rest thinned.
 */
import { worstFirst } from '~/server/domain/expected-best'
import type { Json } from '~/server/domain/json'
import type { Goal } from '~/server/domain/objective'
import type { RunState } from '~/server/domain/run-state'
import type { SweepPoint } from '~/server/domain/sweep'
import { qualityOf } from './parallel/parallel-table'
import { type Axis, axisValue, isSetOn, positionOf } from './parameter-axis'
import { type ValueScale, valueScale, valueSpan } from './value-scale'

/** What the colour of a dot says. */
export const DOT_COLORS = ['quality', 'state'] as const
export type DotColor = (typeof DOT_COLORS)[number]

export type ScatterDot = {
  runId: string
  name: string
  state: RunState
  x: number
  value: number
  quality: number
  setting: Json | undefined
  /** Whether the brushes let it pass. */
  passes: boolean
}

export type ParameterScatter = {
  axis: Axis
  dots: ScatterDot[]
}

export type ParameterScatters = {
  panels: ParameterScatter[]
  scale: ValueScale
  shownCount: number
  valueCount: number
}

const DOT_COUNT_MAX = 3000
const BEST_KEPT = 300
/** Dots of one choice are spread over this share of the axis, in a fixed pattern that does not jump on new data. */
const JITTER = 0.05

/** The best and an even sample of the others. */
function sampled(points: readonly SweepPoint[], goal: Goal): SweepPoint[] {
  const withValue = points.filter((point) => point.value !== null)
  if (withValue.length <= DOT_COUNT_MAX) return withValue
  const sorted = worstFirst(
    withValue.map((point) => point.value ?? 0),
    goal,
  )
  const bar = sorted[sorted.length - BEST_KEPT] ?? 0
  const stride = Math.ceil(withValue.length / (DOT_COUNT_MAX - BEST_KEPT))
  return withValue.filter(
    ({ value }, index) =>
      index % stride === 0 || (value !== null && (goal === 'maximize' ? value >= bar : value <= bar)),
  )
}

function jitterOf(axis: Axis, point: SweepPoint): number {
  if (axis.kind !== 'category') return 0
  const reach = Math.min(JITTER, 0.3 / Math.max(1, axis.categories.length - 1))
  // Golden-ratio steps by run number: even, and the same on every visit.
  return (((point.number * 0.618_033_988_75) % 1) - 0.5) * 2 * reach
}

export function parameterScatters(axes: readonly Axis[], points: readonly SweepPoint[], goal: Goal): ParameterScatters {
  const values = points.flatMap((point) => (point.value === null ? [] : [point.value]))
  const span = valueSpan(values, goal)
  const shown = sampled(points, goal)
  const panels = axes
    .filter((axis) => !axis.isObjective)
    .map((axis) => ({
      axis,
      dots: shown.map((point) => {
        const value = axisValue(axis, point)
        const jitter = isSetOn(axis, value) ? jitterOf(axis, point) : 0
        const { runId, name, state } = point
        const quality = qualityOf(point.value, span, goal)
        const x = positionOf(axis, value) + jitter
        return { runId, name, state, x, value: point.value ?? 0, quality, setting: value, passes: true }
      }),
    }))
  return { panels, scale: valueScale(values, goal, 4), shownCount: shown.length, valueCount: values.length }
}

/** The same with the dots that pass marked, and drawn last. */
export function withPassing(panel: ParameterScatter, passes: (runId: string) => boolean): ParameterScatter {
  const dots = panel.dots.map((dot) => ({ ...dot, passes: passes(dot.runId) }))
  return { ...panel, dots: [...dots.filter((dot) => !dot.passes), ...dots.filter((dot) => dot.passes)] }
}
