/**
 * The lines of parallel coordinates as numbers that a canvas can draw without thinking: one row of positions for each
 * run, and how good its value is from 0 (worst) to 1 (best). Runs that share a choice are spread a little around its
 * tick, worst to best, so that sixty lines through three ticks stay sixty lines.
 */
import { type Goal, isBetter } from '~/server/domain/objective'
import type { RunState } from '~/server/domain/run-state'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Axis, axisValue, positionOf } from './parameter-axis'
import { valueSpan } from './value-scale'

export type ParallelLines = {
  count: number
  axisCount: number
  /** Row by row, `axisCount` numbers between 0 and 1 for each run. */
  positions: Float32Array
  /** NaN for a run without a value. */
  quality: Float32Array
  runs: { runId: string; name: string; state: RunState }[]
  /** Indices, worst first, so that the best are drawn on top; runs without a value come before all. */
  drawOrder: number[]
}

/** Half the stretch around a tick that its runs may take. */
const SPREAD_MAX = 0.028

/** 0 to 1 over the span of values that matters; NaN without a value. */
export function qualityOf(value: number | null, span: readonly [number, number] | null, goal: Goal): number {
  if (value === null || span === null) return Number.NaN
  const [low, high] = span
  if (low === high) return 1
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return goal === 'maximize' ? share : 1 - share
}

function worstFirstOrder(points: readonly SweepPoint[], goal: Goal): number[] {
  return points
    .map((point, index) => ({ value: point.value, index }))
    .sort((a, b) => {
      if (a.value === b.value) return a.index - b.index
      if (a.value === null) return -1
      if (b.value === null) return 1
      return isBetter(goal, a.value, b.value) ? 1 : -1
    })
    .map(({ index }) => index)
}

/** Moves runs at the same tick apart, in the given order, without leaving the axis. */
function spread(column: number[], order: readonly number[], tickCount: number): void {
  const groups = new Map<number, number[]>()
  for (const index of order) {
    const position = column[index] ?? 0
    const group = groups.get(position)
    if (group === undefined) groups.set(position, [index])
    else group.push(index)
  }
  const reach = Math.min(SPREAD_MAX, 0.3 / Math.max(1, tickCount - 1))
  for (const [position, group] of groups) {
    if (group.length < 2) continue
    for (const [rank, index] of group.entries()) {
      const offset = (rank / (group.length - 1) - 0.5) * 2 * reach * Math.min(1, group.length / 12)
      column[index] = Math.min(1, Math.max(0, position + offset))
    }
  }
}

function columnOf(axis: Axis, points: readonly SweepPoint[], order: readonly number[]): number[] {
  const column = points.map((point) => positionOf(axis, axisValue(axis, point)))
  if (axis.kind === 'category') spread(column, order, axis.categories.length)
  return column
}

export function parallelLines(axes: readonly Axis[], points: readonly SweepPoint[], goal: Goal): ParallelLines {
  const order = worstFirstOrder(points, goal)
  const columns = axes.map((axis) => columnOf(axis, points, order))
  const span = valueSpan(
    points.flatMap((point) => (point.value === null ? [] : [point.value])),
    goal,
  )
  const positions = new Float32Array(points.length * axes.length)
  const quality = new Float32Array(points.length)
  for (const [row, point] of points.entries()) {
    quality[row] = qualityOf(point.value, span, goal)
    for (const [column, values] of columns.entries()) positions[row * axes.length + column] = values[row] ?? 0
  }
  return {
    count: points.length,
    axisCount: axes.length,
    positions,
    quality,
    runs: points.map(({ runId, name, state }) => ({ runId, name, state })),
    drawOrder: order,
  }
}

/**
 * The run whose line passes nearest to a place, among those allowed; null when none is within `reach`. `column` is
 * where the pointer is in units of axes (1.5 = half way between the second and the third), the other two are heights.
 */
export function nearestLine(
  lines: ParallelLines,
  at: { column: number; position: number; reach: number },
  isAllowed: (index: number) => boolean,
  flipped: readonly boolean[] = [],
): number | null {
  const left = Math.min(Math.max(Math.floor(at.column), 0), Math.max(lines.axisCount - 2, 0))
  const share = Math.min(1, Math.max(0, at.column - left))
  const heightAt = (index: number, column: number) => {
    const position = lines.positions[index * lines.axisCount + Math.min(column, lines.axisCount - 1)] ?? 0
    return flipped[column] === true ? 1 - position : position
  }
  let nearest: number | null = null
  let distance = at.reach
  // Best last in the order of drawing: on a tie the line on top wins.
  for (const index of lines.drawOrder) {
    if (!isAllowed(index)) continue
    const height = heightAt(index, left) * (1 - share) + heightAt(index, left + 1) * share
    const gap = Math.abs(height - at.position)
    if (gap <= distance) {
      distance = gap
      nearest = index
    }
  }
  return nearest
}
