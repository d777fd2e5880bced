/**
 * JSON as it travels here. Training scripts log NaN and infinities, which JSON has no word for; on our wires and in
 * JSON columns they are the strings "NaN", "Infinity" and "-Infinity", as in the public API that the SDK reads.
 */
import { z } from 'zod'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const jsonSchema: z.ZodType<Json> = z.json()
export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json())

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
