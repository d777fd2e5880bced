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
  return Array.from({ length: treeCount }, (_, tree) => growTree(data, rngOf(tree)))
}

function growTree(data: ForestData, rng: Rng): Tree {
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

function grow(data: ForestData, rows: readonly number[], rng: Rng, depth: number): Branch {
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
function bestSplit(data: ForestData, rows: readonly number[], rng: Rng): Cut | null {
  let best: Cut | null = null
  let bestGain = 1e-12
  for (const dimension of someDimensions(data, rng)) {
    const isCategory = data.isCategory[dimension]!
    for (const at of cutsOf(data, rows, dimension, rng)) {
      const cut = { dimension, at, isCategory }
      const gain = gainOf(data, rows, cut)
      if (gain > bestGain) {
        bestGain = gain
        best = cut
      }
    }
  }
  return best
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

function cutsOf({ points, isCategory }: ForestData, rows: readonly number[], dimension: number, rng: Rng): number[] {
  const known = rows.map((row) => points[row]![dimension]!).filter((value) => !Number.isNaN(value))
  const values = [...new Set(known)].sort((a, b) => a - b)
  if (isCategory[dimension]) return values.length > 1 ? values : []
  const gaps = values.slice(1).map((value, index) => ({ low: values[index]!, high: value }))
  const step = Math.max(1, gaps.length / THRESHOLDS_MAX)
  const cuts: number[] = []
  // A random place in the gap and not its middle: the average over trees is smoother.
  for (let at = 0; at < gaps.length; at += step) {
    const gap = gaps[Math.floor(at)]!
    cuts.push(gap.low + rng.uniform() * (gap.high - gap.low))
  }
  return cuts
}

/** Fall of the squared error among the rows that have a side; 0 when one of them is too small. */
function gainOf({ points, values }: ForestData, rows: readonly number[], cut: Cut): number {
  const counts = { left: 0, right: 0, unknown: 0 }
  const sums = { left: 0, right: 0, unknown: 0 }
  for (const row of rows) {
    const side = sideOf(cut, points[row]!)
    counts[side]++
    sums[side] += values[row]!
  }
  if (counts.left < LEAF_MIN || counts.right < LEAF_MIN) return 0
  const mean = (sums.left + sums.right) / (counts.left + counts.right)
  return sums.left ** 2 / counts.left + sums.right ** 2 / counts.right - (sums.left + sums.right) * mean
}
