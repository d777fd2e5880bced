/** Bars of one column: a value for each run, or the mean of each group with its spread and number. Pure. */

import { numberIn } from '~/server/domain/column-number'
import type { GroupBand } from '~/server/domain/panel'
import type { PlotGroup, PlotRun } from '../plot-run'
import { type Axis, linearAxis, logAxis } from '../ticks'
import type { ValuePoint } from './value-point'

export type Bar = {
  key: string
  name: string
  color: string
  value: number
  /** Ends of the error bar; null of a single value. */
  low: number | null
  high: number | null
  count: number
  runId: string | null
}

export type BarModel = {
  bars: Bar[]
  axis: Axis
  isLog: boolean
  /** Where bars begin: zero, or the left end of a log axis. */
  base: number
  /** Runs or groups without a number. */
  withoutValue: number
}

type BarData = {
  /** Of which the first column is drawn. */
  points: readonly ValuePoint[]
  column: string
  runs: readonly PlotRun[]
  groups: readonly PlotGroup[] | null
}

/** Null when nothing has a value. In the order of the table. */
export function barModel(data: BarData, { band, isLog }: { band: GroupBand; isLog: boolean }): BarModel | null {
  const { points, column, runs, groups } = data
  const numberOf = new Map(points.map(({ storageId, values }) => [storageId, numberIn(values[0], column)]))
  const all =
    groups === null ? runs.map((run) => runBar(run, numberOf)) : groups.map((group) => groupBar(group, numberOf, band))
  const bars = all.filter((bar) => bar !== null).filter(({ value }) => !isLog || value > 0)
  const ends = bars
    .flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])
    .filter((end) => !isLog || end > 0)
  if (ends.length === 0) return null
  const [low, high] = [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))]
  // A bar says its value by its length, so that it begins at zero; on a log axis there is none.
  const axis = isLog ? logAxis([low / 1.5, high * 1.1]) : linearAxis(padded(Math.min(0, low), Math.max(0, high)))
  return { bars, axis, isLog, base: isLog ? axis.range[0] : 0, withoutValue: all.length - bars.length }
}

function padded(low: number, high: number): [number, number] {
  if (low === high) return [0, 1]
  const air = (high - low) * 0.04
  return [low < 0 ? low - air : low, high > 0 ? high + air : high]
}

function runBar(run: PlotRun, numberOf: ReadonlyMap<string, number | null>): Bar | null {
  const value = numberOf.get(run.storageId) ?? null
  if (value === null) return null
  return { key: run.storageId, name: run.name, color: run.color, value, low: null, high: null, count: 1, runId: run.id }
}

function groupBar(group: PlotGroup, numberOf: ReadonlyMap<string, number | null>, band: GroupBand): Bar | null {
  const values = group.storageIds.flatMap((id) => numberOf.get(id) ?? [])
  if (values.length === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [low, high] = spread(values, mean, band)
  return {
    key: group.key,
    name: group.name,
    color: group.color,
    value: mean,
    low,
    high,
    count: values.length,
    runId: null,
  }
}

function spread(values: readonly number[], mean: number, band: GroupBand): [number | null, number | null] {
  if (values.length < 2 || band === 'none') return [null, null]
  if (band === 'minmax') return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
  const reach = band === 'std' ? deviation : deviation / Math.sqrt(values.length)
  return [mean - reach, mean + reach]
}
