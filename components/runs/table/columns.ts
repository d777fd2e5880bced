/**
 * Columns of the run table as data: which there are, which are shown at first, what each says about a run. Pure. The
 * name is not among them: it is always the first column.
 */
import { columnFormatter, formatNumber, formatValue } from '~/components/lib/format'
import { fromMetricValue, type Json } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import { readColumn } from '~/server/domain/run-column'
import type { RunsState } from '~/server/domain/view'
import { byUsefulness, isCounter } from '../metric-order'

export type CellKind = 'state' | 'time' | 'duration' | 'text' | 'value'
export type RunColumn = {
  id: string
  label: string
  /** Where it is from, said in small: config, summary. */
  hint: string
  kind: CellKind
}
export type ShownColumn = RunColumn & { width: number; isPinned: boolean }
export type OfferedKeys = { config: string[]; summary: string[]; metrics: string[] }

const FIXED: readonly RunColumn[] = [
  { id: 'state', label: 'State', hint: '', kind: 'state' },
  { id: 'createdAt', label: 'Created', hint: '', kind: 'time' },
  { id: 'durationSeconds', label: 'Duration', hint: '', kind: 'duration' },
  { id: 'sweep', label: 'Sweep', hint: '', kind: 'text' },
  { id: 'method', label: 'Method', hint: '', kind: 'text' },
  { id: 'group', label: 'Group', hint: '', kind: 'text' },
  { id: 'jobType', label: 'Job type', hint: '', kind: 'text' },
  { id: 'tags', label: 'Tags', hint: '', kind: 'text' },
  { id: 'notes', label: 'Notes', hint: '', kind: 'text' },
  { id: 'id', label: 'Run id', hint: '', kind: 'text' },
  { id: 'startedAt', label: 'Started', hint: '', kind: 'time' },
  { id: 'finishedAt', label: 'Ended', hint: '', kind: 'time' },
  { id: 'agent', label: 'Agent', hint: '', kind: 'text' },
  { id: 'host', label: 'Host', hint: '', kind: 'text' },
  { id: 'program', label: 'Program', hint: '', kind: 'text' },
  { id: 'attempt', label: 'Attempt', hint: '', kind: 'value' },
]

const SUMMARY_SHOWN = 4
const CONFIG_SHOWN = 6

/** Keys that start with an underscore are the SDK's own bookkeeping: offered, never suggested. */
function isOurs(key: string): boolean {
  return !key.startsWith('_')
}

const NAME: RunColumn = { id: 'name', label: 'Name', hint: '', kind: 'text' }

/** Null for what names no column; the name is one, though never among those that are chosen. */
export function columnOf(id: string): RunColumn | null {
  const fixed = id === 'name' ? NAME : FIXED.find((column) => column.id === id)
  if (fixed) return fixed
  const column = readColumn(id)
  if (column === null || column.place === 'own') return null
  const isPart = column.place === 'config' || column.place === 'summary'
  return { id, label: isPart ? column.key : `${column.place} ${column.key}`, hint: column.place, kind: 'value' }
}

/** Everything that can be chosen, in the order of the menu. */
export function allColumns(keys: OfferedKeys, objectives: readonly string[]): RunColumn[] {
  const ids = [
    ...keys.summary.map((key) => `summary.${key}`),
    ...keys.config.map((key) => `config.${key}`),
    ...objectives.map((key) => `best.${key}`),
    ...keys.metrics.filter(isOurs).flatMap((key) => [`min.${key}`, `max.${key}`]),
  ]
  return [...FIXED, ...ids.flatMap((id) => columnOf(id) ?? [])]
}

/** State, the outcome (objectives first), the inputs, then the circumstances. */
export function suggestedColumns(keys: OfferedKeys, objectives: string[]): string[] {
  const outcome = byUsefulness(keys.summary.filter(isOurs), objectives)
  return [
    'state',
    ...outcome
      .filter((key) => !isCounter(key) || objectives.includes(key))
      .slice(0, SUMMARY_SHOWN)
      .map((key) => `summary.${key}`),
    ...keys.config
      .filter(isOurs)
      .slice(0, CONFIG_SHOWN)
      .map((key) => `config.${key}`),
    'durationSeconds',
    'createdAt',
  ]
}

/** The chosen columns, pinned ones first; ids that make no sense (an old link) are left out. */
export function shownColumns(chosen: RunsState['columns'], keys: OfferedKeys, objectives: string[]): ShownColumn[] {
  const wanted = chosen ?? suggestedColumns(keys, objectives).map((id) => ({ id }))
  const shown = wanted.flatMap(({ id, width, isPinned }: NonNullable<RunsState['columns']>[number]) => {
    const column = id === 'name' ? null : columnOf(id)
    return column === null ? [] : [{ ...column, width: width ?? columnWidth(column), isPinned: isPinned === true }]
  })
  return [...shown.filter(({ isPinned }) => isPinned), ...shown.filter(({ isPinned }) => !isPinned)]
}

/** As they are kept in the state: what is as suggested is not said. */
export function keptColumns(columns: readonly ShownColumn[]): NonNullable<RunsState['columns']> {
  return columns.map((column) => ({
    id: column.id,
    ...(column.width === columnWidth(column) ? {} : { width: column.width }),
    ...(column.isPinned ? { isPinned: true } : {}),
  }))
}

/** What a row does not say by itself and has to be asked for. */
export function askedColumns(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => id.includes('.') || ASKED.includes(id)).toSorted()
}

const ASKED = ['notes', 'agent', 'host', 'program']

/** What a column holds for a run. */
export function cellValue(run: RunRow, id: string): Json | undefined {
  switch (id) {
    case 'name':
    case 'id':
    case 'state':
    case 'method':
    case 'group':
    case 'jobType':
    case 'createdAt':
    case 'startedAt':
    case 'finishedAt':
    case 'durationSeconds':
    case 'attempt':
      return run[id]
    case 'sweep':
      return run.sweepName
    case 'tags':
      return run.tags.join(', ') || null
    default:
      return run.values[id]
  }
}

export type ValueColumn = { isNumeric: boolean; format: (value: Json | undefined) => string }

/** One way of saying for a whole column: all numbers with the same decimals, so that they line up. */
export function valueColumn(runs: readonly RunRow[], id: string): ValueColumn {
  const values = runs.map((run) => cellValue(run, id)).filter((value) => value !== undefined && value !== null)
  const numbers = values.map(fromMetricValue).filter((value) => value !== null)
  const isNumeric = numbers.length > 0 && numbers.length * 2 >= values.length
  const formatHere = columnFormatter(numbers)
  return {
    isNumeric,
    format: (value) => {
      const number = fromMetricValue(value)
      if (number === null) return formatValue(value)
      const text = formatHere(number)
      // A value that the first rows did not prepare for must not read as zero.
      return number !== 0 && /^[\u22120.]*$/.test(text) ? formatNumber(number) : text
    },
  }
}

/** Wide enough for its label and for a usual value, in pixels. */
export function columnWidth({ kind, label }: Pick<RunColumn, 'kind' | 'label'>): number {
  const least: Record<CellKind, number> = { state: 104, time: 96, duration: 96, text: 112, value: 84 }
  return Math.min(200, Math.max(least[kind], Math.round(label.length * 6.6) + 34))
}
