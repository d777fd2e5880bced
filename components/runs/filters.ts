/** Filters of the run table as text, for the address bar and for their chips: `config.lr~<=~0.01`. Pure. */
import { type RunFilter, runFilterSchema } from '~/server/domain/run'

export const FILTER_OPS = runFilterSchema.shape.op.options
export type FilterOp = RunFilter['op']

const SEPARATOR = '~'

export function printFilter({ column, op, value }: RunFilter): string {
  const parts = [column, op]
  return (value === undefined || value === null ? parts : [...parts, String(value)]).join(SEPARATOR)
}

/** Null when the text is not a filter, as in an address that was cut short. */
export function parseFilter(text: string): RunFilter | null {
  const [column = '', op, ...rest] = text.split(SEPARATOR)
  const value = takesValue(op) ? filterValue(rest.join(SEPARATOR)) : undefined
  const parsed = runFilterSchema.safeParse({ column, op, value })
  return parsed.success && column !== '' ? parsed.data : null
}

export function takesValue(op: string | undefined): boolean {
  return op !== 'exists' && op !== 'missing'
}

/** What a person typed, as the value they meant: numbers and true/false are not text. */
export function filterValue(text: string): string | number | boolean {
  const trimmed = text.trim()
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  const number = Number(trimmed)
  return trimmed !== '' && Number.isFinite(number) ? number : text
}

/** "learning_rate ≤ 0.01", as a chip says it. */
export function sayFilter({ column, op, value }: RunFilter): string {
  const name = column.replace(/^(config|summary)\./, '')
  const words: Partial<Record<FilterOp, string>> = { '<=': '≤', '>=': '≥', '!=': '≠', missing: 'is missing' }
  return [name, words[op] ?? op, ...(takesValue(op) ? [String(value ?? '')] : [])].join(' ')
}
