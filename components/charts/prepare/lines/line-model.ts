/**
 * From what the server sent to what a line chart draws: every decision is made here, so that it can be tested, and the
 * component only draws. Pure. A line keeps the colour of its run or group whatever else is on the chart.
 */
import type { GroupedSeries, Series, XAxis } from '~/server/domain/history'
import type { LineSettings } from '~/server/domain/panel'
import type { PlotGroup, PlotRun } from '../plot-run'
import { type Axis, linearAxis, logAxis, type Range, xAxisOf, xAxisWord } from '../ticks'
import { valueRange } from '../value-range'
import { type Curve, curveOf, groupCurve, lastValue, type Numbers, shownPart } from './curve'
import { legendText } from './legend'
import { smooth } from './smoothing'

export type LineSubject = { run: PlotRun | null; group: PlotGroup | null }

export type PlotLine = LineSubject & {
  id: string
  /** Storage id of the run or key of the group: what a table row brings forward. */
  owner: string
  metric: string
  name: string
  color: string
  /** Number of its metric among those of the panel: the second and later ones are dashed. */
  dash: number
  x: Numbers
  y: Numbers
  /** The values before smoothing, drawn faint; null when they are the line itself. */
  raw: Numbers | null
  low: Numbers | null
  high: Numbers | null
  /** Runs at each x, of a group. */
  counts: number[] | null
  /** The last value as it was logged, whatever the smoothing. */
  last: number | null
  /** Where NaN and infinities were logged. */
  oddX: number[]
  /** Points that were logged, of which one drawn may stand for many. */
  pointCount: number
}

/** The lines of a chart, whatever part of them is shown. */
export type LineSet = {
  lines: PlotLine[]
  wholeX: Range
  oddCount: number
}

export type LineModel = LineSet & {
  /** What the panel puts along x. */
  axis: XAxis
  x: Axis
  /** The axis in words. */
  xWord: string
  y: Axis
  isLogX: boolean
  isLogY: boolean
  /** Points that lie outside the y range, beyond its upper and its lower end. */
  above: number
  below: number
  /** Whether x shows a part of the whole. */
  isZoomed: boolean
}

export type LineData = {
  runs: PlotRun[]
  /** Drawn instead of the runs; null draws each run. */
  groups: PlotGroup[] | null
  /** In the order of the panel. */
  metrics: string[]
  series: Series[]
  grouped: GroupedSeries[]
}

/** Null when nothing has a point that could be drawn. Lines come in the order of the runs, then of the metrics. */
export function lineSet(data: LineData, settings: LineSettings): LineSet | null {
  const curves = data.groups === null ? runLines(data, settings) : groupLines(data, data.groups, settings)
  const wholeX = rangeOfX(curves, isLogAcross(settings))
  const drawn = curves.filter((line) => line.last !== null)
  if (wholeX === null || drawn.length === 0) return null
  return {
    lines: drawn.map((line) => smoothedLine(line, settings, wholeX[1] - wholeX[0])),
    wholeX,
    oddCount: curves.reduce((sum, line) => sum + line.oddX.length, 0),
  }
}

/** The part of the lines that `zoom` shows, with the axes that fit it. */
export function lineModel(set: LineSet, settings: LineSettings, zoom: Range | null): LineModel {
  const part = zoom === null ? null : overlap(zoom, set.wholeX)
  const range = part ?? set.wholeX
  const vertical = valueRange(valuesIn(set.lines, range), settings.isLogY, settings.clipsOutliers)
  // A part of x without a value still is that part, empty.
  const yRange = vertical?.range ?? (settings.isLogY ? [0.1, 1] : [0, 1])
  return {
    ...set,
    axis: settings.x,
    x: xAxisOf(settings.x, range, isLogAcross(settings)),
    xWord: xAxisWord(settings.x),
    y: settings.isLogY ? logAxis(yRange) : linearAxis(yRange),
    isLogX: isLogAcross(settings),
    isLogY: settings.isLogY,
    above: vertical?.above ?? 0,
    below: vertical?.below ?? 0,
    isZoomed: part !== null,
  }
}

/** The reader's clock has no logarithm. */
function isLogAcross({ isLogX, x }: LineSettings): boolean {
  return isLogX && x !== 'time'
}

function runLines(data: LineData, settings: LineSettings): PlotLine[] {
  const found = new Map(data.series.map((one) => [`${one.storageId} ${one.key}`, one]))
  return data.runs.flatMap((run) =>
    data.metrics.flatMap((metric, dash): PlotLine[] => {
      const series = found.get(`${run.storageId} ${metric}`)
      if (series === undefined || series.x.length === 0) return []
      const { curve, oddX } = curveOf(series, settings.isLogY)
      const line = lineOf(curve, { run, group: null }, { metric, dash, settings, metrics: data.metrics })
      const low = settings.showsExtremes ? line.low : null
      return [{ ...line, low, high: low && line.high, oddX, pointCount: series.pointCount }]
    }),
  )
}

function groupLines(data: LineData, groups: PlotGroup[], settings: LineSettings): PlotLine[] {
  const found = new Map(data.grouped.map((one) => [`${one.group} ${one.key}`, one]))
  const { aggregate, band, isLogY: isLog } = settings
  return groups.flatMap((group) =>
    data.metrics.flatMap((metric, dash): PlotLine[] => {
      const series = found.get(`${group.key} ${metric}`)
      if (series === undefined || series.x.length === 0) return []
      const curve = groupCurve(series, { aggregate, band, isLog })
      const line = lineOf(curve, { run: null, group }, { metric, dash, settings, metrics: data.metrics })
      return [{ ...line, counts: series.count, pointCount: series.x.length }]
    }),
  )
}

type Naming = { metric: string; dash: number; settings: LineSettings; metrics: string[] }

function lineOf(curve: Curve, subject: LineSubject, { metric, dash, settings, metrics }: Naming): PlotLine {
  const { run, group } = subject
  const owner = group?.key ?? run?.storageId ?? ''
  return {
    ...subject,
    ...curve,
    id: metrics.length > 1 ? `${owner} ${metric}` : owner,
    owner,
    metric,
    dash,
    name: nameOf(subject, { metric, settings, metrics }),
    color: group?.color ?? run?.color ?? 'var(--muted)',
    raw: null,
    counts: null,
    last: lastValue(curve.y),
    oddX: [],
    pointCount: curve.x.length,
  }
}

function nameOf({ run, group }: LineSubject, { metric, settings, metrics }: Omit<Naming, 'dash'>): string {
  if (settings.legend !== '') return legendText(settings.legend, { run, group, metric })
  const name = group === null ? (run?.name ?? '') : `${group.name} (${group.runCount})`
  return metrics.length > 1 ? `${name} · ${metric}` : name
}

/** Bands follow their line: a group's is smoothed like it, and that of a pixel belongs to the values as they are. */
function smoothedLine(line: PlotLine, { smoothing }: LineSettings, width: number): PlotLine {
  const y = smooth(line.x, line.y, smoothing, width)
  if (y === line.y) return line
  if (line.group === null) return { ...line, y, raw: line.y, low: null, high: null }
  const [low, high] = [line.low, line.high].map((end) => end && smooth(line.x, end, smoothing, width))
  return { ...line, y, low: low ?? null, high: high ?? null }
}

function rangeOfX(lines: PlotLine[], isLog: boolean): Range | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { x, oddX } of lines) {
    const first = isLog ? x.find((at) => at > 0) : (x[0] ?? oddX[0])
    const last = x.at(-1)
    if (first === undefined || last === undefined) continue
    low = Math.min(low, first)
    high = Math.max(high, last)
  }
  if (low > high) return null
  if (low < high) return [low, high]
  return isLog ? [low / 2, high * 2] : [low - 0.5, high + 0.5]
}

function overlap(zoom: Range, whole: Range): Range | null {
  const part: Range = [Math.max(zoom[0], whole[0]), Math.min(zoom[1], whole[1])]
  return part[0] < part[1] ? part : null
}

/** What the y-axis must have room for: lines as they are before smoothing, and bands. */
function valuesIn(lines: PlotLine[], range: Range): Numbers {
  const parts = lines.flatMap((line) => {
    const [from, to] = shownPart(line.x, range)
    return [line.raw ?? line.y, line.low, line.high].flatMap((column) => column?.subarray(from, to) ?? [])
  })
  const values = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let count = 0
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const value = part[i] ?? Number.NaN
      if (!Number.isNaN(value)) values[count++] = value
    }
  }
  return values.subarray(0, count)
}
