/**
 * How much each parameter explains the objective, for the importance panel. A seeded forest learns the trials; the
 * importance of a parameter is how much worse the trees get on runs that they did not see when its values are shuffled
 * among those runs. Not a length scale of the surrogate: those depend on the range that a person chose.
 */
import { partPlacerOf } from '~/server/domain/in-space'
import type { JsonObject } from '~/server/domain/json'
import { type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import type { Importance, Trial } from '~/server/domain/trial'
import { growForest, type Tree } from '../forest/random-forest'
import { withoutRepeated } from '../impute'
import { type Rng, rngFor } from '../numeric/rng'
import { standardise } from '../outcome'
import type { Dimension } from '../space/dimension'
import { type Point, type SearchSpace, searchSpaceOf } from '../space/search-space'

const TREES = 64
/** Fewer say nothing that survives the next run. */
const TRIALS_MIN = 8
const TRIALS_MAX = 2000
const SEED = 20_111

/** Parameters by importance, most first. Shares are 0 and `fit` is null when there are too few trials to say. */
export function parameterImportance({ config, trials }: { config: SweepConfig; trials: Trial[] }): Importance {
  const space = searchSpaceOf(config)
  const sign = config.metric?.goal === 'maximize' ? -1 : 1
  const rows = rowsOf(config, space, trials)
  const measured = rows.length < TRIALS_MIN ? null : measure(space, rows, sign)
  const parameters = space.dimensions
    .map((dimension, index) => ({
      name: dimension.name,
      importance: measured?.shares[index] ?? 0,
      deviation: measured?.deviations[index] ?? 0,
      ...correlationOf(dimension, index, rows),
    }))
    .sort((a, b) => b.importance - a.importance || (a.name < b.name ? -1 : 1))
  return { trialCount: rows.length, fit: measured?.fit ?? null, parameters }
}

/** `point` is NaN where the run has no such setting. */
type Row = { point: Point; value: number }

/** What made runs fail is another question than what made them good: only values that runs ended with count. */
function rowsOf(config: SweepConfig, space: SearchSpace, trials: Trial[]): Row[] {
  const place = partPlacerOf(config)
  return withoutRepeated(trials)
    .sort((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1))
    .flatMap(({ state, best: value, config: settings }): Row[] => {
      const isResult = state === 'finished' || state === 'killed'
      if (!isResult || value === null || !Number.isFinite(value)) return []
      const placed = place(settings)
      if (placed.kind === 'outside') return []
      return [{ point: partPoint(space, placed.config), value }]
    })
    .slice(-TRIALS_MAX)
}

function partPoint(space: SearchSpace, config: JsonObject): Point {
  return Float64Array.from(
    space.dimensions,
    (dimension) => dimension.coordinateOf(valueAt(config, dimension.path)) ?? Number.NaN,
  )
}

/** Over the runs that have the setting. */
function correlationOf({ kind }: Dimension, index: number, rows: readonly Row[]) {
  const having = rows.filter(({ point }) => !Number.isNaN(point[index]!))
  const correlation =
    kind === 'category'
      ? null
      : spearman(
          having.map(({ point }) => point[index]!),
          having.map(({ value }) => value),
        )
  return { correlation, trialCount: having.length }
}

type Measured = { fit: number | null; shares: number[]; deviations: number[] }

/** `sign` turns values to losses, whose bad tail is cut before a forest is grown. */
function measure(space: SearchSpace, rows: readonly Row[], sign: 1 | -1): Measured {
  const isCategory = space.dimensions.map((dimension) => dimension.kind === 'category')
  const values = [...standardise(rows.map(({ value }) => sign * value)).values]
  const data = { points: rows.map(({ point }) => point), values, isCategory }
  const trees = growForest(data, TREES, (tree) => rngFor(SEED, tree, 'importance tree'))
  const rises = trees.map((tree, index) => errorRises(tree, data, rngFor(SEED, index, 'importance shuffle')))
  const means = isCategory.map((_, dimension) => mean(rises.map((rise) => rise[dimension]!)))
  const total = means.reduce((sum, value) => sum + Math.max(0, value), 0)
  if (total <= 0) return { fit: fitOf(trees, data), shares: means.map(() => 0), deviations: means.map(() => 0) }
  return {
    fit: fitOf(trees, data),
    shares: means.map((value) => Math.max(0, value) / total),
    deviations: isCategory.map((_, dimension) => deviation(rises.map((rise) => rise[dimension]! / total))),
  }
}

type Data = { points: readonly Point[]; values: number[]; isCategory: boolean[] }

/**
 * Rise of the mean squared error on the tree's unseen rows when one dimension is shuffled among those that have it: who
 * has a setting stays as it is, since that is what other settings decide.
 */
function errorRises(tree: Tree, { points, values, isCategory }: Data, rng: Rng): number[] {
  const rows = tree.outOfBag
  const errorOf = (row: number, point: Point) => (tree.predict(point) - values[row]!) ** 2
  return isCategory.map((_, dimension) => {
    const having = rows.filter((row) => !Number.isNaN(points[row]![dimension]!))
    if (having.length < 2) return 0
    const shift = 1 + rng.integer(having.length - 1)
    const rises = having.map((row, index) => {
      const point = Float64Array.from(points[row]!)
      point[dimension] = points[having[(index + shift) % having.length]!]![dimension]!
      return errorOf(row, point) - errorOf(row, points[row]!)
    })
    return rises.reduce((sum, rise) => sum + rise, 0) / rows.length
  })
}

/** Out-of-bag R²; null when no row was ever left out. Below 0 the forest knows less than the mean does. */
function fitOf(trees: readonly Tree[], { points, values }: Data): number | null {
  const sums = new Float64Array(values.length)
  const counts = new Float64Array(values.length)
  for (const tree of trees) {
    for (const row of tree.outOfBag) {
      sums[row] = sums[row]! + tree.predict(points[row]!)
      counts[row] = counts[row]! + 1
    }
  }
  const rows = [...values.keys()].filter((row) => counts[row]! > 0)
  const centre = mean(rows.map((row) => values[row]!))
  const spread = rows.reduce((sum, row) => sum + (values[row]! - centre) ** 2, 0)
  if (rows.length < 2 || spread === 0) return null
  const error = rows.reduce((sum, row) => sum + (values[row]! - sums[row]! / counts[row]!) ** 2, 0)
  return 1 - error / spread
}

/** Rank correlation in [-1, 1], ties at their middle rank; null when either side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 3) return null
  const x = ranks(a)
  const y = ranks(b)
  const centreX = mean(x)
  const centreY = mean(y)
  let both = 0
  let xx = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    both += (x[i]! - centreX) * (y[i]! - centreY)
    xx += (x[i]! - centreX) ** 2
    yy += (y[i]! - centreY) ** 2
  }
  return xx === 0 || yy === 0 ? null : Math.max(-1, Math.min(1, both / Math.sqrt(xx * yy)))
}

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!)
  const result = new Array<number>(values.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let at = start; at < end; at++) result[order[at]!] = (start + end - 1) / 2
    start = end
  }
  return result
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard error over the trees, as the bars show it. */
function deviation(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / Math.max(1, values.length - 1))
}
