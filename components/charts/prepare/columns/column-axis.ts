/**
 * The axis of a column of runs: numbers, times, or words in a row. Pure. A value that has no place on it (none at all, or
 * zero on a log axis) is null, and whoever draws says how many that were.
 */
import { formatDuration, formatValue } from '~/components/lib/format'
import { numberIn } from '~/server/domain/column-number'
import type { Json } from '~/server/domain/json'
import { columnKind } from '~/server/domain/run-column'
import { type Axis, linearAxis, logAxis, type Range, xAxisOf } from '../ticks'

export type ColumnAxis = Axis & {
  isLog: boolean
  /** Words in a row rather than a scale. */
  isWords: boolean
  /** Where a value stands, in the axis' own numbers. */
  place: (value: Json | undefined) => number | null
}

/** More words than this are no axis; the most frequent ones get a place. */
const WORDS_MAX = 24
const AIR = 0.04

/** Null when no value has a place. */
export function columnAxis(values: readonly Json[], column: string, isLog = false): ColumnAxis | null {
  const given = values.filter((value) => value !== null)
  const numbers = given.flatMap((value) => numberIn(value, column) ?? [])
  if (given.length > 0 && given.every((value) => typeof value === 'boolean')) return wordAxis(given)
  // A column that is mostly words has a word here and there that reads as a number.
  if (numbers.length * 2 < given.length) return wordAxis(given)
  const placed = isLog ? numbers.filter((number) => number > 0) : numbers
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const number of placed) [low, high] = [Math.min(low, number), Math.max(high, number)]
  if (low > high) return null
  const kind = columnKind(column)
  return {
    ...numberAxis([low, high], { isLog, isTime: kind === 'time', isDuration: column === 'durationSeconds' }),
    isLog,
    isWords: false,
    place(value) {
      const number = numberIn(value, column)
      return number === null || (isLog && number <= 0) ? null : number
    },
  }
}

function numberAxis(
  [low, high]: Range,
  { isLog, isTime, isDuration }: { isLog: boolean; isTime: boolean; isDuration: boolean },
): Axis {
  if (isLog) {
    const air = (high / low) ** AIR
    return logAxis(low === high ? [low / 2, high * 2] : [low / air, high * air])
  }
  const air = high > low ? (high - low) * AIR : Math.abs(high) * AIR || 1
  const range: Range = [low - air, high + air]
  if (isTime) return xAxisOf('time', range)
  if (!isDuration) return linearAxis(range)
  const axis = xAxisOf('runtime', [Math.max(0, range[0]), range[1]])
  return { ...axis, format: formatDuration }
}

function wordAxis(values: readonly Json[]): ColumnAxis | null {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(formatValue(value), (counts.get(formatValue(value)) ?? 0) + 1)
  const words = [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, WORDS_MAX)
    .map(([word]) => word)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (words.length === 0) return null
  const places = new Map(words.map((word, index) => [word, index]))
  return {
    range: [-0.5, words.length - 0.5],
    ticks: words.map((_, index) => index),
    labels: words,
    format: (at) => words[Math.round(at)] ?? '',
    isLog: false,
    isWords: true,
    place: (value) => (value === null || value === undefined ? null : (places.get(formatValue(value)) ?? null)),
  }
}
