/**
 * One line of history as text and as values. The wandb client writes NaN, Infinity and -Infinity bare, which
 * JSON.parse refuses; a line without them costs one JSON.parse. What can never be stored is refused with the reason;
 * characters that PostgreSQL has no room for (NUL, half a surrogate pair) become U+FFFD instead, because a refusal
 * makes the client drop the rest of its run.
 */
import { invalid, type Problem } from './errors'
import { JSON_DEPTH_MAX, type Json, type JsonObject, POISONOUS_KEYS, storableText } from './json'

export const METRIC_NAME_BYTES_MAX = 1024

/**
 * Values of one row; numbers may be NaN and infinite, integers past 2^53 are rounded. Throws INVALID naming `path`,
 * which is where the line stands in the request.
 */
export function parseJsonLine(text: string, path: string, keysMax: number): JsonObject {
  const row = cleaned(parsed(text, path), path, { left: keysMax, max: keysMax })
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw refusal(path, shown(text), 'a JSON object')
  const step = row._step
  if (step !== undefined && step !== null && !Number.isSafeInteger(step))
    throw refusal(`${path}._step`, shown(printJsonLine(step)), 'a whole number between -(2^53 - 1) and 2^53 - 1')
  return row
}

/** The inverse of `parseJsonLine`, in the same dialect. */
export function printJsonLine(value: Json): string {
  if (typeof value === 'number') return printNumber(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(printJsonLine).join(',')}]`
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${printJsonLine(item)}`)
    .join(',')}}`
}

function printNumber(value: number): string {
  if (Object.is(value, -0)) return '-0'
  // JSON.stringify would write 2^60 with its last digits as zeros.
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21) return String(BigInt(value))
  return String(value)
}

function parsed(text: string, path: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    // Not JSON as it stands; perhaps it is with numbers that JSON does not know.
  }
  if (!text.includes('NaN') && !text.includes('Infinity')) throw refusal(path, shown(text), 'a JSON object')
  let mark = '\u0001NaN'
  while (text.includes(JSON.stringify(mark).slice(1, -1))) mark = `\u0001${mark}`
  try {
    return unmarked(JSON.parse(withNumberWords(text, JSON.stringify(mark))) as Json, mark, 0)
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal(path, shown(text), 'a JSON object')
    throw error
  }
}

/** Bare Infinity becomes a literal that overflows to it, bare NaN the mark; strings are left alone. */
function withNumberWords(text: string, mark: string): string {
  let result = ''
  let from = 0
  while (from < text.length) {
    const quote = text.indexOf('"', from)
    const outside = text.slice(from, quote === -1 ? text.length : quote)
    result += outside.replace(/\bInfinity\b/g, '1e999').replace(/\bNaN\b/g, mark)
    if (quote === -1) break
    const end = endOfString(text, quote)
    result += text.slice(quote, end)
    from = end
  }
  return result
}

function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1
    if (backslashes % 2 === 0) return quote + 1
  }
  return text.length
}

function unmarked(value: Json, mark: string, depth: number): Json {
  if (value === mark) return Number.NaN
  if (typeof value !== 'object' || value === null || depth > JSON_DEPTH_MAX) return value
  if (Array.isArray(value)) return value.map((item) => unmarked(item, mark, depth + 1))
  for (const key of Object.keys(value)) {
    // Assigning `__proto__` would set the prototype; such a row is refused in the next step anyway.
    if (key !== '__proto__') value[key] = unmarked(value[key] ?? null, mark, depth + 1)
  }
  return value
}

type Budget = { left: number; max: number }

function cleaned(value: Json, path: string, budget: Budget, depth = 0): Json {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= JSON_DEPTH_MAX) throw refusal(path, `more than ${JSON_DEPTH_MAX} levels`, 'less deep nesting')
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === 'number' ? item : cleaned(item, path, budget, depth + 1)))
  }
  const keys = Object.keys(value)
  budget.left -= keys.length
  if (budget.left < 0) throw refusal(path, `more than ${budget.max} keys in one row`, `at most ${budget.max} keys`)
  let row = value
  for (const key of keys) {
    const storable = checkedKey(key, path)
    if (storable !== key) row = renamed(row, key, storable)
    const item = row[storable]
    if (item !== undefined && typeof item !== 'number') row[storable] = cleaned(item, path, budget, depth + 1)
  }
  return row
}

function checkedKey(key: string, path: string): string {
  if (POISONOUS_KEYS.has(key)) throw refusal(`${path}.${key}`, `the name ${key}`, 'another name: this one is reserved')
  // A UTF-16 unit is at most three bytes, so short names need no encoding to be known as short.
  if (key.length * 3 > METRIC_NAME_BYTES_MAX && new TextEncoder().encode(key).length > METRIC_NAME_BYTES_MAX) {
    throw refusal(path, `a key of ${key.length} characters`, `keys of at most ${METRIC_NAME_BYTES_MAX} bytes`)
  }
  return storableText(key)
}

function renamed(row: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(row).map(([key, item]) => [key === from ? to : key, item]))
}

function refusal(path: string, found: string, allowed: string): Error {
  const problem: Problem = { path, line: null, found, allowed }
  return invalid([problem])
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
