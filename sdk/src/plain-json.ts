/**
 * What a program logs, as plain JSON values: typed arrays as arrays, maps as objects, dates as text. Numbers stay as
 * they are, NaN and infinities too; `printJsonLine` and `storableObject` of the domain write them in either dialect.
 */
import { JSON_DEPTH_MAX, type Json, type JsonObject, POISONOUS_KEYS } from '~/server/domain/json'

/** Throws a sentence for people where a value contains itself or a key that cannot be stored. */
export function plainObject(value: object, depth = 0): JsonObject {
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    if (POISONOUS_KEYS.has(key)) throw new TypeError(`the name "${key}" is reserved; choose another`)
    const plain = plainValue(item, depth + 1)
    return plain === undefined ? [] : [[key, plain]]
  })
  return Object.fromEntries(entries)
}

/** Undefined for what JSON leaves out: functions, symbols, undefined. */
export function plainValue(value: unknown, depth: number): Json | undefined {
  if (depth >= JSON_DEPTH_MAX) throw new TypeError(`a value is nested ${JSON_DEPTH_MAX} deep, or contains itself`)
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === null)
    return value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object') return undefined
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainValue(value.toJSON(), depth + 1)
  if (value instanceof Map) return plainObject(Object.fromEntries(value), depth)
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1) ?? null)
  if (isTypedArray(value)) return Array.from(value, Number)
  return plainObject(value, depth)
}

function isTypedArray(value: object): value is object & ArrayLike<number | bigint> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}
