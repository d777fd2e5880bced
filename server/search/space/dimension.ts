/**
 * One searchable parameter as the surrogate sees it. A continuous one is its CDF value in [0, 1], so equal steps are
 * equally likely a priori; integers, q steps and lists of numbers sit at the centres of their cells and candidates are
 * snapped there before the kernel sees them; anything else is a category, an index compared only for equality.
 */
import type { Json } from '~/server/domain/json'
import type { Distribution, FlatParameter } from '~/server/domain/sweep-config'
import { valueKey } from '~/server/domain/value-key'
import { cdf, isNumeric, type Numeric, quantile, roundHalfEven, stepValue, U_MIN } from './distributions'

export type Dimension = {
  name: string
  path: string[]
  kind: 'continuous' | 'ordinal' | 'category'
  /** Number of different values; Infinity when continuous or without end. */
  levelCount: number
  /** Coordinates of all levels, ascending; null when there are too many to list. A category's are 0, 1, 2, ... */
  levels: Float64Array | null
  /** Coordinate of one of the levels; only where levelCount is finite. */
  levelAt: (index: number) => number
  /** Draw: u in [0, 1) follows the declared distribution. */
  fromUnit: (u: number) => number
  /** The allowed coordinate nearest to any number. */
  snap: (coordinate: number) => number
  valueAt: (coordinate: number) => Json
  /** Null when the value cannot be placed (missing, another type); an unknown category is -1, equal to nothing. */
  coordinateOf: (value: Json | undefined) => number | null
}

const LEVELS_LISTED_MAX = 1024

/** Null for a parameter that has a single value. */
export function dimensionOf(parameter: Omit<FlatParameter, 'when'>): Dimension | null {
  const { distribution, name, path } = parameter
  const shape = shapeOf(distribution)
  return shape.levelCount < 2 ? null : { name, path, ...shape }
}

type Shape = Omit<Dimension, 'name' | 'path'>

/** The value of a parameter that has only one. */
export function onlyValueOf(distribution: Distribution): Json {
  return distribution.distribution === 'constant' ? distribution.value : shapeOf(distribution).valueAt(0)
}

function shapeOf(distribution: Distribution): Shape {
  switch (distribution.distribution) {
    case 'constant':
      return listShape([distribution.value], [1])
    case 'categorical':
      return listShape(
        distribution.values,
        distribution.values.map(() => 1 / distribution.values.length),
      )
    case 'categorical_w_probabilities':
      return listShape(distribution.values, distribution.probabilities)
    case 'int_uniform':
      return integerShape(distribution.min, distribution.max)
    default:
      if (!isNumeric(distribution)) throw new TypeError('a distribution without a shape')
      return 'q' in distribution ? stepShape(distribution, distribution.q) : continuousShape(distribution)
  }
}

function continuousShape(distribution: Numeric): Shape {
  const isPoint = quantile(distribution, 0.25) === quantile(distribution, 0.75)
  return {
    kind: 'continuous',
    levelCount: isPoint ? 1 : Number.POSITIVE_INFINITY,
    levels: null,
    levelAt: () => 0.5,
    fromUnit: (u) => u,
    snap: (coordinate) => Math.min(1, Math.max(0, coordinate)),
    valueAt: (coordinate) => quantile(distribution, coordinate),
    coordinateOf: (value) => (typeof value === 'number' && Number.isFinite(value) ? cdf(distribution, value) : null),
  }
}

function integerShape(min: number, max: number): Shape {
  const size = max - min + 1
  const indexOf = (coordinate: number) => Math.min(size - 1, Math.max(0, Math.floor(coordinate * size)))
  const centre = (index: number) => (index + 0.5) / size
  return {
    kind: 'ordinal',
    levelCount: size,
    levels: size <= LEVELS_LISTED_MAX ? Float64Array.from({ length: size }, (_, index) => centre(index)) : null,
    levelAt: centre,
    fromUnit: (u) => centre(indexOf(u)),
    snap: (coordinate) => centre(indexOf(coordinate)),
    valueAt: (coordinate) => min + indexOf(coordinate),
    coordinateOf: (value) =>
      typeof value === 'number' && Number.isFinite(value)
        ? centre(Math.min(size - 1, Math.max(0, Math.round(value) - min)))
        : null,
  }
}

/** Steps of q: the coordinate of a step is the middle of the stretch of u that rounds to it. */
function stepShape(distribution: Numeric, q: number): Shape {
  const stepAt = (u: number) => roundHalfEven(quantile(distribution, u) / q)
  const first = stepAt(U_MIN)
  const last = stepAt(1 - U_MIN)
  const coordinateOfStep = (step: number) => {
    const inside = Math.min(last, Math.max(first, step))
    return 0.5 * (cdf(distribution, (inside - 0.5) * q) + cdf(distribution, (inside + 0.5) * q))
  }
  const size = last - first + 1
  const steps = size <= LEVELS_LISTED_MAX ? Array.from({ length: size }, (_, index) => first + index) : null
  return {
    kind: 'ordinal',
    levelCount: Number.isFinite(size) ? size : Number.POSITIVE_INFINITY,
    levels: steps === null ? null : Float64Array.from(steps, coordinateOfStep),
    levelAt: (index) => coordinateOfStep(first + index),
    fromUnit: (u) => coordinateOfStep(stepAt(u)),
    snap: (coordinate) => coordinateOfStep(stepAt(coordinate)),
    valueAt: (coordinate) => stepValue(stepAt(coordinate), q),
    coordinateOf: (value) =>
      typeof value === 'number' && Number.isFinite(value) ? coordinateOfStep(Math.round(value / q)) : null,
  }
}

/** Different values of a list with their probabilities; values that are never drawn are left out. */
function listShape(values: readonly Json[], probabilities: readonly number[]): Shape {
  const byKey = new Map<string, { value: Json; probability: number }>()
  values.forEach((value, index) => {
    const key = valueKey(value)
    const before = byKey.get(key)?.probability ?? 0
    byKey.set(key, { value, probability: before + (probabilities[index] ?? 0) })
  })
  const list = [...byKey.values()].filter((each) => each.probability > 0)
  const numbers = list.map((each) => each.value).filter((value): value is number => typeof value === 'number')
  // Three numbers have an order worth learning; two are as well told apart as categories.
  const isOrdered = numbers.length === list.length && list.length >= 3
  if (isOrdered) list.sort((a, b) => Number(a.value) - Number(b.value))
  const coordinates = isOrdered ? spread(list.map((each) => Number(each.value))) : list.map((_, index) => index)
  const levels = Float64Array.from(coordinates)
  const indexes = new Map(list.map((each, index) => [valueKey(each.value), index]))
  const nearest = (coordinate: number) => nearestIndex(levels, coordinate)
  return {
    kind: isOrdered ? 'ordinal' : 'category',
    levelCount: list.length,
    levels,
    levelAt: (index) => levels[index] ?? 0,
    fromUnit: (u) => levels[drawIndex(list, u)] ?? 0,
    snap: (coordinate) => levels[nearest(coordinate)] ?? 0,
    valueAt: (coordinate) => list[nearest(coordinate)]?.value ?? null,
    coordinateOf: (value) => {
      if (value === undefined) return null
      const index = indexes.get(valueKey(value))
      if (index !== undefined) return levels[index] ?? null
      if (!isOrdered) return -1
      return typeof value === 'number' && Number.isFinite(value) ? (levels[nearestValue(list, value)] ?? null) : null
    },
  }
}

/** Sorted numbers to cell centres in [0, 1]: by their logarithm when ratios are more even than differences. */
function spread(sorted: readonly number[]): number[] {
  const isLog = (sorted[0] ?? 0) > 0 && unevenness(sorted.map(Math.log)) < unevenness(sorted)
  const at = isLog ? sorted.map(Math.log) : sorted
  const min = at[0] ?? 0
  const width = (at[at.length - 1] ?? 0) - min
  const margin = 0.5 / sorted.length
  return at.map(
    (value) => margin + (1 - 2 * margin) * (Number.isFinite(width) && width > 0 ? (value - min) / width : 0),
  )
}

/** Deviation of neighbour gaps over their mean. */
function unevenness(sorted: readonly number[]): number {
  const gaps = sorted.slice(1).map((value, index) => value - (sorted[index] ?? 0))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length
  return Math.sqrt(variance) / mean
}

function drawIndex(list: readonly { probability: number }[], u: number): number {
  let sum = 0
  for (let index = 0; index < list.length; index++) {
    sum += list[index]?.probability ?? 0
    if (u < sum) return index
  }
  return list.length - 1
}

function nearestIndex(levels: Float64Array, coordinate: number): number {
  let best = 0
  for (let index = 1; index < levels.length; index++) {
    if (Math.abs(levels[index]! - coordinate) < Math.abs(levels[best]! - coordinate)) best = index
  }
  return best
}

function nearestValue(list: readonly { value: Json }[], value: number): number {
  return nearestIndex(
    Float64Array.from(list, (each) => Number(each.value)),
    value,
  )
}
