/**
 * The binary form of a chunk: one version byte, one byte for the form of the values, the point count, then lines,
 * steps and values, each as one column. Values that are whole numbers in few runs (steps, epochs, constants) are
 * stored as such, all others as little-endian doubles. Older versions must stay readable for ever: data outlives code.
 */
import { ByteReader, ByteWriter } from './bytes'
import type { Points } from './points'

const VERSION = 1
const DOUBLES = 0
const INTEGERS = 1

export function encodePoints(points: Points): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
  const values = integerCode(points.values)
  writer.byte(VERSION)
  writer.byte(values ? INTEGERS : DOUBLES)
  writer.integer(points.lines.length)
  writer.integers(points.lines)
  writer.integers(points.steps)
  if (values) writer.integers(points.values)
  else writer.doubles(points.values)
  return writer.result()
}

/** Throws RangeError for bytes that are no chunk. */
export function decodePoints(bytes: Uint8Array): Points {
  const reader = new ByteReader(bytes)
  const version = reader.byte()
  if (version !== VERSION) throw new RangeError(`a chunk of version ${version}; this server reads version ${VERSION}`)
  const form = reader.byte()
  const count = reader.integer()
  const lines = reader.integers(count)
  const steps = reader.integers(count)
  return { lines, steps, values: form === INTEGERS ? reader.integers(count) : reader.doubles(count) }
}

/** True when the values are integers (no -0) whose runs take less room than doubles. */
function integerCode(values: Float64Array): boolean {
  let runs = 0
  let inRun = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return false
    inRun += 1
    if (inRun > 2 && value - values[index - 1]! !== values[index - 1]! - values[index - 2]!) inRun = 1
    if (inRun === 1) runs += 1
  }
  // A run is three integers; counts and strides are small, the first value at most eight bytes.
  return runs * 12 <= values.length * 8
}
