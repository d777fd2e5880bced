/**
 * The figure of a comparison: best value against number of runs or compute time. A step line for each sweep, a band for
 * each contender that has one, a dot where each sweep reached the level, and the best of random draws from all runs.
 */
import type { CompareAxis, ComparedSweep, Comparison, Contender } from '~/server/domain/comparison'
import type { Method } from '~/server/domain/sweep-config'
import { extentOf, type ValueScale, valueScale } from '../value-scale'
import { axisTicks, axisUnit, logTicks } from './axis'

export type FigureLine = {
  index: number
  name: string
  method: Method
  /** Number among the contenders of its method, to tell lines of one colour apart by their dash. */
  ordinal: number
  /** One of several sweeps of its contender: drawn thin, for the middle one speaks for them. */
  isReplicate: boolean
  /** In the unit of the axis. */
  levelAt: { x: number; value: number; text: string } | null
}

export type FigureContender = {
  index: number
  label: string
  method: Method
  ordinal: number
  sweepCount: number
  band: 'orders' | 'replicates' | null
}

export type FigureRow = {
  /** In the unit of the axis, and as the server said it. */
  x: number
  place: number
  /** By index of the sweep. */
  best: (number | null)[]
  /** By index of the contender. */
  mid: (number | null)[]
  band: ([number, number] | null)[]
  reference: number | null
  referenceBand: [number, number] | null
}

export type CompareFigure = {
  axis: CompareAxis
  lines: FigureLine[]
  contenders: FigureContender[]
  rows: FigureRow[]
  scale: ValueScale
  isLog: boolean
  xDomain: [number, number]
  xTicks: number[]
  /** Unit of the axis, as its title says it: "runs", "hours". */
  unit: string
}

/** Dots are labelled while their numbers can be told apart. */
const LABELLED_LINES_MAX = 5

/** Past this ratio of most to fewest everything that happens would be at the left edge. */
const LOG_RATIO = 500

/** `isLog` null leaves it to how far the axis goes. */
export function compareFigure(comparison: Comparison, isLog: boolean | null = null): CompareFigure {
  const { axis, x, sweeps, contenders, reference } = comparison
  const unit = axisUnit(comparison)
  const rows = x.map(
    (place, at): FigureRow => ({
      x: place / unit.size,
      place,
      best: sweeps.map(({ line }) => line[at] ?? null),
      mid: contenders.map(({ band }) => (band?.basis === 'replicates' ? (band.mid[at] ?? null) : null)),
      band: contenders.map(({ band }) => pairOf(band?.low[at], band?.high[at])),
      reference: reference.mean[at] ?? null,
      referenceBand: pairOf(reference.low[at], reference.high[at]),
    }),
  )
  const xMax = (x.at(-1) ?? 0) / unit.size
  const firstEnd = x.find((_, at) => sweeps.some(({ line }) => line[at] !== null)) ?? x[0] ?? 0
  const xMin = axis === 'runs' ? 1 : Math.max(firstEnd / unit.size, xMax / 1e4)
  const drawsLog = (isLog ?? xMax / xMin > LOG_RATIO) && xMin > 0 && xMax > xMin
  const xDomain: [number, number] = drawsLog ? [xMin, xMax] : [0, xMax]
  return {
    axis,
    lines: sweeps.map((sweep, index) => lineOf(sweep, index, { comparison, unitSize: unit.size })),
    contenders: contenders.map((contender, index) => toContender(contender, index)),
    rows,
    scale: scaleOf(comparison),
    isLog: drawsLog,
    xDomain,
    xTicks: drawsLog ? logTicks(xDomain) : axisTicks(axis, xMax),
    unit: unit.word,
  }
}

function pairOf(low: number | null | undefined, high: number | null | undefined): [number, number] | null {
  return low == null || high == null ? null : [low, high]
}

function toContender({ label, method, ordinal, sweeps, band }: Contender, index: number): FigureContender {
  return { index, label, method, ordinal, sweepCount: sweeps.length, band: band?.basis ?? null }
}

type LineContext = { comparison: Comparison; unitSize: number }

function lineOf(sweep: ComparedSweep, index: number, { comparison, unitSize }: LineContext): FigureLine {
  const contender = comparison.contenders[sweep.contender]
  const reachedAt = comparison.axis === 'runs' ? sweep.runsToLevel : sweep.secondsToLevel
  return {
    index,
    name: sweep.name,
    method: sweep.method,
    ordinal: contender?.ordinal ?? 0,
    isReplicate: (contender?.sweeps.length ?? 1) > 1,
    levelAt: levelPoint(sweep, reachedAt, { comparison, unitSize }),
  }
}

/** The value that the sweep had there; on the time axis a place that was left out is near enough. */
function levelPoint({ line, runsToLevel }: ComparedSweep, at: number | null, { comparison, unitSize }: LineContext) {
  if (at === null || runsToLevel === null) return null
  const place = comparison.x.findIndex((each) => each >= at)
  const value = line[place] ?? comparison.level.value
  if (value === null) return null
  const isLabelled = comparison.sweeps.length <= LABELLED_LINES_MAX
  return { x: at / unitSize, value, text: isLabelled && comparison.axis === 'runs' ? String(runsToLevel) : '' }
}

/** Over the steps of the lines and what luck reaches; a long flat line counts once. */
function scaleOf({ sweeps, contenders, reference, objective }: Comparison): ValueScale {
  const steps = sweeps.flatMap(({ line }) => [...new Set(line)])
  const ends = contenders.flatMap(({ band }) => [
    band?.low.findLast((it) => it !== null),
    band?.high.findLast((it) => it !== null),
  ])
  const values = [...steps, ...ends, reference.mean.findLast((it) => it !== null)]
  return valueScale(
    values.filter((value) => value !== null && value !== undefined),
    objective.goal,
  )
}

/** Whether anything is to be drawn. */
export function isEmptyFigure({ rows, lines }: CompareFigure): boolean {
  return lines.every(({ index }) => extentOf(rows.flatMap(({ best }) => best[index] ?? [])) === null)
}
