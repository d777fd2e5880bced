/**
 * JSON as it travels here. Training scripts log NaN and infinities, which JSON has no word for; on our wires and in
 * JSON columns they are the strings "NaN", "Infinity" and "-Infinity", as in the public API that the SDK reads.
 */
import { z } from 'zod'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** Deeper values are refused: they are never meant, and walking them would cost the stack. */
export const JSON_DEPTH_MAX = 100

/** Keys that would reach an object's prototype in code that copies key by key. */
export const POISONOUS_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const JSON_ERROR = `JSON of at most ${JSON_DEPTH_MAX} levels, without the keys ${[...POISONOUS_KEYS].join(', ')}`

/** A check of our own in place of z.json(): that one copies every value, and deep nesting overflows its stack. */
export const jsonSchema: z.ZodType<Json> = z.custom<Json>((value) => isJson(value, 0), { error: JSON_ERROR })
export const jsonObjectSchema: z.ZodType<JsonObject> = z.custom<JsonObject>(
  (value) => typeof value === 'object' && !Array.isArray(value) && value !== null && isJson(value, 0),
  { error: `a JSON object: ${JSON_ERROR}` },
)

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth >= JSON_DEPTH_MAX) return false
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1))
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false
  return Object.entries(value).every(([key, item]) => !POISONOUS_KEYS.has(key) && isJson(item, depth + 1))
}

/** The text with what PostgreSQL cannot store (NUL, half a surrogate pair) replaced by U+FFFD. */
export function storableText(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
  return /\p{Cs}/u.test(whole) ? whole.replace(/\p{Cs}/gu, '\ufffd') : whole
}

/** The value as a JSON column takes it: storable text, and numbers that JSON has no word for as strings. */
export function storableJson(value: Json): Json {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'number') return toMetricValue(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(storableJson)
  return storableObject(value)
}

export function storableObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item)]))
}

/** A logged number on the wire. */
export const metricValueSchema = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
export type MetricValue = z.infer<typeof metricValueSchema>

export function toMetricValue(value: number): MetricValue {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Number.POSITIVE_INFINITY) return 'Infinity'
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity'
  return value
}

/** Null when the value is not a number on our wires. */
export function fromMetricValue(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (value === 'NaN') return Number.NaN
  if (value === 'Infinity') return Number.POSITIVE_INFINITY
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY
  return null
}
