/**
 * The tree-structured Parzen estimator as a surrogate family (Bergstra et al. 2011; multivariate as in Optuna): one
 * density of the best runs, one of all others, and the next run where the first is largest against the second. Runs under
 * way are taken for bad ones until they say otherwise (constant liar). It costs little with thousands of runs.
 */
import type { Point, SearchSpace } from '../../space/search-space'
import type { LeftOut, Prediction, Surrogate, SurrogateData, SurrogateFamily } from '../surrogate'
import { logSumExp, type Parzen, parzenOf } from './parzen'

export const tpeFamily: SurrogateFamily = { name: 'tpe', fit }

const GOOD_SHARE = 0.1
const GOOD_MAX = 25
/** As many of the newest runs weigh in full; older ones count less and less. */
const NEWEST = 25
const DRAWS = 64
/** A value without a neighbour may be anything: mean 0 and deviation 1, in standard units. */
const ANYTHING = { mean: 0, square: 1 }
const LEFT_OUT_MAX = 300

type Estimator = {
  space: SearchSpace
  good: Parzen
  bad: readonly Point[]
  goodCount: number
  all: Parzen
  values: Float64Array
  points: readonly Point[]
}

function fit({ space, points, values }: SurrogateData): Surrogate | null {
  if (points.length < 2) return null
  const order = [...points.keys()].sort((a, b) => values[a]! - values[b]! || a - b)
  const goodCount = Math.min(GOOD_MAX, Math.ceil(GOOD_SHARE * points.length))
  const isGood = new Set(order.slice(0, goodCount))
  const good = points.filter((_, index) => isGood.has(index))
  const bad = points.filter((_, index) => !isGood.has(index))
  return surrogateOf({
    space,
    good: parzenOf(space, good, agedWeights(good.length)),
    bad,
    goodCount,
    all: parzenOf(
      space,
      points,
      points.map(() => 1),
    ),
    values,
    points,
  })
}

function surrogateOf(estimator: Estimator): Surrogate {
  const { space, good, bad, goodCount } = estimator
  const badDensity = parzenOf(space, bad, agedWeights(bad.length))
  return {
    predict: (point) => predictionOf(estimator, point, -1),
    worth: (point) => good.logDensity(point) - badDensity.logDensity(point),
    propose: (rng) => Array.from({ length: DRAWS }, () => good.draw(rng)),
    withPending: (points) => surrogateOf({ ...estimator, bad: [...bad, ...points] }),
    leaveOneOut: () => leaveOneOut(estimator),
    describe: () => ({ good_count: goodCount, bad_count: bad.length }),
  }
}

/** In the order of the runs, so that the last are the newest. */
export function agedWeights(count: number): number[] {
  const old = count - NEWEST
  return Array.from({ length: count }, (_, index) => {
    if (index >= old) return 1
    const first = 1 / count
    return old < 2 ? first : first + ((1 - first) * index) / (old - 1)
  })
}

/** Mean and spread of the values around the point, each weighed by its kernel; `left` is a run that does not speak. */
function predictionOf({ all, values }: Estimator, point: Point, left: number): Prediction {
  const parts = new Float64Array(all.kernelCount)
  all.logParts(point, parts)
  if (left >= 0) parts[left] = Number.NEGATIVE_INFINITY
  const whole = logSumExp(parts)
  let mean = 0
  let square = 0
  for (const [index, part] of parts.entries()) {
    const share = Math.exp(part - whole)
    const value = values[index]
    mean += share * (value ?? ANYTHING.mean)
    square += share * (value === undefined ? ANYTHING.square : value * value)
  }
  return { mean, deviation: Math.sqrt(Math.max(1e-12, square - mean * mean)) }
}

function leaveOneOut(estimator: Estimator): LeftOut {
  const indexes = [...estimator.points.keys()].slice(-LEFT_OUT_MAX)
  const predictions = indexes.map((index) => predictionOf(estimator, estimator.points[index]!, index))
  return {
    indexes,
    means: Float64Array.from(predictions, ({ mean }) => mean),
    deviations: Float64Array.from(predictions, ({ deviation }) => deviation),
  }
}
