/**
 * Axes: the range that is drawn and where its ticks stand. Pure. Ticks are four to six nice numbers, decades on a log
 * axis, whole units of time on a time axis; they may lie anywhere inside the range, whose ends are the data's.
 */
import { scaleLinear, scaleLog, scaleTime } from 'd3-scale'
import { formatDuration, formatNumber } from '~/components/lib/format'
import type { XAxis } from '~/server/domain/history'

export type Range = [number, number]
export type Axis = {
  range: Range
  ticks: number[]
  labels: string[]
  /** Says any place on the axis, as a tooltip does. */
  format: (value: number) => string
}

const TICK_COUNT = 5
const NICE_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400]

export function linearAxis(range: Range, tickCount = TICK_COUNT): Axis {
  const ticks = scaleLinear().domain(range).ticks(tickCount)
  return { range, ticks, labels: labelsOf(ticks), format: formatNumber }
}

/** `range` is above zero at both ends. Under three decades 2 and 5 get ticks too. */
export function logAxis(range: Range): Axis {
  const decades = Math.log10(range[1] / range[0])
  const all = scaleLog().domain(range).ticks(10)
  const allowed = decades > 3 ? [1] : [1, 2, 5]
  const chosen = all.filter((tick) => allowed.includes(leadingDigit(tick)))
  const step = Math.ceil(chosen.length / (TICK_COUNT + 2))
  const ticks = chosen.length < 2 ? scaleLinear().domain(range).ticks(4) : chosen.filter((_, i) => i % step === 0)
  return { range, ticks, labels: ticks.map((tick) => formatNumber(tick, 3)), format: formatNumber }
}

/** The axis in words, as a title beside it says it. */
export function xAxisWord(kind: XAxis): string {
  if (kind === 'runtime') return 'time since start'
  if (kind === 'time') return 'time of day'
  return kind === 'step' ? 'step' : kind.slice('metric:'.length)
}

/**
 * Steps are whole numbers; runtime is seconds said as durations; time is the reader's clock. A log axis begins above
 * zero; on the reader's clock it makes no sense and is not drawn.
 */
export function xAxisOf(kind: XAxis, range: Range, isLog = false): Axis {
  if (kind === 'time') return clockAxis(range)
  if (isLog && range[0] > 0) return { ...logAxis(range), format: placeFormat(kind) }
  if (kind === 'runtime') return durationAxis(range)
  const axis = linearAxis(range)
  if (kind !== 'step') return { ...axis, format: placeFormat(kind) }
  const ticks = axis.ticks.filter(Number.isInteger)
  return {
    range,
    ticks,
    labels: ticks.map((tick) => formatNumber(tick)),
    format: placeFormat(kind),
  }
}

function placeFormat(kind: XAxis): (value: number) => string {
  if (kind === 'runtime') return formatDuration
  if (kind === 'step') return (step) => `step ${formatNumber(Math.round(step))}`
  return (value) => `${xAxisWord(kind)} ${formatNumber(value)}`
}

function durationAxis(range: Range): Axis {
  const span = range[1] - range[0]
  const step = NICE_SECONDS.find((seconds) => span / seconds <= TICK_COUNT + 1)
  if (step === undefined || span < 3) {
    const unit = step === undefined ? 86_400 : 1
    const ticks = linearAxis([range[0] / unit, range[1] / unit]).ticks.map((tick) => tick * unit)
    return { range, ticks, labels: ticks.map(formatDuration), format: formatDuration }
  }
  const first = Math.ceil(range[0] / step)
  const ticks = Array.from({ length: Math.floor(range[1] / step) - first + 1 }, (_, i) => (first + i) * step)
  return {
    range,
    ticks,
    labels: ticks.map((tick) => (tick === 0 ? '0' : formatDuration(tick))),
    format: formatDuration,
  }
}

function clockAxis(range: Range): Axis {
  const scale = scaleTime().domain(range.map((seconds) => new Date(seconds * 1000)))
  const dates = scale.ticks(4)
  const format = scale.tickFormat(4, range[1] - range[0] < 86_400 ? '%H:%M' : undefined)
  return {
    range,
    ticks: dates.map((date) => date.getTime() / 1000),
    labels: dates.map(format),
    format: (seconds) => new Date(seconds * 1000).toLocaleString(),
  }
}

/** All with the same number of decimals, so that a column of labels can be compared by eye. */
function labelsOf(ticks: number[]): string[] {
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : 1
  const size = Math.max(...ticks.map(Math.abs), 0)
  if (size >= 10_000 || (size > 0 && size < 1e-3)) return ticks.map((tick) => formatNumber(tick, 3))
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return ticks.map((tick) => tick.toFixed(decimals).replace('-', '\u2212'))
}

function leadingDigit(value: number): number {
  return Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9))
}
