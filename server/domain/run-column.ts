/**
 * Columns of runs: what can be shown, sorted, filtered and grouped by. A column is named by its id everywhere, in
 * addresses, in filters and on the wire: `name`, `config.lr`, `summary.val_loss`, `min.val_loss`. A key may hold dots; the
 * key as it stands comes before the path into an object.
 */
import { z } from 'zod'

export type ColumnKind = 'text' | 'texts' | 'state' | 'time' | 'number' | 'json'

/** `texts` has several at once: a run's tags, a sweep's id and name; a condition holds when it holds for one of them. */
export const OWN_COLUMNS = {
  name: 'text',
  id: 'text',
  state: 'state',
  sweep: 'texts',
  method: 'text',
  group: 'text',
  jobType: 'text',
  tags: 'texts',
  notes: 'text',
  createdAt: 'time',
  startedAt: 'time',
  finishedAt: 'time',
  durationSeconds: 'number',
  host: 'text',
  program: 'text',
  attempt: 'number',
  agent: 'text',
} as const satisfies Record<string, ColumnKind>

export type OwnColumn = keyof typeof OWN_COLUMNS

/**
 * `config` and `summary` are JSON of any type; `min`, `max` and `best` are numbers over a metric's whole history, best in
 * the sense of the goal that a sweep of the project names.
 */
const COLUMN_PLACES = ['config', 'summary', 'min', 'max', 'best'] as const
export type ColumnPlace = (typeof COLUMN_PLACES)[number]

export type RunColumnName = { place: 'own'; name: OwnColumn } | { place: ColumnPlace; key: string }

export const COLUMN_ID_MAX = 300

export const COLUMNS_ALLOWED = `${Object.keys(OWN_COLUMNS).join(', ')}, ${COLUMN_PLACES.map((place) => `${place}.<key>`).join(', ')}`

function isOwn(id: string): id is OwnColumn {
  return Object.hasOwn(OWN_COLUMNS, id)
}

function isPlace(text: string): text is ColumnPlace {
  return COLUMN_PLACES.some((place) => place === text)
}

/** Null for what names no column. */
export function readColumn(id: string): RunColumnName | null {
  if (id.length > COLUMN_ID_MAX) return null
  if (isOwn(id)) return { place: 'own', name: id }
  const dot = id.indexOf('.')
  const place = id.slice(0, Math.max(0, dot))
  return isPlace(place) && dot < id.length - 1 ? { place, key: id.slice(dot + 1) } : null
}

export function columnKind(id: string): ColumnKind | null {
  const column = readColumn(id)
  if (column === null) return null
  if (column.place === 'own') return OWN_COLUMNS[column.name]
  return column.place === 'config' || column.place === 'summary' ? 'json' : 'number'
}

export const runColumnSchema = z
  .string()
  .max(COLUMN_ID_MAX)
  .refine((id) => readColumn(id) !== null, { error: COLUMNS_ALLOWED })
