/**
 * One text for each value that a sweep tells apart: 1 and 1.0 are the same, true and 1 are not, "1" and 1 are not, and
 * the order of an object's keys does not matter. It decides which grid cells are done and which suggestions repeat.
 */
import type { Json } from './json'

export function valueKey(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(valueKey).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${valueKey(value[key] ?? null)}`)
    return `{${entries.join(',')}}`
  }
  // -0 prints as 0, and a NaN that slipped through equals itself.
  return typeof value === 'number' ? String(value === 0 ? 0 : value) : JSON.stringify(value)
}
