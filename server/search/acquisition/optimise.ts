/**
 * The point that an acquisition likes best in a mixed space. Candidates first (Sobol points and neighbours of good
 * runs), then a local search from the best few: along slopes for the continuous coordinates, level by level for the
 * discrete ones. Only snapped points are ever scored, so what is scored is what will run.
 */
import { minimize } from '../numeric/minimize'
import { normalQuantile } from '../numeric/normal'
import type { Rng } from '../numeric/rng'
import { sobolPoint } from '../numeric/sobol'
import { type Point, pointFromUnit, type SearchSpace, settled } from '../space/search-space'
import type { Guess, Prediction } from '../surrogate/surrogate'
import type { Acquisition } from './acquisition'
import type { ChanceToSucceed } from './crashes'
import type { IsOpen } from './crowding'

export type Task = {
  space: SearchSpace
  surrogate: Guess
  acquisition: Acquisition
  incumbent: number
  /** Points of good runs, best first. */
  good: readonly Point[]
  /** False where no run is wanted, whatever its score. */
  isOpen: IsOpen
  chance: ChanceToSucceed
  rng: Rng
}

export type Scored = { point: Point; score: number }

const SOBOL_CANDIDATES = 512
const NEIGHBOURS = 20
const STARTS = 6
const LEVELS_TRIED_MAX = 16
const SWEEPS_MAX = 3

/** Best first; the first is the answer unless it was tried before. */
export function rankedCandidates(task: Task): Scored[] {
  const { space, rng } = task
  const seed = rng.integer(2 ** 32)
  const points = [...task.good]
  for (let index = 0; index < SOBOL_CANDIDATES; index++) {
    points.push(pointFromUnit(space, sobolPoint(space.dimensions.length, index, seed)))
  }
  for (const point of task.good) for (let i = 0; i < NEIGHBOURS; i++) points.push(neighbour(space, point, i, rng))
  const ranked = scoreAll(task, points.filter(task.isOpen))
  const polished = ranked
    .slice(0, STARTS)
    .map((start) => climb(task, start))
    .filter(({ point }) => task.isOpen(point))
  return [...polished, ...ranked].sort((a, b) => b.score - a.score)
}

/** Every given point, best first; equal scores keep their order. */
export function scoreAll(task: Task, points: readonly Point[]): Scored[] {
  return points.map((point) => ({ point, score: scoreOf(task, point) })).sort((a, b) => b.score - a.score)
}

/** Expected improvement times the chance that there is a result at all, as logarithms. */
function scoreOf({ surrogate, acquisition, incumbent, chance }: Task, point: Point): number {
  const score = acquisition.score(surrogate.predict(point), incumbent) + Math.log(chance(point))
  return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score
}

/** One or a few coordinates moved: near, far, or drawn anew. */
function neighbour(space: SearchSpace, point: Point, turn: number, rng: Rng): Point {
  const d = space.dimensions.length
  const moved = Float64Array.from(point)
  const share = turn % 2 === 0 ? 1 / d : Math.min(1, 20 / d)
  const forced = rng.integer(d)
  const deviation = [0.2, 0.02, 0.05][turn % 3]!
  for (const [index, dimension] of space.dimensions.entries()) {
    const isMoved = index === forced || rng.uniform() < share
    if (!isMoved) continue
    const step = deviation * normalQuantile(Math.max(1e-12, rng.uniform()))
    moved[index] =
      dimension.kind === 'category' ? dimension.fromUnit(rng.uniform()) : dimension.snap(moved[index]! + step)
  }
  // A run of an older space may lie outside of this one.
  return settled(
    space,
    moved.map((coordinate, index) => space.dimensions[index]!.snap(coordinate)),
  )
}

function climb(task: Task, start: Scored): Scored {
  const { space } = task
  const at = start.point.map((x, index) => space.dimensions[index]!.snap(x))
  let best: Scored = { ...start, point: settled(space, at) }
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    const before = best.score
    best = climbDiscrete(task, climbContinuous(task, best))
    if (best.score - before < 1e-4) break
  }
  return best
}

function climbContinuous(task: Task, start: Scored): Scored {
  const { space, surrogate, acquisition, incumbent } = task
  const isActive = space.conditions?.dimensionsAt(start.point)
  const free = [...space.dimensions.keys()].filter(
    (index) => space.dimensions[index]!.kind === 'continuous' && isActive?.[index] !== false,
  )
  const predict = surrogate.predictWithSlopes
  if (free.length === 0) return start
  if (predict === undefined) return climbBySteps(task, start, free)
  const meanSlope = new Float64Array(space.dimensions.length)
  const deviationSlope = new Float64Array(space.dimensions.length)
  const at = Float64Array.from(start.point)
  const found = minimize(
    (x, gradient) => {
      free.forEach((index, i) => {
        at[index] = x[i]!
      })
      const prediction: Prediction = predict(at, meanSlope, deviationSlope)
      const slopes = acquisition.slopes(prediction, incumbent)
      free.forEach((index, i) => {
        gradient[i] = -(slopes.byMean * meanSlope[index]! + slopes.byDeviation * deviationSlope[index]!)
      })
      return -acquisition.score(prediction, incumbent)
    },
    Float64Array.from(free, (index) => start.point[index]!),
    {
      lower: new Float64Array(free.length),
      upper: new Float64Array(free.length).fill(1),
      evaluationsMax: 30,
      gradientTolerance: 1e-3,
      stepMax: 0.1,
    },
  )
  const point = Float64Array.from(start.point)
  free.forEach((index, i) => {
    point[index] = found.x[i]!
  })
  // The slopes know nothing of the chance to fail, so the end of the climb is judged anew.
  const score = scoreOf(task, point)
  return score > start.score ? { point, score } : start
}

const STEPS = [0.2, 0.1, 0.05, 0.02, 0.01]
const STEPS_EACH = 12

/** Without slopes to follow: one or all of the coordinates moved by chance, and kept where that is better. */
function climbBySteps(task: Task, start: Scored, free: readonly number[]): Scored {
  const { space, rng } = task
  let best = start
  for (const deviation of STEPS) {
    for (let turn = 0; turn < STEPS_EACH; turn++) {
      const point = Float64Array.from(best.point)
      const moved = turn % 3 === 0 ? free : [free[rng.integer(free.length)]!]
      for (const index of moved) {
        const step = deviation * normalQuantile(Math.max(1e-12, rng.uniform()))
        point[index] = space.dimensions[index]!.snap(point[index]! + step)
      }
      const score = scoreOf(task, point)
      if (score > best.score) best = { point, score }
    }
  }
  return best
}

function climbDiscrete(task: Task, start: Scored): Scored {
  let best = start
  for (const [index, dimension] of task.space.dimensions.entries()) {
    if (dimension.kind === 'continuous' || task.space.conditions?.dimensionsAt(best.point)[index] === false) continue
    for (const coordinate of triedLevels(task, index, best.point[index]!)) {
      const point = Float64Array.from(best.point)
      point[index] = coordinate
      settled(task.space, point)
      const score = scoreOf(task, point)
      if (score > best.score) best = { point, score }
    }
  }
  return best
}

/** All levels when they are few; otherwise those around and some far ones. */
function triedLevels({ space, rng }: Task, index: number, current: number): number[] {
  const dimension = space.dimensions[index]!
  const { levels } = dimension
  if (levels !== null && levels.length <= LEVELS_TRIED_MAX) return Array.from(levels)
  const moves = [-0.05, -0.01, 0.01, 0.05].map((step) => dimension.snap(current + step))
  const around = levels === null ? [] : [-2, -1, 1, 2].flatMap((step) => levels[levels.indexOf(current) + step] ?? [])
  const far = Array.from({ length: 6 }, () => dimension.fromUnit(rng.uniform()))
  return dimension.kind === 'category' ? far : [...around, ...moves, ...far]
}
