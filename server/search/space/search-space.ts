/**
 * All parameters of a sweep as a product of dimensions, and the way between a run's config and a point: a Float64Array
 * of one coordinate a dimension. Parameters with a single value are no dimensions; they are put back when decoding.
 */
import type { Json, JsonObject } from '~/server/domain/json'
import { type FlatParameter, flattenParameters, type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import { valueKey } from '~/server/domain/value-key'
import { type Activity, activityOf, blocksOf } from '~/server/domain/when'
import type { Rng } from '../numeric/rng'
import { type Dimension, dimensionOf, onlyValueOf } from './dimension'

export type Point = Float64Array

export type SearchSpace = {
  dimensions: Dimension[]
  fixed: { path: string[]; value: Json }[]
  /** Number of different configs; Infinity when one parameter is continuous. */
  size: number
  /** Null where every parameter always has a meaning. */
  conditions: Conditions | null
}

/** Where a parameter has no meaning its coordinate is a fixed one in the middle, so that equal configs are equal points. */
export type Conditions = {
  /** For each dimension whether it has a meaning at the point. */
  dimensionsAt(point: Point): boolean[]
  fixedAt(point: Point): boolean[]
  dimensionsIn(config: JsonObject): boolean[]
  /** All different points, by number; only where the space is finite. */
  pointAt(index: number): Point
}

export function searchSpaceOf(config: Pick<SweepConfig, 'parameters'>): SearchSpace {
  const leaves = flattenParameters(config.parameters)
  const dimensions: Dimension[] = []
  const fixed: SearchSpace['fixed'] = []
  const places: Place[] = []
  for (const parameter of leaves) {
    const dimension = dimensionOf(parameter)
    if (dimension === null) {
      places.push({ kind: 'fixed', index: fixed.length })
      fixed.push({ path: parameter.path, value: onlyValueOf(parameter.distribution) })
    } else {
      places.push({ kind: 'dimension', index: dimensions.length })
      dimensions.push(dimension)
    }
  }
  const activity = activityOf(leaves)
  if (activity.isConditional) return conditionalSpace({ dimensions, fixed, places, leaves, activity })
  const size = dimensions.reduce((product, dimension) => product * dimension.levelCount, 1)
  return { dimensions, fixed, size, conditions: null }
}

type Place = { kind: 'dimension' | 'fixed'; index: number }
type Parts = Pick<SearchSpace, 'dimensions' | 'fixed'> & {
  places: Place[]
  leaves: FlatParameter[]
  activity: Activity
}

function conditionalSpace({ dimensions, fixed, places, leaves, activity }: Parts): SearchSpace {
  const valueIn = ({ kind, index }: Place, coordinate: (dimension: Dimension, index: number) => number): Json => {
    const dimension = dimensions[index]!
    return kind === 'fixed' ? fixed[index]!.value : dimension.valueAt(coordinate(dimension, index))
  }
  const only = (kind: Place['kind'], flags: readonly boolean[]) =>
    flags.filter((_, leaf) => places[leaf]!.kind === kind)
  const flagsAt = (point: Point) => activity.flags((leaf) => valueIn(places[leaf]!, (_, index) => point[index]!))
  const blocks = blocksOf(activity, {
    sizes: places.map(({ kind, index }) => (kind === 'fixed' ? 1 : dimensions[index]!.levelCount)),
    valueAt: (leaf, level) => valueIn(places[leaf]!, (dimension) => dimension.levelAt(level)),
  })
  const conditions: Conditions = {
    dimensionsAt: (point) => only('dimension', flagsAt(point)),
    fixedAt: (point) => only('fixed', flagsAt(point)),
    dimensionsIn: (config) =>
      only(
        'dimension',
        activity.flags((leaf) => {
          const place = places[leaf]!
          return valueAt(config, leaves[leaf]!.path) ?? (place.kind === 'fixed' ? fixed[place.index]!.value : undefined)
        }),
      ),
    pointAt: (index) => {
      const levels = blocks.levelsAt(index).filter((_, leaf) => places[leaf]!.kind === 'dimension')
      return Float64Array.from(dimensions, (dimension, k) => {
        const level = levels[k]
        return level == null ? neutral(dimension) : dimension.levelAt(level)
      })
    },
  }
  return { dimensions, fixed, size: blocks.size, conditions }
}

function neutral(dimension: Dimension): number {
  return dimension.kind === 'category' ? 0 : dimension.snap(0.5)
}

/** The point itself, with the coordinates of what has no meaning there put to their fixed place. */
export function settled(space: SearchSpace, point: Point): Point {
  if (space.conditions === null) return point
  const isActive = space.conditions.dimensionsAt(point)
  space.dimensions.forEach((dimension, index) => {
    if (!isActive[index]) point[index] = neutral(dimension)
  })
  return point
}

/** A copy with NaN where there is no meaning, for models that know what to do with it. */
export function withGaps(space: SearchSpace, point: Point): Point {
  if (space.conditions === null) return point
  const isActive = space.conditions.dimensionsAt(point)
  return point.map((coordinate, index) => (isActive[index] ? coordinate : Number.NaN))
}

/** The run's config of a point: nested groups as objects, keys sorted; without what has no meaning there. */
export function decode(space: SearchSpace, point: Point): JsonObject {
  const leaves = space.dimensions.map((dimension, index) => ({
    path: dimension.path,
    value: dimension.valueAt(point[index]!),
  }))
  const { conditions } = space
  if (conditions === null) return configOf([...leaves, ...space.fixed])
  const [isActive, isFixedActive] = [conditions.dimensionsAt(point), conditions.fixedAt(point)]
  return configOf([
    ...leaves.filter((_, index) => isActive[index]),
    ...space.fixed.filter((_, index) => isFixedActive[index]),
  ])
}

export function configOf(leaves: readonly { path: string[]; value: Json }[]): JsonObject {
  const config: JsonObject = {}
  const sorted = [...leaves].sort((a, b) => comparePaths(a.path, b.path))
  for (const { path, value } of sorted) {
    let target = config
    for (const key of path.slice(0, -1)) {
      const inner = Object.hasOwn(target, key) ? target[key] : undefined
      const group: JsonObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {}
      target[key] = group
      target = group
    }
    target[path[path.length - 1] ?? ''] = value
  }
  return config
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let level = 0; level < Math.min(a.length, b.length); level++) {
    if (a[level]! !== b[level]!) return a[level]! < b[level]! ? -1 : 1
  }
  return a.length - b.length
}

/** Null when a parameter is missing or of a type that cannot be placed: such a run says nothing about the space. */
export function encode(space: SearchSpace, config: JsonObject): Point | null {
  const point = new Float64Array(space.dimensions.length)
  const isActive = space.conditions?.dimensionsIn(config)
  for (const [index, dimension] of space.dimensions.entries()) {
    if (isActive !== undefined && !isActive[index]) {
      point[index] = neutral(dimension)
      continue
    }
    const coordinate = dimension.coordinateOf(valueAt(config, dimension.path))
    if (coordinate === null) return null
    point[index] = coordinate
  }
  return point
}

export function pointFromUnit(space: SearchSpace, unit: ArrayLike<number>): Point {
  return settled(
    space,
    Float64Array.from(space.dimensions, (dimension, index) => dimension.fromUnit(unit[index] ?? 0.5)),
  )
}

export function randomPoint(space: SearchSpace, rng: Rng): Point {
  return settled(
    space,
    Float64Array.from(space.dimensions, (dimension) => dimension.fromUnit(rng.uniform())),
  )
}

/** Equal for two points exactly when their configs are equal. */
export function pointKey(space: SearchSpace, point: Point): string {
  return space.dimensions.map((dimension, index) => valueKey(dimension.valueAt(point[index]!))).join('|')
}
