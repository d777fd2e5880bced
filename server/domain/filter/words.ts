/** The words of the filter language: which characters they are made of, and what a word means as a value. */
import type { FilterValue } from './tree'

/** Everything else parts words or needs quotes. */
const PARTS_WORDS = /[\s\p{C}()",'=<>~!\\`]/u
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/
const DURATION = /^(-?)(\d{1,9}(?:\.\d{1,6})?)(s|min|m|h|d|w)$/

const SECONDS: Record<string, number> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400, w: 604_800 }

export const KEYWORDS: readonly string[] = ['and', 'or', 'not', 'in', 'contains', 'exists', 'missing']
const CONSTANTS: ReadonlyMap<string, FilterValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

export function isWordChar(char: string): boolean {
  return !PARTS_WORDS.test(char)
}

/** What stands unquoted in the place of a value. */
export function valueOfWord(word: string): FilterValue {
  const constant = CONSTANTS.get(word.toLowerCase())
  if (constant !== undefined) return constant
  if (NUMBER.test(word) && Number.isFinite(Number(word))) return Number(word)
  if (DATE.test(word) && timeMsOf(word) !== null) return { time: word }
  return DURATION.test(word) ? { duration: word } : word
}

/** Whether text may stand unquoted and still be read as that text. */
export function isPlainText(text: string): boolean {
  if (text === '' || PARTS_WORDS.test(text)) return false
  return !KEYWORDS.includes(text.toLowerCase()) && typeof valueOfWord(text) === 'string'
}

/** Whether the key of a column may stand unquoted. */
export function isPlainKey(key: string): boolean {
  return key !== '' && !PARTS_WORDS.test(key)
}

/** Epoch milliseconds, UTC where the text names no zone; null for a date that does not exist. */
export function timeMsOf(text: string): number | null {
  const hasZone = /(?:Z|[+-]\d{2}:\d{2})$/.test(text.slice(10))
  const ms = Date.parse(text.length === 10 || hasZone ? text : `${text}Z`)
  return Number.isNaN(ms) ? null : ms
}

/** Null when the text is no duration. */
export function secondsOf(text: string): number | null {
  const [, sign, amount, unit] = DURATION.exec(text) ?? []
  if (amount === undefined || unit === undefined) return null
  return (sign === '-' ? -1 : 1) * Number(amount) * (SECONDS[unit] ?? 1)
}

export function quoted(text: string): string {
  return JSON.stringify(text)
}
