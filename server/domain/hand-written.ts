/**
 * A run's config as a person writes it, read and held against the space: every problem at once, each with its line.
 * Dotted names stand for nested ones, and what has only one value need not be written.
 */
import { didYouMean } from './check-fields'
import { distributionText } from './distribution-text'
import type { Problem } from './errors'
import { outsideOf } from './in-space'
import { type Json, type JsonObject, jsonObjectSchema } from './json'
import { type FlatParameter, flattenParameters, type SweepConfig, valueAt } from './sweep-config'
import { jsonOf, type MapNode, readSweepText, wordsFor } from './sweep-text'
import { lineOfKey } from './sweep-text-edit'
import { activityOf, whenText } from './when'

export type HandWritten =
  | { kind: 'ok'; config: JsonObject }
  /** `isOutside`: nothing is wrong with the text, only the values are not in the space. */
  | { kind: 'refused'; problems: Problem[]; isOutside: boolean }

export function readHandWritten(
  text: string,
  space: Pick<SweepConfig, 'parameters' | 'method'>,
  { isOutsideAllowed }: { isOutsideAllowed: boolean },
): HandWritten {
  const read = readSweepText(text, '1.2')
  if (read.kind === 'refused') return { ...read, isOutside: false }
  if (read.problems.length > 0) return { kind: 'refused', problems: read.problems, isOutside: false }
  if (read.node.kind !== 'map' || read.node.entries.size === 0) {
    const allowed = 'an object of parameter values, such as {lr: 0.01, layers: 64}'
    const problem = { path: 'config', line: read.node.line, found: wordsFor(read.node), allowed }
    return { kind: 'refused', problems: [problem], isOutside: false }
  }
  const leaves = flattenParameters(space.parameters)
  const config = completed(leaves, nested(leaves, read.node))
  const sound = jsonObjectSchema.safeParse(config)
  if (!sound.success) {
    const allowed = sound.error.issues[0]?.message ?? 'a JSON object'
    return {
      kind: 'refused',
      problems: [{ path: 'config', line: null, found: 'this object', allowed }],
      isOutside: false,
    }
  }
  if (isOutsideAllowed) return { kind: 'ok', config }
  const problems = [...unknownKeys(leaves, config), ...outsideValues(leaves, space, config)]
  if (problems.length === 0) return { kind: 'ok', config }
  const lined = problems.map((problem) => ({ ...problem, line: lineOfKey(text, problem.path) }))
  return { kind: 'refused', problems: lined, isOutside: true }
}

/** With `a.b: 1` as `a: {b: 1}` where the space has b inside of a. */
function nested(leaves: readonly FlatParameter[], node: MapNode): JsonObject {
  const config: JsonObject = {}
  for (const [key, value] of node.entries) {
    const leaf = leaves.find(({ name, path }) => name === key && path.length > 1)
    put(config, leaf === undefined ? [key] : leaf.path, jsonOf(value))
  }
  return config
}

function completed(leaves: readonly FlatParameter[], config: JsonObject): JsonObject {
  const meaning = meaningIn(leaves, config)
  for (const [index, { path, distribution }] of leaves.entries()) {
    if (meaning[index] && distribution.distribution === 'constant' && valueAt(config, path) === undefined)
      put(config, path, distribution.value)
  }
  return config
}

/** For each setting whether it has a meaning beside the others; a constant need not be written to count. */
function meaningIn(leaves: readonly FlatParameter[], config: JsonObject): boolean[] {
  return activityOf(leaves).flags((index) => {
    const leaf = leaves[index]
    if (leaf === undefined) return undefined
    const { distribution, path } = leaf
    return valueAt(config, path) ?? (distribution.distribution === 'constant' ? distribution.value : undefined)
  })
}

function put(config: JsonObject, path: readonly string[], value: Json): void {
  let target = config
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(target, key) ? target[key] : undefined
    const group: JsonObject = isObject(inner) ? inner : {}
    target[key] = group
    target = group
  }
  target[path.at(-1) ?? ''] = value
}

function unknownKeys(leaves: readonly FlatParameter[], config: JsonObject): Problem[] {
  const known = new Set(leaves.map(({ path }) => path[0] ?? ''))
  return Object.keys(config)
    .filter((key) => !known.has(key))
    .map((key) => {
      const allowed = `only parameters of the sweep: ${[...known].join(', ')}${didYouMean(key, [...known])}`
      return { path: key, line: null, found: 'a key that the space does not have', allowed }
    })
}

function outsideValues(
  leaves: readonly FlatParameter[],
  space: Pick<SweepConfig, 'parameters' | 'method'>,
  config: JsonObject,
): Problem[] {
  const outside = new Set(outsideOf(space)(config))
  const meaning = meaningIn(leaves, config)
  const pointless = leaves.flatMap(({ name, path, when }, index): Problem[] => {
    const value = valueAt(config, path)
    if (meaning[index] || value === undefined) return []
    const allowed = `nothing here: ${name} has a meaning ${whenText(when) ?? 'elsewhere'}`
    return [{ path: name, line: null, found: JSON.stringify(value), allowed }]
  })
  const wrong = leaves
    .filter(({ name }) => outside.has(name))
    .map(({ name, path, distribution }) => {
      const value = valueAt(config, path)
      const found = value === undefined ? 'nothing' : JSON.stringify(value)
      return { path: name, line: null, found, allowed: distributionText(distribution) }
    })
  return [...wrong, ...pointless]
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
