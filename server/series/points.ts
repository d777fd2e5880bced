/** Points of one series as three columns of equal length. Lines are unique and ascending; steps may go back. */
export type Points = {
  lines: Float64Array<ArrayBuffer>
  steps: Float64Array<ArrayBuffer>
  values: Float64Array<ArrayBuffer>
}

/** All points of the parts in the order of their lines. Parts may interleave: appends can arrive out of order. */
export function joinPoints(parts: readonly Points[]): Points {
  const only = parts[0]
  if (parts.length === 1 && only !== undefined) return only
  const length = parts.reduce((sum, part) => sum + part.lines.length, 0)
  const joined = emptyPoints(length)
  let at = 0
  for (const part of [...parts].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0))) {
    joined.lines.set(part.lines, at)
    joined.steps.set(part.steps, at)
    joined.values.set(part.values, at)
    at += part.lines.length
  }
  return isAscending(joined.lines) ? joined : picked(joined, orderOf(joined.lines))
}

export function slicePoints(points: Points, from: number, to: number): Points {
  return {
    lines: points.lines.slice(from, to),
    steps: points.steps.slice(from, to),
    values: points.values.slice(from, to),
  }
}

function emptyPoints(length: number): Points {
  return { lines: new Float64Array(length), steps: new Float64Array(length), values: new Float64Array(length) }
}

/** True when no number is below the one before it. */
export function isAscending(numbers: Float64Array): boolean {
  for (let index = 1; index < numbers.length; index++) if (numbers[index]! < numbers[index - 1]!) return false
  return true
}

/** Positions of the numbers from the smallest up; equal ones keep their order. */
export function orderOf(numbers: Float64Array): Uint32Array {
  return Uint32Array.from(numbers, (_, index) => index).sort((a, b) => numbers[a]! - numbers[b]! || a - b)
}

function picked(points: Points, order: Uint32Array): Points {
  const result = emptyPoints(order.length)
  for (let index = 0; index < order.length; index++) {
    const from = order[index]!
    result.lines[index] = points.lines[from]!
    result.steps[index] = points.steps[from]!
    result.values[index] = points.values[from]!
  }
  return result
}
