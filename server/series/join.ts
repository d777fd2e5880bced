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
  const [first, ...others] = parts
  if (first === undefined) return { lines: new Float64Array(0), steps: new Float64Array(0), values: [] }
  if (others.length === 0) return { lines: first.lines, steps: first.steps, values: [first.values] }
  const places = parts.map(() => new Uint32Array(first.lines.length))
  const at = others.map(() => 0)
  let count = 0
  for (let index = 0; index < first.lines.length; index++) {
    const line = first.lines[index]!
    let isInAll = true
    for (let part = 0; part < others.length; part++) {
      const { lines } = others[part]!
      while (at[part]! < lines.length && lines[at[part]!]! < line) at[part] = at[part]! + 1
      places[part + 1]![count] = at[part]!
      if (lines[at[part]!] !== line) isInAll = false
    }
    places[0]![count] = index
    if (isInAll) count += 1
  }
  const pick = (column: Float64Array, part: number) =>
    Float64Array.from({ length: count }, (_, index) => column[places[part]![index]!]!)
  return {
    lines: pick(first.lines, 0),
    steps: pick(first.steps, 0),
    values: parts.map(({ values }, part) => pick(values, part)),
  }
}
