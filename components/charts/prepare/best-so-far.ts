/**
 * The model of "best value so far": each run a dot in the order in which runs ended, the best as a step line, and the
 * expected best of the same values in random order. Runs without a value take their place on the x-axis, because they
 * cost a run. Runs that still go on come last, with the best value they have logged.
 */
import { scaleLinear } from 'd3-scale'
import { drawnBestLine } from '~/server/domain/expected-best'
import { isBetter, type Objective } from '~/server/domain/objective'
import { isTerminal, type RunState } from '~/server/domain/run-state'
import type { SweepPoint, SweepWhole } from '~/server/domain/sweep'
import { extentOf, quantile, type ValueScale, valueScale } from './value-scale'

export const BEST_X_KINDS = ['runs', 'hours'] as const
export type BestXKind = (typeof BEST_X_KINDS)[number]

export type BestDot = {
  runId: string
  name: string
  state: RunState
  /** 1-based place among the runs. */
  place: number
  x: number
  value: number
  /** Better than all before it. */
  isRecord: boolean
}

export type BestSoFar = {
  /** Every record, and of the others as many as can be told apart. */
  dots: BestDot[]
  /** Dots there would be in all. */
  dotCount: number
  /** One corner for each record and one at the end. */
  steps: { x: number; value: number }[]
  /** What the same values in random order, at the same pace, would have reached: expected, and the band of eight in ten. */
  chance: { x: number; mean: number; band: [low: number, high: number] }[]
  scale: ValueScale
  xMax: number
  xTicks: number[]
  /** Seconds in one unit of x, and its word; null when x counts runs. */
  timeUnit: { seconds: number; word: string } | null
  /** Runs that have ended or are on their way, with and without a value. */
  runCount: number
  withoutValueCount: number
  best: BestDot | null
  median: number | null
}

/** Ended runs by their end, then those under way by their start; pending ones are not there yet. */
export function inOrderOfEnding(points: readonly SweepPoint[]): SweepPoint[] {
  const started = points.filter((point) => point.state !== 'pending')
  return started.sort((a, b) => {
    const [endedA, endedB] = [isTerminal(a.state), isTerminal(b.state)]
    if (endedA !== endedB) return endedA ? -1 : 1
    const [at, bt] = endedA ? [a.finishedAtMs, b.finishedAtMs] : [a.startedAtMs, b.startedAtMs]
    return (at ?? 0) - (bt ?? 0) || a.number - b.number || a.attempt - b.attempt
  })
}

/** The largest unit in which the whole span is at least two. */
export function timeUnitOf(seconds: number): { seconds: number; word: string } {
  if (seconds >= 2 * 86_400) return { seconds: 86_400, word: 'days' }
  if (seconds >= 2 * 3600) return { seconds: 3600, word: 'hours' }
  if (seconds >= 2 * 60) return { seconds: 60, word: 'minutes' }
  return { seconds: 1, word: 'seconds' }
}

function endSeconds(point: SweepPoint, originMs: number): number {
  if (point.finishedAtMs !== null) return (point.finishedAtMs - originMs) / 1000
  if (point.startedAtMs === null) return 0
  return (point.startedAtMs - originMs) / 1000 + (point.durationSeconds ?? 0)
}

function dotsOf(runs: Course['runs'], objective: Objective, xOf: (run: SweepPoint, place: number) => number) {
  const dots: BestDot[] = []
  let best: BestDot | null = null
  for (const { run, place } of runs) {
    if (run.value === null) continue
    const isRecord: boolean = best === null || isBetter(objective.goal, run.value, best.value)
    const { runId, name, state, value } = run
    const dot: BestDot = { runId, name, state, value, place, x: xOf(run, place), isRecord }
    dots.push(dot)
    if (isRecord) best = dot
  }
  return { dots, best }
}

/** More than this is a cloud that costs time and says no more. */
const DOT_COUNT_MAX = 3000

function thinned(dots: readonly BestDot[]): BestDot[] {
  const stride = Math.ceil(dots.length / DOT_COUNT_MAX)
  return dots.filter((dot, index) => dot.isRecord || index % stride === 0)
}

/**
 * The chance line over the runs as they came: one that has no value costs its place too, so k values stand where k in n
 * of all runs are through.
 */
function chanceOf(
  values: readonly number[],
  { goal }: Objective,
  { runs, xOf }: Pick<Course, 'runs'> & { xOf: (run: SweepPoint, place: number) => number },
): BestSoFar['chance'] {
  return drawnBestLine(values, goal).map(({ count, mean, worse, better }) => {
    const at = runs[Math.max(1, Math.round((count / values.length) * runs.length)) - 1]
    return { x: at === undefined ? count : xOf(at.run, at.place), mean, band: bandOf(worse, better) }
  })
}

function chanceOfWhole({ chance }: SweepWhole, unitSeconds: number | null): BestSoFar['chance'] {
  return chance.mean.map((mean, index) => ({
    x: unitSeconds === null ? (chance.place[index] ?? 0) : (chance.seconds[index] ?? 0) / unitSeconds,
    mean,
    band: bandOf(chance.worse[index] ?? mean, chance.better[index] ?? mean),
  }))
}

function bandOf(worse: number, better: number): [number, number] {
  return [Math.min(worse, better), Math.max(worse, better)]
}

/** As far as the sweep is known to go, so that the axis stands still while runs come in; hours have no such end. */
function xEnd(runCount: number, expectedCount: number | null): number {
  return expectedCount !== null && expectedCount <= 500 ? Math.max(runCount, expectedCount) : runCount
}

type BestOptions = {
  objective: Objective
  xKind: BestXKind
  expectedCount?: number | null
  /** Where `points` are a sample: what all runs say. */
  whole?: SweepWhole | null
}

/** The runs in the order of ending, each with its place among all of them. */
type Course = {
  runs: { run: SweepPoint; place: number }[]
  runCount: number
  originMs: number
  spanSeconds: number
}

export function bestSoFar(
  points: readonly SweepPoint[],
  { objective, xKind, expectedCount = null, whole = null }: BestOptions,
): BestSoFar {
  const course = whole === null ? courseOf(points) : sampledCourse(points, whole)
  const { runs, runCount, originMs, spanSeconds } = course
  const timeUnit = xKind === 'hours' ? timeUnitOf(spanSeconds) : null
  const xOf = (run: SweepPoint, place: number) =>
    timeUnit === null ? place : endSeconds(run, originMs) / timeUnit.seconds
  const { dots, best } = dotsOf(runs, objective, xOf)
  const values = dots.map((dot) => dot.value)
  const xLast = timeUnit === null ? runCount : spanSeconds / timeUnit.seconds
  const xMax = timeUnit === null ? xEnd(runCount, expectedCount) : xLast
  const steps = dots.filter((dot) => dot.isRecord).map(({ x, value }) => ({ x, value }))
  if (best !== null && best.x < xLast) steps.push({ x: xLast, value: best.value })
  return {
    dots: thinned(dots),
    dotCount: whole?.valueCount ?? dots.length,
    steps,
    chance:
      whole === null ? chanceOf(values, objective, { runs, xOf }) : chanceOfWhole(whole, timeUnit?.seconds ?? null),
    scale: valueScale(values, objective.goal),
    xMax,
    xTicks: scaleLinear()
      .domain([0, xMax])
      .ticks(6)
      .filter((tick) => timeUnit !== null || Number.isInteger(tick)),
    timeUnit,
    runCount,
    withoutValueCount:
      whole?.withoutValueCount ?? runs.filter(({ run }) => run.value === null && isTerminal(run.state)).length,
    best,
    median:
      whole === null
        ? quantile(
            [...values].sort((a, b) => a - b),
            0.5,
          )
        : whole.median,
  }
}

function courseOf(points: readonly SweepPoint[]): Course {
  const runs = inOrderOfEnding(points)
  const originMs = extentOf(runs.flatMap((run) => run.startedAtMs ?? []))?.[0] ?? 0
  const spanSeconds = Math.max(0, extentOf(runs.map((run) => endSeconds(run, originMs)))?.[1] ?? 0)
  return { runs: runs.map((run, index) => ({ run, place: index + 1 })), runCount: runs.length, originMs, spanSeconds }
}

function sampledCourse(points: readonly SweepPoint[], whole: SweepWhole): Course {
  const placed = points.map((run, index) => ({ run, place: whole.places[index] ?? 0 }))
  return {
    runs: placed.filter(({ run }) => run.state !== 'pending').sort((a, b) => a.place - b.place),
    runCount: whole.startedCount,
    originMs: whole.originMs,
    spanSeconds: whole.spanSeconds,
  }
}
