/**
 * How one setting could vary in a sweep, judged by the values that runs had. Every value that was seen lies in what is
 * proposed; a setting for which no such space makes sense is left out, with the reason.
 */
import type { Json } from '../json'
import type { Distribution } from '../sweep-config'
import { valueKey } from '../value-key'
import { niceIntegerBounds, niceLinearBounds, niceLogBounds } from './nice-bounds'

export type ProposedParameter =
  | { kind: 'proposed'; distribution: Distribution }
  /** One sentence for people. */
  | { kind: 'left-out'; reason: string }

/** A handful of numbers that come again and again was chosen from a list, not from a range. */
const LISTED_NUMBERS_MAX = 8
/** More different texts than this are names of something, not choices. */
const CHOICES_MAX = 50
const NAMES_MIN = 8
const TEXT_LENGTH_MAX = 500
const LOG_RATIO_MIN = 50
/** Settings that people vary by factors even where a sample of them does not show it. */
const LOG_NAMES = /(^|[._-])(lr|learning_?rate|weight_?decay|wd|eps|epsilon|l1|l2|reg|lambda)([._-]|$)/i
const LOG_RATIO_BY_NAME = 4

export function proposeParameter(name: string, values: readonly Json[]): ProposedParameter {
  const distinct = distinctOf(values)
  if (distinct.some(isTooLong)) return { kind: 'left-out', reason: 'a text or list too long for a setting' }
  const [first] = distinct
  if (distinct.length === 1 && first !== undefined)
    return { kind: 'proposed', distribution: { distribution: 'constant', value: first } }
  const numbers = distinct.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  if (numbers.length === distinct.length)
    return { kind: 'proposed', distribution: proposeNumbers(name, numbers, values.length) }
  return proposeChoices(distinct, values.length)
}

function proposeNumbers(name: string, distinct: number[], count: number): Distribution {
  const sorted = [...distinct].sort((a, b) => a - b)
  const bounds = { min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 }
  const isInteger = sorted.every(Number.isSafeInteger) && bounds.max - bounds.min < Number.MAX_SAFE_INTEGER
  const isListed = sorted.length <= LISTED_NUMBERS_MAX && count >= 2 * sorted.length
  if (isListed) {
    const isRow = isInteger && sorted.length >= 3 && bounds.max - bounds.min === sorted.length - 1
    return isRow ? { distribution: 'int_uniform', ...bounds } : { distribution: 'categorical', values: sorted }
  }
  const ratio = bounds.min > 0 ? bounds.max / bounds.min : 0
  const isLog = ratio >= LOG_RATIO_MIN || (!isInteger && ratio >= LOG_RATIO_BY_NAME && LOG_NAMES.test(name))
  if (isInteger && isLog) return { distribution: 'q_log_uniform_values', ...niceLogBounds(bounds), q: 1 }
  if (isInteger) return { distribution: 'int_uniform', ...niceIntegerBounds(bounds) }
  return isLog
    ? { distribution: 'log_uniform_values', ...niceLogBounds(bounds) }
    : { distribution: 'uniform', ...niceLinearBounds(bounds) }
}

function proposeChoices(distinct: Json[], count: number): ProposedParameter {
  const isNames = distinct.length > NAMES_MIN && distinct.length === count
  if (isNames || distinct.length > CHOICES_MAX) {
    const what = distinct.every((value) => typeof value === 'string') ? 'texts' : 'values'
    const often = isNames ? `another in each of ${count} runs` : `${distinct.length} different ${what}`
    return { kind: 'left-out', reason: `${often}: more a name than a setting` }
  }
  return { kind: 'proposed', distribution: { distribution: 'categorical', values: distinct.sort(byKind) } }
}

/** Equal values once, as a sweep tells them apart. */
function distinctOf(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [valueKey(value), value])).values()]
}

function isTooLong(value: Json): boolean {
  return JSON.stringify(value).length > TEXT_LENGTH_MAX
}

/** Numbers by size, then texts by letter, then true before false, then the rest. */
function byKind(a: Json, b: Json): number {
  const [rankA, rankB] = [rankOf(a), rankOf(b)]
  if (rankA !== rankB) return rankA - rankB
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'boolean') return a ? -1 : 1
  return valueKey(a) < valueKey(b) ? -1 : 1
}

function rankOf(value: Json): number {
  return { number: 0, string: 1, boolean: 2 }[typeof value as string] ?? 3
}
