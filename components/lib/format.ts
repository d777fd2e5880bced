/**
 * Numbers, times and values as people say them. Pure and without a locale, so that server and browser write the same
 * text. Not for anything that is read back by a program: digits are lost on purpose.
 */
import { fromMetricValue, type Json } from '~/server/domain/json'

/** Between groups of digits and before units: a space that does not break. */
const THIN = '\u202f'
const MINUS = '\u2212'

/** Four significant digits, thousands shortened: 0.9134, 12.4 k, 3.2e-5. NaN and infinities keep their name. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`
  const size = Math.abs(value)
  const sign = value < 0 ? MINUS : ''
  if (size === 0) return '0'
  if (size < 1e-3 || size >= 1e15) return sign + exponential(size, digits)
  for (const [unit, name] of UNITS) {
    if (size >= unit * 10 || (size >= unit && unit >= 1e6)) return `${sign}${significant(size / unit, 3)}${THIN}${name}`
  }
  if (Number.isInteger(value)) return sign + groupDigits(size)
  return sign + significant(size, digits)
}

const UNITS: readonly [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
]

function significant(size: number, digits: number): string {
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)))
  const text = size.toFixed(Math.min(decimals, 20))
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function exponential(size: number, digits: number): string {
  const [mantissa = '0', exponent = '0'] = size.toExponential(digits - 1).split('e')
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  return `${short}e${exponent.replace('+', '').replace('-', MINUS)}`
}

function groupDigits(size: number): string {
  return String(size).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A count in full: 4,210. */
export function formatCount(count: number): string {
  return (count < 0 ? MINUS : '') + groupDigits(Math.abs(Math.round(count)))
}

/** "1 run", "20 runs"; `plural` where adding an s is wrong. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`
}

/** Bytes in steps of 1,000, as disks and downloads are counted: 28.4 kB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${THIN}B`
  const steps = ['kB', 'MB', 'GB', 'TB']
  const step = Math.min(steps.length, Math.floor(Math.log10(bytes) / 3))
  return `${significant(bytes / 1000 ** step, 3)}${THIN}${steps[step - 1]}`
}

/** A value with its deviation, which gets two digits: 0.871 ± 0.012. */
export function formatWithDeviation(value: number, deviation: number): string {
  if (!Number.isFinite(deviation) || deviation <= 0) return formatNumber(value)
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(deviation)))
  if (decimals > 8) return `${formatNumber(value)} ± ${formatNumber(deviation, 2)}`
  return `${value.toFixed(decimals).replace('-', MINUS)} ± ${deviation.toFixed(decimals)}`
}

/** A difference with its sign: +0.021. */
export function formatDifference(value: number): string {
  return value > 0 ? `+${formatNumber(value, 2)}` : formatNumber(value, 2)
}

/** A share of one: 42 %. */
export function formatShare(share: number): string {
  const percent = share * 100
  return `${percent > 0 && percent < 1 ? '<1' : Math.round(percent)}${THIN}%`
}

/** Two units at most: 3 min 20 s, 2 d 4 h, 0.4 s. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–'
  if (seconds < 1) return `${seconds < 0.05 ? '0' : seconds.toFixed(1)}${THIN}s`
  const whole = Math.round(seconds)
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${THIN}${unit}`)
    .join(' ')
}

/** How long ago: "now", "3 min ago", "2 d ago". */
export function formatAgo(time: string | number, now: number): string {
  const seconds = Math.max(0, (now - new Date(time).getTime()) / 1000)
  if (seconds < 10) return 'now'
  const steps: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ]
  const [size, unit] = steps.find(([step]) => seconds >= step) ?? [1, 's']
  return `${Math.floor(seconds / size)}${THIN}${unit} ago`
}

/**
 * Date and time to the second in the zone of who reads, which is named: 2026-03-01 13:04:09 GMT+1. The zone is that of
 * the browser (`useZone`); where it is not known, as on the server, it is UTC.
 */
export function formatInstant(time: string, zone: string | null): string {
  const parts = new Map(
    instantFormat(zone ?? 'UTC')
      .formatToParts(new Date(time))
      .map(({ type, value }) => [type, value]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}:${of('second')} ${of('timeZoneName')}`
}

/** The day of it alone: 2026-03-01. */
export function formatDay(time: string, zone: string | null): string {
  return formatInstant(time, zone).slice(0, 10)
}

/** Making one takes longer than a hundred uses of it. */
const instantFormats = new Map<string, Intl.DateTimeFormat>()

function instantFormat(timeZone: string): Intl.DateTimeFormat {
  const known = instantFormats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  instantFormats.set(timeZone, made)
  return made
}

/** A value of a config or a summary in one line; objects as JSON. Absent is an en dash. */
export function formatValue(value: Json | undefined): string {
  if (value === undefined || value === null) return '–'
  const number = fromMetricValue(value)
  if (number !== null) return formatNumber(number)
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

/**
 * One way of saying all numbers of a column: the same decimals for each, four significant digits at its largest, so
 * that they line up at the point. Columns that span too much (1e-5 beside 3.2) fall back to `formatNumber`.
 */
export function columnFormatter(values: number[]): (value: number) => string {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs)
  if (sizes.length === 0 || values.every((value) => Number.isInteger(value))) return formatNumber
  const largest = Math.max(...sizes)
  const smallest = Math.min(...sizes)
  if (largest >= 10_000 || smallest < 1e-3 || largest / smallest > 1e4) return formatNumber
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(largest)))
  return (value) => (Number.isFinite(value) ? value.toFixed(decimals).replace('-', MINUS) : formatNumber(value))
}
