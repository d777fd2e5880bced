/**
 * Finds the line under the pointer without asking every line: each gap between two axes is a grid of cells, and a cell
 * knows the lines that cross it. A gap's grid is made when it is first pointed at. Heights are between 0 and 1, turned
 * the way the axes are drawn.
 */
const SLICES = 16
const BINS = 64

type Gap = { starts: Int32Array; lines: Int32Array }

export type HitQuery = {
  /** In units of axes: 1.5 is half way between the second and the third. */
  column: number
  position: number
  reach: number
}

export class HitIndex {
  private readonly heights: readonly Float32Array[]
  private readonly rank: Int32Array
  private readonly gaps = new Map<number, Gap>()

  /** `heights`: for each axis in the order drawn, the height of each line. `rank`: of lines equally near, the higher wins. */
  constructor(heights: readonly Float32Array[], rank: Int32Array) {
    this.heights = heights
    this.rank = rank
  }

  /** Among the lines whose bit is set; null when none is within reach. */
  nearest({ column, position, reach }: HitQuery, bits: Uint8Array): number | null {
    const left = Math.min(Math.max(Math.floor(column), 0), Math.max(0, this.heights.length - 2))
    const share = Math.min(1, Math.max(0, column - left))
    const [from, to] = [this.heights[left], this.heights[left + 1] ?? this.heights[left]]
    if (from === undefined || to === undefined) return null
    const { starts, lines } = this.gap(left, from, to)
    const slice = Math.min(SLICES - 1, Math.floor(share * SLICES))
    let nearest: number | null = null
    let distance = reach
    for (let bin = binOf(position - reach); bin <= binOf(position + reach); bin++) {
      const cell = slice * BINS + bin
      for (let at = starts[cell] ?? 0; at < (starts[cell + 1] ?? 0); at++) {
        const line = lines[at] ?? 0
        if (bits[line] !== 1) continue
        const gap = Math.abs((from[line] ?? 0) * (1 - share) + (to[line] ?? 0) * share - position)
        if (gap > distance || (gap === distance && nearest !== null && this.isBelow(line, nearest))) continue
        distance = gap
        nearest = line
      }
    }
    return nearest
  }

  private isBelow(line: number, other: number): boolean {
    return (this.rank[line] ?? 0) < (this.rank[other] ?? 0)
  }

  private gap(left: number, from: Float32Array, to: Float32Array): Gap {
    const known = this.gaps.get(left)
    if (known !== undefined) return known
    const made = makeGap(from, to)
    this.gaps.set(left, made)
    return made
  }
}

function binOf(height: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(height * BINS)))
}

/** Counted first and then filled: two passes, and one array of exactly the size it takes. */
function makeGap(from: Float32Array, to: Float32Array): Gap {
  const starts = new Int32Array(SLICES * BINS + 1)
  eachCell(from, to, (cell) => {
    starts[cell + 1] = (starts[cell + 1] ?? 0) + 1
  })
  for (let cell = 0; cell < SLICES * BINS; cell++) starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0)
  const lines = new Int32Array(starts[SLICES * BINS] ?? 0)
  const next = starts.slice()
  eachCell(from, to, (cell, line) => {
    const at = next[cell] ?? 0
    lines[at] = line
    next[cell] = at + 1
  })
  return { starts, lines }
}

function eachCell(from: Float32Array, to: Float32Array, take: (cell: number, line: number) => void): void {
  for (let line = 0; line < from.length; line++) {
    const [start, end] = [from[line] ?? 0, to[line] ?? 0]
    for (let slice = 0; slice < SLICES; slice++) {
      const a = binOf(start + ((end - start) * slice) / SLICES)
      const b = binOf(start + ((end - start) * (slice + 1)) / SLICES)
      for (let bin = Math.min(a, b); bin <= Math.max(a, b); bin++) take(slice * BINS + bin, line)
    }
  }
}
