/**
 * Whether a run that a search did not suggest could have come from it: every setting that varies has a value which its
 * distribution can give, and every constant is as the space has it. Used for runs that a sweep learns from, by the
 * search itself and by pages that say which runs count.
 */
import { gridAxis } from './grid-axis'
import type { Json, JsonObject } from './json'
import { type Distribution, flattenParameters, type SweepConfig, valueAt } from './sweep-config'
import { valueKey } from './value-key'

/** Floats that were written and read again may differ in the last digits. */
const TOLERANCE = 1e-9

export type Placed =
  | { kind: 'inside'; config: JsonObject }
  /** `found` is undefined where the run has no such setting. */
  | { kind: 'outside'; name: string; found: Json | undefined }

/**
 * Finds the settings of a run that the space speaks of, nested as the space nests them: a run that wrote `optimizer.lr`
 * as one key has the setting lr of the group optimizer, and the other way round. A constant that the run lacks is
 * filled in. To a grid a run lies inside when it is on one of its cells.
 */
export function placerOf({ method, parameters }: Pick<SweepConfig, 'method' | 'parameters'>) {
  const leaves = flattenParameters(parameters).map((leaf) => {
    const axis = method === 'grid' ? gridAxis(leaf.distribution) : null
    /** Undefined for a value that the parameter cannot have. */
    const acceptedAs = (value: Json): Json | undefined => {
      if (axis === null) return isInSpace(leaf.distribution, value) ? value : undefined
      const index = axis.indexOf(value)
      return index < 0 ? undefined : axis.at(index)
    }
    return { ...leaf, acceptedAs, only: onlyValue(leaf.distribution) }
  })
  return (config: JsonObject): Placed => {
    const flat = flattenConfig(config)
    const placed: JsonObject = {}
    for (const { path, name, acceptedAs, only } of leaves) {
      const atPath = valueAt(config, path)
      const found = atPath === undefined ? flat.get(name) : atPath
      const value = found === undefined ? only?.value : acceptedAs(found)
      if (value === undefined) return { kind: 'outside', name, found }
      setAt(placed, path, value)
    }
    return { kind: 'inside', config: placed }
  }
}

/** True for a value that the distribution can give. */
export function isInSpace(distribution: Distribution, value: Json): boolean {
  switch (distribution.distribution) {
    case 'constant':
      return valueKey(distribution.value) === valueKey(value)
    case 'categorical':
      return isListed(distribution.values, value)
    case 'categorical_w_probabilities':
      return isListed(
        distribution.values.filter((_, index) => (distribution.probabilities[index] ?? 0) > 0),
        value,
      )
    default: {
      if (typeof value !== 'number' || !Number.isFinite(value)) return false
      if (distribution.distribution === 'int_uniform' && !Number.isInteger(value)) return false
      const [low, high] = reachOf(distribution)
      if (!('q' in distribution)) return isBetween(value, low, high)
      const { q } = distribution
      // Rounding to q may lead past the bounds by up to half a step, as it does in W&B.
      const isStep = Math.abs(value / q - Math.round(value / q)) <= TOLERANCE * Math.max(1, Math.abs(value / q))
      return isStep && isBetween(value, Math.round(low / q) * q, Math.round(high / q) * q)
    }
  }
}

type Bounded = Exclude<Distribution, { distribution: 'constant' | 'categorical' | 'categorical_w_probabilities' }>

function reachOf(distribution: Bounded): [number, number] {
  switch (distribution.distribution) {
    case 'log_uniform':
    case 'q_log_uniform':
      return [Math.exp(distribution.min), Math.exp(distribution.max)]
    case 'inv_log_uniform':
      return [Math.exp(-distribution.max), Math.exp(-distribution.min)]
    case 'normal':
    case 'q_normal':
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    case 'log_normal':
    case 'q_log_normal':
      return [0, Number.POSITIVE_INFINITY]
    case 'beta':
    case 'q_beta':
      return [0, 1]
    default:
      return [distribution.min, distribution.max]
  }
}

function isBetween(value: number, low: number, high: number): boolean {
  const slack = (bound: number) => (Number.isFinite(bound) ? TOLERANCE * Math.abs(bound) : 0)
  return value >= low - slack(low) && value <= high + slack(high)
}

function isListed(values: readonly Json[], value: Json): boolean {
  const key = valueKey(value)
  return values.some((each) => valueKey(each) === key)
}

/** What a parameter is where a run does not say: its constant, or the single value of its list. */
function onlyValue(distribution: Distribution): { value: Json } | undefined {
  if (distribution.distribution === 'constant') return { value: distribution.value }
  if (distribution.distribution !== 'categorical') return undefined
  const [first] = distribution.values
  return first !== undefined && distribution.values.every((value) => valueKey(value) === valueKey(first))
    ? { value: first }
    : undefined
}

/** Every leaf of a config by its keys joined with dots; an empty object and a list are leaves. */
export function flattenConfig(config: JsonObject): Map<string, Json> {
  const flat = new Map<string, Json>()
  function walk(object: JsonObject, prefix: string): void {
    for (const [key, value] of Object.entries(object)) {
      if (isFilledObject(value)) walk(value, `${prefix}${key}.`)
      else if (!flat.has(prefix + key)) flat.set(prefix + key, value)
    }
  }
  walk(config, '')
  return flat
}

function isFilledObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}

function setAt(target: JsonObject, path: readonly string[], value: Json): void {
  let at = target
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(at, key) ? at[key] : undefined
    const group: JsonObject = inner !== undefined && isObject(inner) ? inner : {}
    at[key] = group
    at = group
  }
  at[path.at(-1) ?? ''] = value
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
