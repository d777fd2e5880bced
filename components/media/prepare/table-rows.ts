/** A table's rows as a reader asks for them: searched, sorted, and as text. Pure. */
import { formatNumber } from '~/components/lib/format'
import { fromMetricValue, type Json } from '~/server/domain/json'

export type TableContent = { columns: string[]; rows: Json[][] }

/** Null for what is no table: `{columns: [text], data: [[…]]}` in a table file. */
export function readTable(value: unknown): TableContent | null {
  if (typeof value !== 'object' || value === null || !('columns' in value) || !('data' in value)) return null
  const { columns, data } = value
  if (!Array.isArray(columns) || !Array.isArray(data) || !data.every(Array.isArray)) return null
  return { columns: columns.map(String), rows: data }
}

export type TableSort = { column: number; isDescending: boolean }

/** Indexes of the rows that hold the text, in the wanted order; without one as they are. */
export function shownRows({ rows }: TableContent, search: string, sort: TableSort | null): number[] {
  const needle = search.trim().toLowerCase()
  const found = rows.flatMap((row, index) =>
    needle === '' || row.some((cell) => cellText(cell).toLowerCase().includes(needle)) ? [index] : [],
  )
  if (sort === null) return found
  const keys = rows.map((row) => sortKey(row[sort.column] ?? null))
  const direction = sort.isDescending ? -1 : 1
  return found.sort((a, b) => compareKeys(keys[a], keys[b], direction) || a - b)
}

type SortKey = { number: number } | { text: string } | null

function sortKey(cell: Json): SortKey {
  if (cell === null) return null
  const number = fromMetricValue(cell)
  if (number !== null) return Number.isNaN(number) ? null : { number }
  return { text: cellText(cell) }
}

/** Numbers before texts, and what is no value last in either direction. */
function compareKeys(a: SortKey | undefined, b: SortKey | undefined, direction: number): number {
  if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1)
  if ('number' in a && 'number' in b) return (a.number - b.number) * direction
  if ('text' in a && 'text' in b) return a.text.localeCompare(b.text, 'en', { numeric: true }) * direction
  return ('number' in a ? -1 : 1) * direction
}

export function cellText(cell: Json | undefined): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell === 'string') return cell
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell)
}

/** As it is shown: numbers with the digits that people read. */
export function cellShown(cell: Json | undefined): string {
  return typeof cell === 'number' ? formatNumber(cell) : cellText(cell)
}

export type ColumnLook = { isNumeric: boolean; isMedia: boolean; width: number }

const LOOKED_AT = 200
const CHARACTER = 7
const MEDIA_WIDTH = 88

/** By the first rows: most tables are alike from top to bottom. */
export function columnLooks({ columns, rows }: TableContent): ColumnLook[] {
  return columns.map((name, column) => {
    const cells = rows.slice(0, LOOKED_AT).map((row) => row[column] ?? null)
    const filled = cells.filter((cell) => cell !== null)
    const isNumeric = filled.length > 0 && filled.every((cell) => fromMetricValue(cell) !== null)
    const isMedia = filled.some((cell) => typeof cell === 'object' && !Array.isArray(cell) && '_type' in cell)
    const longest = Math.max(name.length + 2, ...(isMedia ? [] : cells.map((cell) => cellShown(cell).length)))
    const width = Math.min(360, Math.max(64, longest * CHARACTER + 20))
    return { isNumeric, isMedia, width: isMedia ? Math.max(MEDIA_WIDTH, (name.length + 2) * CHARACTER) : width }
  })
}
