/**
 * Curves of many runs as one: at each x the mean, spread and extremes of what was logged there, and of how many runs.
 * Nothing is drawn between points. Runs that log at the same x are compared there; where they do not, stretches of x are
 * taken together, as wide as the runs' own points lie apart, and a run counts with its last value in each.
 */
import type { Drawn } from './downsample'

export type Grouped = {
  /** Values left out because they are no finite number. */
  oddCount: number
  x: number[]
  count: number[]
  mean: number[]
  median: number[]
  min: number[]
  max: number[]
  /** Sample standard deviation, null of a single run. */
  deviation: (number | null)[]
}

/** Runs share their x when all of them together have at most this many times the x of the longest. */
const SHARED_RATIO = 1.25
/** Stretches are as wide as the points of this share of the runs lie apart: a few sparse runs must not blur the rest. */
const SPACING_SHARE = 0.9

type Cell = { x: number; values: number[]; min: number; max: number }

export function groupCurves(curves: readonly Drawn[], bucketsMax: number): Grouped {
  const placed = curves.map(finitePoints)
  const width = cellWidth(placed, bucketsMax)
  const cells = width === null ? sharedCells(placed) : stretchCells(placed, width)
  const ordered = [...cells.values()].sort((a, b) => a.x - b.x)
  return {
    oddCount: placed.reduce((sum, { oddCount }) => sum + oddCount, 0),
    x: ordered.map(({ x }) => x),
    count: ordered.map(({ values }) => values.length),
    mean: ordered.map(({ values }) => meanOf(values)),
    median: ordered.map(({ values }) => medianOf(values)),
    min: ordered.map(({ min }) => min),
    max: ordered.map(({ max }) => max),
    deviation: ordered.map(({ values }) => deviationOf(values)),
  }
}

type Placed = { x: number[]; last: number[]; min: number[]; max: number[]; oddCount: number }

function finitePoints({ x, last, min, max }: Drawn): Placed {
  const placed: Placed = { x: [], last: [], min: [], max: [], oddCount: 0 }
  for (let index = 0; index < x.length; index++) {
    const value = last[index]!
    if (!Number.isFinite(value)) {
      placed.oddCount += 1
      continue
    }
    placed.x.push(x[index]!)
    placed.last.push(value)
    placed.min.push(Number.isFinite(min[index]!) ? min[index]! : value)
    placed.max.push(Number.isFinite(max[index]!) ? max[index]! : value)
  }
  return placed
}

/** Null when the runs share their x. */
function cellWidth(placed: readonly Placed[], bucketsMax: number): number | null {
  const distinct = new Set<number>()
  let longest = 0
  for (const { x } of placed) {
    for (const at of x) distinct.add(at)
    longest = Math.max(longest, x.length)
  }
  if (distinct.size <= Math.min(bucketsMax, Math.max(SHARED_RATIO * longest, longest + 2))) return null
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const at of distinct) [low, high] = [Math.min(low, at), Math.max(high, at)]
  const spacings = placed.flatMap(({ x }) => spacingOf(x) ?? []).sort((a, b) => a - b)
  const usual = spacings[Math.floor(SPACING_SHARE * (spacings.length - 1))] ?? 0
  const pixel = (high - low) / bucketsMax
  return Number.isFinite(pixel) ? Math.max(pixel, usual) : null
}

/** The median distance between neighbouring points. */
function spacingOf(x: readonly number[]): number | null {
  const gaps: number[] = []
  for (let index = 1; index < x.length; index++) {
    const gap = x[index]! - x[index - 1]!
    if (gap > 0) gaps.push(gap)
  }
  return gaps.length === 0 ? null : medianOf(gaps)
}

function sharedCells(placed: readonly Placed[]): Map<number, Cell> {
  const cells = new Map<number, Cell>()
  for (const points of placed) {
    for (let index = 0; index < points.x.length; index++) {
      const at = points.x[index]!
      // Two points of one run at one x: the later one is its value there.
      if (points.x[index + 1] === at) continue
      addTo(cells, at, at, points, index, index)
    }
  }
  return cells
}

function stretchCells(placed: readonly Placed[], width: number): Map<number, Cell> {
  const cells = new Map<number, Cell>()
  let low = Number.POSITIVE_INFINITY
  for (const { x } of placed) low = Math.min(low, x[0] ?? low)
  for (const points of placed) {
    for (let index = 0; index < points.x.length; ) {
      // A point on the border, up to rounding, begins the next stretch.
      const key = Math.floor((points.x[index]! - low) / width + 1e-9)
      const from = index
      while (index < points.x.length && Math.floor((points.x[index]! - low) / width + 1e-9) === key) index += 1
      addTo(cells, key, points.x[index - 1]!, points, from, index - 1)
    }
  }
  return cells
}

/** One run in one cell: its points from `from` to `to`. The cell stands at the mean of where its runs were last. */
function addTo(cells: Map<number, Cell>, key: number, x: number, points: Placed, from: number, to: number): void {
  let cell = cells.get(key)
  if (cell === undefined) {
    cell = { x: 0, values: [], min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }
    cells.set(key, cell)
  }
  cell.values.push(points.last[to]!)
  cell.x += (x - cell.x) / cell.values.length
  for (let index = from; index <= to; index++) {
    cell.min = Math.min(cell.min, points.min[index]!)
    cell.max = Math.max(cell.max, points.max[index]!)
  }
}

function meanOf(values: readonly number[]): number {
  let mean = 0
  // Each divided on its own: a difference of two large numbers may be too large.
  for (let index = 0; index < values.length; index++) mean += values[index]! / (index + 1) - mean / (index + 1)
  return mean
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : sorted[middle - 1]! / 2 + sorted[middle]! / 2
}

function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const mean = meanOf(values)
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  const deviation = Math.sqrt(squares / (values.length - 1))
  return Number.isFinite(deviation) ? deviation : null
}
