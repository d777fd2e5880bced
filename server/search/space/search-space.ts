/**
 * All parameters of a sweep as a product of dimensions, and the way between a run's config and a point: a Float64Array
 * of one coordinate a dimension. Parameters with a single value are no dimensions; they are put back when decoding.
 */
import type { Json, JsonObject } from '~/server/domain/json'
import { flattenParameters, type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import { valueKey } from '~/server/domain/value-key'
import type { Rng } from '../numeric/rng'
import { type Dimension, dimensionOf, onlyValueOf } from './dimension'

export type Point = Float64Array

export type SearchSpace = {
  dimensions: Dimension[]
  fixed: { path: string[]; value: Json }[]
  /** Number of different configs; Infinity when one parameter is continuous. */
  size: number
}

export function searchSpaceOf(config: Pick<SweepConfig, 'parameters'>): SearchSpace {
  const dimensions: Dimension[] = []
  const fixed: SearchSpace['fixed'] = []
  for (const parameter of flattenParameters(config.parameters)) {
    const dimension = dimensionOf(parameter)
    if (dimension === null) fixed.push({ path: parameter.path, value: onlyValueOf(parameter.distribution) })
    else dimensions.push(dimension)
  }
  return { dimensions, fixed, size: dimensions.reduce((size, dimension) => size * dimension.levelCount, 1) }
}

/** The run's config of a point: nested groups as objects, keys sorted. */
export function decode(space: SearchSpace, point: Point): JsonObject {
  const leaves = space.dimensions.map((dimension, index) => ({
    path: dimension.path,
    value: dimension.valueAt(point[index]!),
  }))
  return configOf([...leaves, ...space.fixed])
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
  for (const [index, dimension] of space.dimensions.entries()) {
    const coordinate = dimension.coordinateOf(valueAt(config, dimension.path))
    if (coordinate === null) return null
    point[index] = coordinate
  }
  return point
}

export function pointFromUnit(space: SearchSpace, unit: ArrayLike<number>): Point {
  return Float64Array.from(space.dimensions, (dimension, index) => dimension.fromUnit(unit[index] ?? 0.5))
}

export function randomPoint(space: SearchSpace, rng: Rng): Point {
  return Float64Array.from(space.dimensions, (dimension) => dimension.fromUnit(rng.uniform()))
}

/** Equal for two points exactly when their configs are equal. */
export function pointKey(space: SearchSpace, point: Point): string {
  return space.dimensions.map((dimension, index) => valueKey(dimension.valueAt(point[index]!))).join('|')
}
