/**
 * A random forest as a surrogate family: mean and variance over all leaves that a point falls in (law of total
 * variance: the spread inside of leaves and the disagreement between trees). It asks nothing of the objective, neither
 * smoothness nor one scale for all of the space.
 */
import { type ForestData, growForest, type Moments, type Tree } from '../forest/random-forest'
import { rngFor } from '../numeric/rng'
import { type Point, type SearchSpace, withGaps } from '../space/search-space'
import { pickForFit } from './gp/subset'
import { nearness } from './nearness'
import type { LeftOut, Prediction, Surrogate, SurrogateData, SurrogateFamily } from './surrogate'

export const randomForestFamily: SurrogateFamily = { name: 'random_forest', fit }

const TREES = 30
const ROWS_MAX = 300
/** In squared standard units: trees that all agree are still a guess. */
const VARIANCE_MIN = 1e-6

type Data = ForestData & { indexes: readonly number[] }

type Forest = { trees: Tree[]; data: Data; space: SearchSpace; pending: readonly Point[] }

function fit({ space, points, values, rng }: SurrogateData): Surrogate | null {
  if (points.length < 2) return null
  const isCategory = space.dimensions.map((dimension) => dimension.kind === 'category')
  const some = pickForFit({ points, values, isCategory }, ROWS_MAX)
  const data = {
    ...some,
    points: some.points.map((point) => withGaps(space, point)),
    dimensionShare: 1,
    isCategory,
    indexes: some.indexes ?? [...points.keys()],
  }
  const seed = rng.integer(2 ** 32)
  const trees = growForest(data, TREES, (tree) => rngFor(seed, tree, 'surrogate tree'))
  return surrogateOf({ trees, data, space, pending: [] })
}

function surrogateOf(forest: Forest): Surrogate {
  const { trees, data, space, pending } = forest
  const near = nearness(space)
  return {
    predict: (point) => {
      const { mean, deviation } = predictionOf(trees, withGaps(space, point))
      return { mean, deviation: deviation * doubtLeft(near, point, pending) }
    },
    withPending: (points) => surrogateOf({ ...forest, pending: [...pending, ...points] }),
    leaveOneOut: () => outOfBag(trees, data),
    draw: (rng) => {
      const tree = trees[rng.integer(trees.length)]!
      return { predict: (point) => ({ mean: tree.predict(withGaps(space, point)), deviation: 0 }) }
    },
    describe: () => ({ tree_count: trees.length, row_count: data.points.length }),
  }
}

function predictionOf(trees: readonly Tree[], point: Point): Prediction {
  const sums: Moments = { mean: 0, square: 0 }
  for (const tree of trees) tree.addMoments(point, sums)
  const mean = sums.mean / trees.length
  const variance = sums.square / trees.length - mean * mean
  return { mean, deviation: Math.sqrt(Math.max(VARIANCE_MIN, variance)) }
}

/** What a run that is under way will tell is known soon; the mean stays, for it is the value that is expected there. */
function doubtLeft(near: (a: Point, b: Point) => number, point: Point, pending: readonly Point[]): number {
  let left = 1
  for (const other of pending) left *= 1 - near(point, other) ** 2
  return Math.sqrt(Math.max(VARIANCE_MIN, left))
}

/** By the trees that did not see the run; of a run that all saw nothing can be said. */
function outOfBag(trees: readonly Tree[], { points, indexes }: Data): LeftOut {
  const blind: Tree[][] = points.map(() => [])
  for (const tree of trees) for (const row of tree.outOfBag) blind[row]?.push(tree)
  const rows = [...points.keys()].filter((row) => blind[row]!.length > 1)
  const predictions = rows.map((row) => predictionOf(blind[row]!, points[row]!))
  return {
    indexes: rows.map((row) => indexes[row]!),
    means: Float64Array.from(predictions, ({ mean }) => mean),
    deviations: Float64Array.from(predictions, ({ deviation }) => deviation),
  }
}
