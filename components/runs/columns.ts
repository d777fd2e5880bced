/**
 * Columns of the run table as data: which there are, which are shown at first, what each says about a run. Pure. The
 * name is not among them: it is always the first column.
 */
import { columnFormatter, formatValue } from '~/components/lib/format'
import { fromMetricValue, type Json } from '~/server/domain/json'
import type { RunSummary } from '~/server/domain/run'
import { byUsefulness, isCounter } from './metric-order'
import { valueAt } from './value-at'

export type ColumnKind = 'state' | 'time' | 'duration' | 'text' | 'value'
export type RunColumn = { id: string; label: string; kind: ColumnKind; isSortable: boolean }
export type OfferedKeys = { config: string[]; summary: string[] }

const FIXED: readonly RunColumn[] = [
  { id: 'state', label: 'State', kind: 'state', isSortable: true },
  { id: 'createdAt', label: 'Created', kind: 'time', isSortable: true },
  { id: 'durationSeconds', label: 'Duration', kind: 'duration', isSortable: true },
  { id: 'sweepName', label: 'Sweep', kind: 'text', isSortable: false },
  { id: 'method', label: 'Method', kind: 'text', isSortable: false },
  { id: 'group', label: 'Group', kind: 'text', isSortable: false },
  { id: 'jobType', label: 'Job type', kind: 'text', isSortable: false },
  { id: 'tags', label: 'Tags', kind: 'text', isSortable: false },
]

const SUMMARY_SHOWN = 4
const CONFIG_SHOWN = 6

/** Keys that start with an underscore are the SDK's own bookkeeping: offered, never suggested. */
function isOurs(key: string): boolean {
  return !key.startsWith('_')
}

export function columnOf(id: string): RunColumn | null {
  const fixed = FIXED.find((column) => column.id === id)
  if (fixed) return fixed
  const key = /^(?:config|summary)\.(.+)$/s.exec(id)?.[1]
  return key === undefined ? null : { id, label: key, kind: 'value', isSortable: true }
}

/** Everything that can be chosen, in the order of the menu. */
export function allColumns(keys: OfferedKeys): RunColumn[] {
  const ids = [...keys.summary.map((key) => `summary.${key}`), ...keys.config.map((key) => `config.${key}`)]
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

/** The chosen columns; ids that make no sense (an old link) are left out. */
export function shownColumns(chosen: string[] | null, keys: OfferedKeys, objectives: string[]): RunColumn[] {
  return (chosen ?? suggestedColumns(keys, objectives)).flatMap((id) => columnOf(id) ?? [])
}

/** What a column of kind `text` or `value` holds for a run. */
export function cellValue(run: RunSummary, id: string): Json | undefined {
  if (id.startsWith('config.')) return valueAt(run.config, id.slice('config.'.length))
  if (id.startsWith('summary.')) return valueAt(run.summary, id.slice('summary.'.length))
  const own: Record<string, Json> = {
    sweepName: run.sweepName,
    method: run.method,
    group: run.group,
    jobType: run.jobType,
  }
  return id === 'tags' ? run.tags.join(', ') || null : own[id]
}

export type ValueColumn = { isNumeric: boolean; format: (value: Json | undefined) => string }

/** One way of saying for a whole column: all numbers with the same decimals, so that they line up. */
export function valueColumn(runs: RunSummary[], id: string): ValueColumn {
  const values = runs.map((run) => cellValue(run, id)).filter((value) => value !== undefined && value !== null)
  const numbers = values.map(fromMetricValue).filter((value) => value !== null)
  const isNumeric = numbers.length > 0 && numbers.length * 2 >= values.length
  const formatNumberHere = columnFormatter(numbers)
  return {
    isNumeric,
    format: (value) => {
      const number = fromMetricValue(value)
      return number === null ? formatValue(value) : formatNumberHere(number)
    },
  }
}

/** Wide enough for its label and for a usual value, in pixels. */
export function columnWidth({ kind, label }: RunColumn): number {
  const least: Record<ColumnKind, number> = { state: 104, time: 96, duration: 96, text: 112, value: 84 }
  return Math.min(200, Math.max(least[kind], Math.round(label.length * 6.6) + 34))
}
