/** Rows as CSV (RFC 4180): a column for each key in the order in which keys first come, empty where a row has none. */
import type { Json, JsonObject } from '~/server/domain/json'

export function csvText(rows: readonly JsonObject[]): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const records = rows.map((row) => keys.map((key) => (Object.hasOwn(row, key) ? cell(row[key] ?? null) : '')))
  return [keys.map(quoted), ...records].map((cells) => `${cells.join(',')}\r\n`).join('')
}

function cell(value: Json): string {
  if (value === null) return ''
  return quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
