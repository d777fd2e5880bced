/**
 * From what the server sent to what a line chart draws: every decision is made here, so that it can be tested, and the
 * component only draws. Pure. A line keeps the colour of its run or its method whatever else is on the chart.
 */
import { methodColor } from '~/components/lib/color'
import { countOf, formatNumber } from '~/components/lib/format'
import type { Series, XAxis } from '~/server/domain/history'
import { curveOf, lastValue, type Point, smoothed } from './curve'
import { groupCurves } from './group'
import { type Axis, linearAxis, logAxis, type Range, xAxisOf } from './ticks'
import { valueRange } from './value-range'

export type PlotRun = { storageId: string; name: string; method: string | null; color: string }

export type LineOptions = {
  xAxis: XAxis
  isLog: boolean /** 0 to 0.99. */
  smoothing: number
  groupBy: 'run' | 'method'
}

export type PlotLine = {
  id: string
  name: string
  color: string
  points: Point[]
  /** The values before smoothing, drawn faint; null when they are the line itself. */
  raw: Point[] | null
  /** The last value as it was logged, whatever the smoothing. */
  last: number | null
  /** Where NaN and infinities were logged. */
  oddX: number[]
}

export type LineModel = {
  lines: PlotLine[]
  x: Axis
  y: Axis
  isLog: boolean
  /** Points that lie outside the y range, beyond its upper and its lower end. */
  above: number
  below: number
  oddCount: number
}

/** Null when no series has a point that could be drawn. Lines come in the order of `runs`. */
export function lineModel(series: Series[], runs: PlotRun[], options: LineOptions): LineModel | null {
  const byRun = new Map(series.map((one) => [one.storageId, one]))
  const single = runs.flatMap((run) => {
    const own = byRun.get(run.storageId)
    return own === undefined || own.x.length === 0 ? [] : [runLine(run, own, options)]
  })
  const lines = options.groupBy === 'method' ? methodLines(single, runs) : single
  const drawn = lines.filter((line) => line.last !== null)
  const values = drawn.flatMap((line) =>
    (line.raw ?? line.points).flatMap((point) => (point.y === null ? [] : point.y)),
  )
  const vertical = valueRange(values, options.isLog)
  const horizontal = rangeOfX(lines)
  if (vertical === null || horizontal === null) return null
  return {
    lines: drawn,
    x: xAxisOf(options.xAxis, horizontal),
    y: options.isLog ? logAxis(vertical.range) : linearAxis(vertical.range),
    isLog: options.isLog,
    above: vertical.above,
    below: vertical.below,
    oddCount: single.reduce((sum, line) => sum + line.oddX.length, 0),
  }
}

function runLine(run: PlotRun, series: Series, { isLog, smoothing }: LineOptions): PlotLine {
  const { points, oddX } = curveOf(series, isLog)
  return {
    id: run.storageId,
    name: run.name,
    color: run.color,
    points: smoothed(points, smoothing),
    raw: smoothing > 0 ? points : null,
    last: lastValue(points),
    oddX,
  }
}

function methodLines(lines: PlotLine[], runs: PlotRun[]): PlotLine[] {
  const methodOf = new Map(runs.map((run) => [run.storageId, run.method]))
  const groups = new Map<string | null, PlotLine[]>()
  for (const line of lines) {
    const method = methodOf.get(line.id) ?? null
    groups.set(method, [...(groups.get(method) ?? []), line])
  }
  return [...groups].map(([method, members]) => {
    const { points } = groupCurves(members.map((line) => line.points))
    return {
      id: method ?? 'no sweep',
      name: `${method ?? 'no sweep'} (${countOf(members.length, 'run')})`,
      color: methodColor(method),
      points,
      raw: null,
      last: lastValue(points),
      oddX: members.flatMap((line) => line.oddX),
    }
  })
}

function rangeOfX(lines: PlotLine[]): Range | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const line of lines) {
    for (const { x } of line.points) {
      low = Math.min(low, x)
      high = Math.max(high, x)
    }
  }
  if (low > high) return null
  return low === high ? [low - 0.5, high + 0.5] : [low, high]
}

/** What the picture says, for those who cannot see it. */
export function summaryOf(title: string, model: LineModel): string {
  const lasts = model.lines.filter((line) => line.last !== null).toSorted((a, b) => (b.last ?? 0) - (a.last ?? 0))
  const top = lasts[0]
  const bottom = lasts.at(-1)
  if (top === undefined || bottom === undefined) return `${title}: no values.`
  const highest = `${top.name} at ${formatNumber(top.last ?? 0)}`
  if (lasts.length === 1) return `${title}: one line; its last value is ${formatNumber(top.last ?? 0)}.`
  return `${title}: ${lasts.length} lines. Last values: highest ${highest}, lowest ${bottom.name} at ${formatNumber(bottom.last ?? 0)}.`
}
