/**
 * A small random forest for regression, seeded: for parameter importance and as a surrogate. It needs no scaling, takes
 * categories as they are, and its trees disagree honestly. Splits of a numeric coordinate are thresholds, of a category
 * one level against the rest.
 *
 * A coordinate may be NaN: the run has no such setting. Such rows do not speak where a cut is chosen, fall to either side
 * by chance when the tree is grown, and are answered by both sides when it is asked (Quinlan 1993, C4.5, section 3). So
 * no cut tells the runs that have a setting from those that lack it, which would be the effect of another one.
 */
import type { Rng } from '../numeric/rng'
import type { Point } from '../space/search-space'

export type Tree = {
  predict: (point: Point) => number
  /** Adds mean and mean square of the leaf, or leaves, that the point falls in. */
  addMoments: (point: Point, sums: Moments) => void
  /** Rows that this tree did not see. */
  outOfBag: number[]
}

export type Moments = { mean: number; square: number }

export type ForestData = {
  points: readonly Point[]
  values: ArrayLike<number>
  isCategory: readonly boolean[]
  /** Of the dimensions, how many a split may choose from. */
  dimensionShare?: number
}

/** One level of a category against the rest, or what is at most so much. */
type Cut = { dimension: number; at: number; isCategory: boolean }
type Leaf = { kind: 'leaf'; value: number; square: number }
type Split = Cut & { kind: 'split'; leftShare: number; left: Branch; right: Branch }
type Branch = Leaf | Split

const LEAF_MIN = 2
const DIMENSION_SHARE = 2 / 3
const DEPTH_MAX = 24
const THRESHOLDS_MAX = 24

export function growForest(data: ForestData, treeCount: number, rngOf: (tree: number) => Rng): Tree[] {
  const ranked = { ...data, ranks: data.isCategory.map((_, dimension) => ranksOf(data.points, dimension)) }
  return Array.from({ length: treeCount }, (_, tree) => growTree(ranked, rngOf(tree)))
}

/** `ranks`, a dimension and a point: place among the different coordinates; -1 for none. */
type Ranked = ForestData & { ranks: Int32Array[] }

function ranksOf(points: readonly Point[], dimension: number): Int32Array {
  const coordinates = points.map((point) => point[dimension]!)
  const different = [...new Set(coordinates.filter((at) => !Number.isNaN(at)))].sort((a, b) => a - b)
  const places = new Map(different.map((at, place) => [at, place]))
  return Int32Array.from(coordinates, (at) => places.get(at) ?? -1)
}

function growTree(data: Ranked, rng: Rng): Tree {
  const n = data.points.length
  const rows = Array.from({ length: n }, () => rng.integer(n))
  const inBag = new Set(rows)
  const root = grow(data, rows, rng, 0)
  return {
    predict: (point) => follow(root, point),
    addMoments: (point, sums) => addMoments(root, point, 1, sums),
    outOfBag: Array.from({ length: n }, (_, row) => row).filter((row) => !inBag.has(row)),
  }
}

function follow(branch: Branch, point: Point): number {
  let at = branch
  while (at.kind === 'split') {
    const side = sideOf(at, point)
    if (side === 'unknown') return at.leftShare * follow(at.left, point) + (1 - at.leftShare) * follow(at.right, point)
    at = at[side]
  }
  return at.value
}

function addMoments(branch: Branch, point: Point, share: number, sums: Moments): void {
  let at = branch
  while (at.kind === 'split') {
    const side = sideOf(at, point)
    if (side === 'unknown') {
      addMoments(at.left, point, share * at.leftShare, sums)
      addMoments(at.right, point, share * (1 - at.leftShare), sums)
      return
    }
    at = at[side]
  }
  sums.mean += share * at.value
  sums.square += share * at.square
}

function sideOf({ dimension, at, isCategory }: Cut, point: Point): 'left' | 'right' | 'unknown' {
  const value = point[dimension]!
  if (Number.isNaN(value)) return 'unknown'
  return (isCategory ? value === at : value <= at) ? 'left' : 'right'
}

function grow(data: Ranked, rows: readonly number[], rng: Rng, depth: number): Branch {
  const mean = rows.reduce((sum, row) => sum + data.values[row]!, 0) / rows.length
  const square = rows.reduce((sum, row) => sum + data.values[row]! ** 2, 0) / rows.length
  const leaf: Leaf = { kind: 'leaf', value: mean, square }
  if (rows.length < 2 * LEAF_MIN || depth >= DEPTH_MAX) return leaf
  const best = bestSplit(data, rows, rng)
  if (best === null) return leaf
  const { left, right, leftShare } = parted(data, rows, best, rng)
  return {
    kind: 'split',
    ...best,
    leftShare,
    left: grow(data, left, rng, depth + 1),
    right: grow(data, right, rng, depth + 1),
  }
}

type Parted = { left: number[]; right: number[]; leftShare: number }

function parted({ points }: ForestData, rows: readonly number[], cut: Cut, rng: Rng): Parted {
  const left: number[] = []
  const right: number[] = []
  const unknown: number[] = []
  const sides = { left, right, unknown }
  for (const row of rows) sides[sideOf(cut, points[row]!)].push(row)
  const leftShare = left.length / (left.length + right.length)
  for (const row of unknown) (rng.uniform() < leftShare ? left : right).push(row)
  return { left, right, leftShare }
}

/** Of some of the dimensions, the cut that explains most; null when none explains anything. */
function bestSplit(data: Ranked, rows: readonly number[], rng: Rng): Cut | null {
  const best: Best = { cut: null, gain: 1e-12 }
  for (const dimension of someDimensions(data, rng)) {
    const column = columnOf(data, rows, dimension)
    if (data.isCategory[dimension]) tryLevels(column, dimension, best)
    else tryThresholds(column, dimension, best, rng)
  }
  return best.cut
}

type Best = { cut: Cut | null; gain: number }

/** One dimension of the rows that have it, ascending: coordinates, and the sum of the values up to each. */
type Column = { at: Float64Array; sums: Float64Array }

function columnOf({ points, values, ranks }: Ranked, rows: readonly number[], dimension: number): Column {
  const rank = ranks[dimension]!
  const known = rows.filter((row) => rank[row]! >= 0)
  // Rank and place in one number: numbers are sorted much faster than things.
  const keys = Float64Array.from(known, (row, place) => rank[row]! * known.length + place).sort()
  const at = new Float64Array(known.length)
  const sums = new Float64Array(known.length)
  let sum = 0
  for (const [index, key] of keys.entries()) {
    const row = known[key % known.length]!
    sum += values[row]!
    at[index] = points[row]![dimension]!
    sums[index] = sum
  }
  return { at, sums }
}

function tryThresholds({ at, sums }: Column, dimension: number, best: Best, rng: Rng): void {
  const gaps: number[] = []
  for (let index = 1; index < at.length; index++) if (at[index]! > at[index - 1]!) gaps.push(index)
  const step = Math.max(1, gaps.length / THRESHOLDS_MAX)
  for (let turn = 0; turn < gaps.length; turn += step) {
    const count = gaps[Math.floor(turn)]!
    // A random place in the gap and not its middle: the average over trees is smoother.
    const threshold = at[count - 1]! + rng.uniform() * (at[count]! - at[count - 1]!)
    offer(best, gainOf(sums, count, sums[count - 1]!), { dimension, at: threshold, isCategory: false })
  }
}

function tryLevels({ at, sums }: Column, dimension: number, best: Best): void {
  for (let start = 0; start < at.length; ) {
    let end = start
    while (end < at.length && at[end] === at[start]) end++
    if (end - start === at.length) return
    const sum = sums[end - 1]! - (start === 0 ? 0 : sums[start - 1]!)
    offer(best, gainOf(sums, end - start, sum), { dimension, at: at[start]!, isCategory: true })
    start = end
  }
}

function offer(best: Best, gain: number, cut: Cut): void {
  if (gain <= best.gain) return
  best.gain = gain
  best.cut = cut
}

/** Fall of the squared error among the rows that have a side; 0 when one of the sides is too small. */
function gainOf(sums: Float64Array, count: number, sum: number): number {
  const rest = sums.length - count
  if (count < LEAF_MIN || rest < LEAF_MIN) return 0
  const whole = sums[sums.length - 1]!
  return sum ** 2 / count + (whole - sum) ** 2 / rest - whole ** 2 / sums.length
}

function someDimensions({ isCategory, dimensionShare = DIMENSION_SHARE }: ForestData, rng: Rng): number[] {
  const count = isCategory.length
  const order = Array.from({ length: count }, (_, index) => index)
  for (let i = count - 1; i > 0; i--) {
    const j = rng.integer(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order.slice(0, Math.max(1, Math.ceil(dimensionShare * count)))
}
