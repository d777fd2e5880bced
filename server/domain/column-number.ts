/** Values of columns as numbers. */
import { fromMetricValue, type Json } from './json'
import { columnKind } from './run-column'

/** Numbers as they are, times as epoch seconds, true and false as 1 and 0; null for all that is not finite. */
export function numberIn(value: Json | undefined, column: string): number | null {
  if (columnKind(column) === 'time') {
    const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
    return Number.isNaN(ms) ? null : ms / 1000
  }
  if (typeof value === 'boolean') return value ? 1 : 0
  const number = value === undefined ? null : fromMetricValue(value)
  return number !== null && Number.isFinite(number) ? number : null
}
