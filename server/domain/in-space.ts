/**
 * Whether a run that a search did not suggest could have come from it: every setting that varies has a value which its
 * distribution can give, and every constant is as the space has it. The one answer for what a search learns from, what
 * may wait in its queue, what a person may put there, and what pages say counts.
 */
import { isInRange, rangeOf } from './distribution-range'
import { gridAxis } from './grid-axis'
import type { Json, JsonObject } from './json'
import { type Distribution, flattenParameters, type SweepConfig, valueAt } from './sweep-config'
import { valueKey } from './value-key'
import { activityOf } from './when'

export type Placed =
  | { kind: 'inside'; config: JsonObject }
  /** `found` is undefined where the run has no such setting. */
  | { kind: 'outside'; name: string; found: Json | undefined }

/**
 * Finds the settings of a run that the space speaks of, nested as the space nests them: a run that wrote `optimizer.lr`
 * as one key has the setting lr of the group optimizer, and the other way round. A constant that the run lacks is
 * filled in. To a grid a run lies inside when it is on one of its cells. A setting without a meaning beside the others of
 * the run is left out, whatever the run says of it.
 */
export function placerOf(space: Space) {
  const settings = settingsOf(space)
  return (config: JsonObject) => place(settings, config, false)
}

/**
 * As `placerOf`, but a setting that the run lacks is left out instead of putting the run outside: it had no meaning for
 * that run (the momentum of an optimizer without one), or the space got it later. So does null where the space has none.
 */
export function partPlacerOf(space: Space) {
  const settings = settingsOf(space)
  return (config: JsonObject) => place(settings, config, true)
}

function place({ leaves, meaningIn }: Settings, config: JsonObject, mayLack: boolean): Placed {
  const find = finderIn(config)
  const hasMeaning = meaningIn(find)
  const placed: JsonObject = {}
  for (const [index, { path, name, acceptedAs, only }] of leaves.entries()) {
    if (!hasMeaning(index)) continue
    const found = find(path, name)
    const value = found === undefined ? only?.value : acceptedAs(found)
    if (value !== undefined) setAt(placed, path, value)
    else if (!mayLack || (found !== undefined && found !== null)) return { kind: 'outside', name, found }
  }
  return { kind: 'inside', config: placed }
}

type Space = Pick<SweepConfig, 'method' | 'parameters'>

type Settings = ReturnType<typeof settingsOf>

function settingsOf({ method, parameters }: Space) {
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
  const activity = activityOf(leaves)
  /** Which settings have a meaning in a config. What others of it say of the rest is of no account. */
  const meaningIn = (find: ReturnType<typeof finderIn>): ((index: number) => boolean) => {
    if (!activity.isConditional) return () => true
    const flags = activity.flags((index) => {
      const leaf = leaves[index]
      return leaf === undefined ? undefined : (find(leaf.path, leaf.name) ?? leaf.only?.value)
    })
    return (index) => flags[index] ?? false
  }
  return { leaves, meaningIn }
}

/** By its path, or by its name where the run wrote it as one key. */
function finderIn(config: JsonObject): (path: readonly string[], name: string) => Json | undefined {
  let flat: Map<string, Json> | null = null
  return (path, name) => {
    const atPath = valueAt(config, path)
    if (atPath !== undefined) return atPath
    flat ??= flattenConfig(config)
    return flat.get(name)
  }
}

/** Names of the settings that are missing or have a value outside of the space; empty for a config inside. */
export function outsideOf(space: Space): (config: JsonObject) => string[] {
  const { leaves, meaningIn } = settingsOf(space)
  return (config) => {
    const find = finderIn(config)
    const hasMeaning = meaningIn(find)
    const isOutside = ({ path, name, acceptedAs, only }: (typeof leaves)[number], index: number) => {
      const found = find(path, name)
      if (!hasMeaning(index)) return false
      return found === undefined ? only === undefined : acceptedAs(found) === undefined
    }
    return leaves.filter(isOutside).map(({ name }) => name)
  }
}

/**
 * True for a config with a value that the space cannot give. What the config lacks says nothing: the parameter may have
 * been added since. Made once for many configs.
 */
export function cutOutOf(space: Space): (config: JsonObject) => boolean {
  const { leaves, meaningIn } = settingsOf(space)
  return (config) => {
    const find = finderIn(config)
    const hasMeaning = meaningIn(find)
    return leaves.some(({ path, name, acceptedAs }, index) => {
      const found = find(path, name)
      return hasMeaning(index) && found !== undefined && acceptedAs(found) === undefined
    })
  }
}

/** True for a config inside. Made once for many configs. */
export function membershipOf(space: Space): (config: JsonObject) => boolean {
  const settings = settingsOf(space)
  return (config) => place(settings, config, false).kind === 'inside'
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
      const range = rangeOf(distribution)
      return typeof value === 'number' && range !== null && isInRange(range, value)
    }
  }
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
