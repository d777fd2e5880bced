/**
 * The runs of parallel coordinates as typed columns, one for each axis, so that thousands of lines are drawn, filtered
 * and pointed at without looking at a run again. Made once for each answer of the server; order, hiding, flipping and
 * brushing leave it as it is. Runs that share a choice are spread a little around its tick, worst to best, so that sixty
 * lines through three ticks stay sixty lines.
 */
import { type Goal, isBetter } from '~/server/domain/objective'
import type { RunState } from '~/server/domain/run-state'
import type { SweepPoint } from '~/server/domain/sweep'
import {
  type Axis,
  axisValue,
  type CategoryAxis,
  categoryIndexer,
  positionOf,
  positionOfCategory,
} from '../parameter-axis'
import { valueSpan } from '../value-scale'

/** How a line is drawn: by what became of its run. */
export const LINE_KINDS = ['finished', 'running', 'failed', 'stopped'] as const
export type LineKind = (typeof LINE_KINDS)[number]

export type ParallelColumn = {
  axis: Axis
  /** 0 at the bottom, 1 at the top, whatever way up it is drawn. */
  positions: Float32Array
  /** Of a number axis; NaN where it is not set. */
  numbers: Float64Array | null
  /** Of an axis of choices: their number, -1 where it is not set. */
  choices: Int32Array | null
}

export type ParallelTable = {
  runs: readonly SweepPoint[]
  columns: ReadonlyMap<string, ParallelColumn>
  /** The objective; NaN without one. */
  values: Float64Array
  /** How good from 0 (worst) to 1 (best); NaN without a value. */
  quality: Float32Array
  /** Place in the order of drawing: 0 is the worst, so that the best lie on top. */
  rank: Int32Array
  kinds: Uint8Array
  indexOf: ReadonlyMap<string, number>
  goal: Goal
}

/** Half the stretch around a tick that its runs may take. */
const SPREAD_MAX = 0.028

const KIND_OF: Record<RunState, LineKind> = {
  pending: 'running',
  running: 'running',
  preempting: 'running',
  preempted: 'running',
  finished: 'finished',
  crashed: 'failed',
  failed: 'failed',
  killed: 'stopped',
}

/** 0 to 1 over the span of values that matters; NaN without a value. */
export function qualityOf(value: number | null, span: readonly [number, number] | null, goal: Goal): number {
  if (value === null || span === null) return Number.NaN
  const [low, high] = span
  if (low === high) return 1
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return goal === 'maximize' ? share : 1 - share
}

/** `runs` in any order; pending ones are for the caller to leave out. */
export function parallelTable(axes: readonly Axis[], runs: readonly SweepPoint[], goal: Goal): ParallelTable {
  const order = worstFirstOrder(runs, goal)
  const rank = new Int32Array(runs.length)
  for (const [place, index] of order.entries()) rank[index] = place
  const span = valueSpan(
    runs.flatMap(({ value }) => (value === null ? [] : [value])),
    goal,
  )
  return {
    runs,
    columns: new Map(axes.map((axis) => [axis.key, columnOf(axis, runs, order)])),
    values: Float64Array.from(runs, ({ value }) => value ?? Number.NaN),
    quality: Float32Array.from(runs, ({ value }) => qualityOf(value, span, goal)),
    rank,
    kinds: Uint8Array.from(runs, ({ state }) => LINE_KINDS.indexOf(KIND_OF[state])),
    indexOf: new Map(runs.map(({ runId }, index) => [runId, index])),
    goal,
  }
}

function worstFirstOrder(runs: readonly SweepPoint[], goal: Goal): number[] {
  return [...runs.keys()].sort((a, b) => {
    const [x, y] = [runs[a]?.value ?? null, runs[b]?.value ?? null]
    if (x === y) return a - b
    if (x === null) return -1
    if (y === null) return 1
    return isBetter(goal, x, y) ? 1 : -1
  })
}

function columnOf(axis: Axis, runs: readonly SweepPoint[], order: readonly number[]): ParallelColumn {
  if (axis.kind === 'category') return choiceColumn(axis, runs, order)
  const positions = new Float32Array(runs.length)
  const numbers = new Float64Array(runs.length)
  for (const [index, run] of runs.entries()) {
    const value = axisValue(axis, run)
    positions[index] = positionOf(axis, value)
    numbers[index] = typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN
  }
  return { axis, positions, numbers, choices: null }
}

function choiceColumn(axis: CategoryAxis, runs: readonly SweepPoint[], order: readonly number[]): ParallelColumn {
  const indexOf = categoryIndexer(axis.categories)
  const choices = Int32Array.from(runs, (run) => {
    const value = axisValue(axis, run)
    return value === undefined ? -1 : indexOf(value)
  })
  const positions = Float32Array.from(choices, (choice) => positionOfCategory(axis, choice))
  spread(positions, choices, { order, choiceCount: axis.categories.length })
  return { axis, positions, numbers: null, choices }
}

/** Moves runs at the same tick apart, in the given order, without leaving the axis. */
function spread(
  positions: Float32Array,
  choices: Int32Array,
  { order, choiceCount }: { order: readonly number[]; choiceCount: number },
): void {
  const reach = Math.min(SPREAD_MAX, 0.3 / Math.max(1, choiceCount - 1))
  const sizes = new Int32Array(choiceCount + 1)
  for (const choice of choices) sizes[choice + 1] = (sizes[choice + 1] ?? 0) + 1
  const seen = new Int32Array(choiceCount + 1)
  for (const index of order) {
    const group = (choices[index] ?? -1) + 1
    const [size, place] = [sizes[group] ?? 0, seen[group] ?? 0]
    seen[group] = place + 1
    if (size < 2) continue
    const offset = (place / (size - 1) - 0.5) * 2 * reach * Math.min(1, size / 12)
    positions[index] = Math.min(1, Math.max(0, (positions[index] ?? 0) + offset))
  }
}
