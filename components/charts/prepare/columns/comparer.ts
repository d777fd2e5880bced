/** Settings and results of runs side by side, what differs first to see. Pure. */

import { numberIn } from '~/server/domain/column-number'
import type { Json } from '~/server/domain/json'
import type { PlotRun } from '../plot-run'

export type CompareRow = {
  column: string
  /** Its name without the place it is from. */
  label: string
  values: (Json | undefined)[]
  differs: boolean
  /** Difference from the baseline's number, where both are numbers; null elsewhere and for the baseline itself. */
  deltas: (number | null)[]
}

export type CompareSection = { title: string; rows: CompareRow[]; sameCount: number }

type CompareQuestion = {
  runs: readonly PlotRun[]
  columns: readonly string[]
  baseline: string | null
  differsOnly: boolean
}

const PLACES = [
  ['config.', 'Config'],
  ['summary.', 'Summary'],
] as const

/** `columns` are those that any of the runs has, in the order to show them in. */
export function compareSections({ runs, columns, baseline, differsOnly }: CompareQuestion): CompareSection[] {
  const base = runs.findIndex((run) => run.id === baseline)
  return PLACES.map(([prefix, title]) => {
    const rows = columns
      .filter((column) => column.startsWith(prefix))
      .map((column) => compareRow(column, column.slice(prefix.length), { runs, base }))
    const shown = differsOnly ? rows.filter((row) => row.differs) : rows
    return { title, rows: shown, sameCount: rows.length - rows.filter((row) => row.differs).length }
  })
}

function compareRow(
  column: string,
  label: string,
  { runs, base }: { runs: readonly PlotRun[]; base: number },
): CompareRow {
  const values = runs.map((run) => run.value(column))
  const texts = values.map((value) => JSON.stringify(value))
  const numbers = values.map((value) => numberIn(value, column))
  const from = base === -1 ? null : (numbers[base] ?? null)
  return {
    column,
    label,
    values,
    differs: texts.some((text) => text !== texts[0]),
    deltas: numbers.map((number, index) => (number === null || from === null || index === base ? null : number - from)),
  }
}
