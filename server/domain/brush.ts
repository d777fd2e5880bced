/**
 * What a person chose on one axis of a sweep: ranges of numbers or single values, any of which will do, and whether runs
 * that do not have the value count too. Across axes all must hold. In values and not in pixels, so that a choice outlives
 * a resize, a new run and a reload, and the server understands it.
 */
import { z } from 'zod'
import type { Json } from './json'

/** Both ends belong to it; an end that is open is the largest number there is. */
export const rangeSchema = z.object({ min: z.number(), max: z.number() })
export type Range = z.infer<typeof rangeSchema>

const RANGES_MAX = 100
const VALUES_MAX = 10_000

export const brushSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ranges'), ranges: z.array(rangeSchema).max(RANGES_MAX), withNotSet: z.boolean() }),
  /** JSON texts, so that `1`, `"1"` and `true` stay apart. */
  z.object({ kind: z.literal('values'), values: z.array(z.string()).max(VALUES_MAX), withNotSet: z.boolean() }),
])
export type Brush = z.infer<typeof brushSchema>

export const NO_MIN = -Number.MAX_VALUE
export const NO_MAX = Number.MAX_VALUE

/** Undefined is "not set". */
export function brushAllows(brush: Brush, value: Json | undefined): boolean {
  if (value === undefined) return brush.withNotSet
  if (brush.kind === 'values') return brush.values.includes(JSON.stringify(value))
  return typeof value === 'number' && brush.ranges.some(({ min, max }) => value >= min && value <= max)
}

/** In order, and those that touch or overlap as one. */
export function mergedRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.min - b.min)) {
    const last = merged.at(-1)
    if (last !== undefined && range.min <= last.max) last.max = Math.max(last.max, range.max)
    else merged.push({ ...range })
  }
  return merged
}
