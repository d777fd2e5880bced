/** Runs as a table of text, a column for each key of their configs and summaries. Pure. */
import { csvOf } from '~/components/lib/csv'
import { fromMetricValue, type Json } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import { cellValue } from '../table/columns'

const OWN = [
  'id',
  'name',
  'state',
  'sweep',
  'method',
  'group',
  'jobType',
  'tags',
  'createdAt',
  'startedAt',
  'finishedAt',
  'durationSeconds',
  'attempt',
] as const

/**
 * Rows come in pages, and a page may bring keys that no page before had. Lines are kept as cells until the end, when every
 * column is known: configs first, then results, each by name.
 */
export class RunsCsv {
  private readonly rows: RunRow[] = []
  private readonly keys = new Set<string>()

  add(rows: readonly RunRow[]): void {
    for (const row of rows) {
      this.rows.push(row)
      for (const key of Object.keys(row.values)) this.keys.add(key)
    }
  }

  get count(): number {
    return this.rows.length
  }

  /** In pieces, so that no one text is as long as the whole. */
  pieces(): string[] {
    const keys = [...this.keys].toSorted()
    const pieces = [csvOf([[...OWN, ...keys]])]
    for (let start = 0; start < this.rows.length; start += PIECE_ROWS) {
      const rows = this.rows.slice(start, start + PIECE_ROWS)
      pieces.push(
        csvOf(
          rows.map((row) => [
            ...OWN.map((id) => cell(cellValue(row, id))),
            ...keys.map((key) => cell(row.values[key])),
          ]),
        ),
      )
    }
    return pieces
  }
}

const PIECE_ROWS = 1000

function cell(value: Json | undefined): string | number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return value
  if (typeof value === 'string') return fromMetricValue(value) === null ? value : Number(value)
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}
