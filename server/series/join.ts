/**
 * Series of one run on common lines. Two metrics belong together where the run logged both in one row: nothing is
 * carried over or drawn between, so that what comes out was all logged.
 */
import type { Points } from './points'

export type Joined = {
  lines: Float64Array<ArrayBuffer>
  steps: Float64Array<ArrayBuffer>
  /** One column a part, in their order. */
  values: Float64Array<ArrayBuffer>[]
}

/** The lines that every part has. Lines of each part are unique and ascending. */
export function joinByLine(parts: readonly Points[]): Joined {
  const first = parts[0]
  if (first === undefined) return { lines: new Float64Array(0), steps: new Float64Array(0), values: [] }
  const { lines, steps } = first
  // Metrics of one call are on the same lines; nothing is to be picked then.
  if (parts.every((part) => isSame(part.lines, lines)))
    return { lines, steps, values: parts.map(({ values }) => values) }
  const places = parts.map(() => new Uint32Array(lines.length))
  const count = findCommon(parts, places)
  return {
    lines: picked(lines, places[0]!, count),
    steps: picked(steps, places[0]!, count),
    values: parts.map(({ values }, part) => picked(values, places[part]!, count)),
  }
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

/** Writes where each common line stands in each part; their number. */
function findCommon(parts: readonly Points[], places: readonly Uint32Array[]): number {
  const { lines } = parts[0]!
  const at = new Uint32Array(parts.length)
  let count = 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    let isInAll = true
    places[0]![count] = index
    for (let part = 1; part < parts.length; part++) {
      const own = parts[part]!.lines
      while (at[part]! < own.length && own[at[part]!]! < line) at[part] = at[part]! + 1
      places[part]![count] = at[part]!
      if (own[at[part]!] !== line) isInAll = false
    }
    if (isInAll) count += 1
  }
  return count
}

function picked(column: Float64Array, places: Uint32Array, count: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(count)
  for (let index = 0; index < count; index++) result[index] = column[places[index]!]!
  return result
}
