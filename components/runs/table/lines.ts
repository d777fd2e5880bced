/** What stands in the table, line by line. Only the lines in sight are ever asked for. */
import type { RunRow } from '~/server/domain/run'

export type TableLine =
  | { kind: 'run'; key: string; run: RunRow; depth: number }
  | { kind: 'waiting'; key: string }
  /** A run that was deleted since the order was made. */
  | { kind: 'gone'; key: string }

export type TableLines = {
  count: number
  at: (index: number) => TableLine
  /** Says which lines are in sight. */
  show: (from: number, to: number) => void
}

export function runLine(row: RunRow | null | undefined, place: string): TableLine {
  if (row === undefined) return { kind: 'waiting', key: place }
  return row === null ? { kind: 'gone', key: place } : { kind: 'run', key: row.id, run: row, depth: 0 }
}
