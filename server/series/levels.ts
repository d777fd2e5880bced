/**
 * Roll-ups of a merged chunk: every 16 points, and every 256, in the order of lines, become one bucket with the line
 * and step of its last point and the smallest, largest and last value that is not NaN. A bucket of nothing but NaN is
 * NaN; how many points it stands for follows from its width and the chunk's point count. Only chunks whose steps do
 * not go back have levels, so that a bucket is always a stretch of the x-axis.
 */
import { ByteReader, ByteWriter } from './bytes'
import { isAscending, orderOf, type Points } from './points'

const VERSION = 1

export const LEVEL_WIDTHS = [16, 256] as const
export type LevelWidth = (typeof LEVEL_WIDTHS)[number]

/** Buckets as columns; `lines` and `steps` are those of the last point in each. */
export type Buckets = Points & { min: Float64Array<ArrayBuffer>; max: Float64Array<ArrayBuffer> }

/** Null for a chunk too short to gain from levels, or one whose steps go back. */
export function encodeLevels(points: Points): Uint8Array<ArrayBuffer> | null {
  if (points.lines.length < LEVEL_WIDTHS[1] || !isAscending(points.steps)) return null
  const writer = new ByteWriter()
  writer.byte(VERSION)
  for (const width of LEVEL_WIDTHS) {
    const level = rollUp(points, width)
    writer.integer(level.lines.length)
    writer.integers(level.lines)
    writer.integers(level.steps)
    writer.doubles(level.min)
    writer.doubles(level.max)
    writer.doubles(level.values)
  }
  return writer.result()
}

export function decodeLevel(bytes: Uint8Array, wanted: LevelWidth): Buckets {
  const reader = new ByteReader(bytes)
  const version = reader.byte()
  if (version !== VERSION) throw new RangeError(`levels of version ${version}; this server reads version ${VERSION}`)
  for (const width of LEVEL_WIDTHS) {
    const count = reader.integer()
    const lines = reader.integers(count)
    const steps = reader.integers(count)
    const min = reader.doubles(count)
    const max = reader.doubles(count)
    const values = reader.doubles(count)
    if (width === wanted) return { lines, steps, values, min, max }
  }
  throw new RangeError(`no level of ${wanted} points a bucket`)
}

export function rollUp(points: Points, width: number): Buckets {
  const count = Math.ceil(points.lines.length / width)
  const level = emptyBuckets(count)
  for (let bucket = 0; bucket < count; bucket++) {
    const end = Math.min((bucket + 1) * width, points.lines.length)
    let min = Number.NaN
    let max = Number.NaN
    let last = Number.NaN
    for (let index = bucket * width; index < end; index++) {
      const value = points.values[index]!
      if (Number.isNaN(value)) continue
      if (!(min <= value)) min = value
      if (!(max >= value)) max = value
      last = value
    }
    level.lines[bucket] = points.lines[end - 1]!
    level.steps[bucket] = points.steps[end - 1]!
    level.min[bucket] = min
    level.max[bucket] = max
    level.values[bucket] = last
  }
  return level
}

/** Each point as a bucket of its own. */
export function bucketsOf(points: Points): Buckets {
  return { ...points, min: points.values, max: points.values }
}

/** All buckets in the order of their lines; chunks of late appends reach into others. */
export function joinBuckets(parts: readonly Buckets[]): Buckets {
  const only = parts[0]
  if (parts.length === 1 && only !== undefined) return only
  const joined = emptyBuckets(parts.reduce((sum, part) => sum + part.lines.length, 0))
  let at = 0
  for (const part of parts) {
    for (const column of COLUMNS) joined[column].set(part[column], at)
    at += part.lines.length
  }
  if (isAscending(joined.lines)) return joined
  const order = orderOf(joined.lines)
  const sorted = { ...joined }
  for (const column of COLUMNS) sorted[column] = joined[column].map((_, index) => joined[column][order[index]!]!)
  return sorted
}

const COLUMNS = ['lines', 'steps', 'values', 'min', 'max'] as const

function emptyBuckets(count: number): Buckets {
  return {
    lines: new Float64Array(count),
    steps: new Float64Array(count),
    values: new Float64Array(count),
    min: new Float64Array(count),
    max: new Float64Array(count),
  }
}
