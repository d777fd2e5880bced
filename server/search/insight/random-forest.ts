/**
 * A small random forest for regression, seeded. It exists for parameter importance: it needs no scaling, takes
 * categories as they are, and its trees disagree honestly. Splits of a numeric coordinate are thresholds, of a category
 * one level against the rest.
 */
import type { Rng } from '../numeric/rng'
import type { Point } from '../space/search-space'

export type Tree = {
  predict: (point: Point) => number
  /** Rows that this tree did not see. */
  outOfBag: number[]
}

export type ForestData = { points: readonly Point[]; values: readonly number[]; isCategory: readonly boolean[] }

type Leaf = { kind: 'leaf'; value: number }
type Split = { kind: 'split'; dimension: number; at: number; isCategory: boolean; left: Branch; right: Branch }
type Branch = Leaf | Split

const LEAF_MIN = 2
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
    outOfBag: Array.from({ length: n }, (_, row) => row).filter((row) => !inBag.has(row)),
  }
}

function follow(branch: Branch, point: Point): number {
  let at = branch
  while (at.kind === 'split') at = goesLeft(at, point) ? at.left : at.right
  return at.value
}

function goesLeft(
  { dimension, at, isCategory }: Pick<Split, 'dimension' | 'at' | 'isCategory'>,
  point: Point,
): boolean {
  return isCategory ? point[dimension] === at : point[dimension]! <= at
}

function grow(data: ForestData, rows: readonly number[], rng: Rng, depth: number): Branch {
  const mean = rows.reduce((sum, row) => sum + data.values[row]!, 0) / rows.length
  const leaf: Leaf = { kind: 'leaf', value: mean }
  if (rows.length < 2 * LEAF_MIN || depth >= DEPTH_MAX) return leaf
  const best = bestSplit(data, rows, rng)
  if (best === null) return leaf
  const left = rows.filter((row) => goesLeft(best, data.points[row]!))
  const right = rows.filter((row) => !goesLeft(best, data.points[row]!))
  return { kind: 'split', ...best, left: grow(data, left, rng, depth + 1), right: grow(data, right, rng, depth + 1) }
}

type Cut = Pick<Split, 'dimension' | 'at' | 'isCategory'>

/** Of two thirds of the dimensions, the cut that explains most; null when none explains anything. */
function bestSplit(data: ForestData, rows: readonly number[], rng: Rng): Cut | null {
  let best: Cut | null = null
  let bestGain = 1e-12
  for (const dimension of someDimensions(data.isCategory.length, rng)) {
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

function someDimensions(count: number, rng: Rng): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let i = count - 1; i > 0; i--) {
    const j = rng.integer(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order.slice(0, Math.max(1, Math.ceil((2 * count) / 3)))
}

function cutsOf({ points, isCategory }: ForestData, rows: readonly number[], dimension: number, rng: Rng): number[] {
  const values = [...new Set(rows.map((row) => points[row]![dimension]!))].sort((a, b) => a - b)
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

/** Fall of the squared error; 0 when a side is too small. */
function gainOf({ points, values }: ForestData, rows: readonly number[], cut: Cut): number {
  let leftCount = 0
  let leftSum = 0
  let total = 0
  for (const row of rows) {
    total += values[row]!
    if (!goesLeft(cut, points[row]!)) continue
    leftCount++
    leftSum += values[row]!
  }
  const rightCount = rows.length - leftCount
  if (leftCount < LEAF_MIN || rightCount < LEAF_MIN) return 0
  const rightSum = total - leftSum
  return leftSum ** 2 / leftCount + rightSum ** 2 / rightCount - total ** 2 / rows.length
}
