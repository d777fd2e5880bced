/** What differs between two runs, key by key. Pure. Nested keys stand by their dotted paths, in the order of the alphabet. */
import { fromMetricValue, type Json, type JsonObject } from '~/server/domain/json'
import { flatEntries } from '../../value-at'

export type DiffRow = {
  key: string
  /** Undefined where the run does not have the key. */
  own: Json | undefined
  other: Json | undefined
  isSame: boolean
  /** This run's number less the other's; null unless both are finite numbers. */
  difference: number | null
}

export function diffOf(own: JsonObject, other: JsonObject): DiffRow[] {
  const left = new Map(flatEntries(own))
  const right = new Map(flatEntries(other))
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  return keys.map((key) => rowOf(key, left.get(key), right.get(key)))
}

function rowOf(key: string, own: Json | undefined, other: Json | undefined): DiffRow {
  const [a, b] = [fromMetricValue(own), fromMetricValue(other)]
  const difference = a === null || b === null || !Number.isFinite(a - b) ? null : a - b
  return { key, own, other, isSame: isEqual(own, other), difference }
}

/** Keys of an object may stand in any order. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i]))
  }
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
}
