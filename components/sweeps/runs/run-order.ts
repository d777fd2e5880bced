/**
 * Sorting of a sweep's run table. Pure. A run without the value that is sorted by comes last in both directions:
 * absence is not a small number.
 */
import type { Json } from '~/server/domain/json'
import type { Goal } from '~/server/domain/objective'
import type { SweepPoint } from '~/server/domain/sweep'

/** `value`, `name`, `number`, `duration`, `state`, or `p.` and the name of a parameter. */
export type RunOrder = { key: string; isDescending: boolean }

/** `-value` in the address is descending; empty is best first. */
export function readOrder(text: string, goal: Goal): RunOrder {
  if (text === '') return { key: 'value', isDescending: goal === 'maximize' }
  return text.startsWith('-') ? { key: text.slice(1), isDescending: true } : { key: text, isDescending: false }
}

export function writeOrder({ key, isDescending }: RunOrder): string {
  return isDescending ? `-${key}` : key
}

/** The order after a click on a header: first the useful direction, then the other. */
export function nextOrder(current: RunOrder, key: string, goal: Goal): RunOrder {
  if (current.key === key) return { key, isDescending: !current.isDescending }
  return { key, isDescending: key === 'value' && goal === 'maximize' }
}

export function sortedBy(points: readonly SweepPoint[], order: RunOrder): SweepPoint[] {
  const sign = order.isDescending ? -1 : 1
  return [...points].sort((a, b) => {
    const [x, y] = [sortValue(a, order.key), sortValue(b, order.key)]
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a.number - b.number
    const gap = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))
    return gap * sign || a.number - b.number || a.attempt - b.attempt
  })
}

function sortValue(point: SweepPoint, key: string): string | number | null {
  if (key === 'value') return point.value
  if (key === 'number') return point.number
  if (key === 'duration') return point.durationSeconds
  if (key === 'name') return point.name
  if (key === 'state') return point.state
  return comparable(Object.hasOwn(point.params, key.slice(2)) ? point.params[key.slice(2)] : undefined)
}

function comparable(value: Json | undefined): string | number | null {
  if (value === undefined || value === null) return null
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value)
}
