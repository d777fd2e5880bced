/**
 * `when` of a parameter or a group: first how it is written, then, with all parameters known, what it refers to. A value
 * that the other parameter cannot have is said and not refused: narrowing a space must not break it.
 */
import { didYouMean, type Field, fieldOf, type Report, refuse } from './check-fields'
import { isInSpace } from './in-space'
import type { Json } from './json'
import {
  type Distribution,
  type FlatParameter,
  flattenParameters,
  isGroup,
  type Parameter,
  type When,
} from './sweep-config'
import { jsonOf } from './sweep-text'
import { isAmong } from './when'

export function readWhen(report: Report, field: Field): When | undefined {
  const { node, path } = field
  if (node === undefined) return undefined
  if (node.kind !== 'map' || node.entries.size === 0) {
    refuse(report, field, 'an object such as {optimizer: [sgd, rmsprop]}')
    return undefined
  }
  const when: When = {}
  for (const [name, value] of node.entries) {
    const at = fieldOf(node, name, path)
    if (name === '__proto__') refuse(report, at, 'the name of another parameter', `the unknown name "${name}"`)
    else if (value.kind === 'map' || (value.kind === 'list' && value.items.length === 0))
      refuse(report, at, `a list of values of ${name}, such as [a, b]`)
    else when[name] = value.kind === 'list' ? value.items.map(jsonOf) : [jsonOf(value)]
  }
  return when
}

export type LineAt = (path: readonly string[]) => number | null

/** Names that are not there, values that cannot be listed, circles, and too many combinations to number. */
export function checkConditions(report: Report, parameters: Record<string, Parameter>, lineAt: LineAt): void {
  const leaves = flattenParameters(parameters)
  if (leaves.every(({ when }) => when.length === 0)) return
  const before = report.problems.length
  const byName = new Map(leaves.map((leaf) => [leaf.name, leaf]))
  eachWhen(parameters, [], (path, when) => {
    for (const [name, values] of Object.entries(when)) {
      const field = { node: undefined, path: `${pathOf(path)}.when.${name}`, line: lineAt(path) }
      checkReference(report, field, { name, values, parent: byName.get(name), names: [...byName.keys()] })
    }
  })
  if (report.problems.length > before) return
  checkCircles(report, leaves, lineAt)
  if (report.problems.length === before) checkCount(report, leaves, lineAt([]))
}

function eachWhen(
  parameters: Record<string, Parameter>,
  prefix: string[],
  visit: (path: string[], when: When) => void,
): void {
  for (const [name, parameter] of Object.entries(parameters)) {
    const path = [...prefix, name]
    if (parameter.when !== undefined) visit(path, parameter.when)
    if (isGroup(parameter)) eachWhen(parameter.parameters, path, visit)
  }
}

function pathOf(path: readonly string[]): string {
  return `parameters.${path.join('.parameters.')}`
}

type Reference = { name: string; values: Json[]; parent: FlatParameter | undefined; names: string[] }

const NAMES_MAX = 12

function checkReference(report: Report, field: Field, { name, values, parent, names }: Reference): void {
  if (parent === undefined) {
    const listed = names.slice(0, NAMES_MAX).join(', ') + (names.length > NAMES_MAX ? ', …' : '')
    const nested = names.find((each) => each.endsWith(`.${name}`))
    const hint = nested === undefined ? didYouMean(name, names) : ` (did you mean "${nested}"?)`
    refuse(report, field, `the name of another parameter: ${listed}${hint}`, `the unknown name "${name}"`)
    return
  }
  if (levelCount(parent.distribution) === null) {
    const allowed = 'a parameter whose values can be listed: value, values, integers min and max, or q_uniform'
    refuse(report, field, allowed, `${name}, whose distribution is ${parent.distribution.distribution}`)
    return
  }
  const never = values.filter((value) => !canBe(parent.distribution, value))
  if (never.length > 0)
    report.warnings.push(`${field.path}: ${name} is never ${never.map((each) => JSON.stringify(each)).join(' or ')}`)
}

function canBe(distribution: Distribution, value: Json): boolean {
  return isInSpace(distribution, value) || ('values' in distribution && isAmong(distribution.values, value))
}

/** Null where the values have no end. */
function levelCount(distribution: Distribution): number | null {
  switch (distribution.distribution) {
    case 'constant':
      return 1
    case 'categorical':
    case 'categorical_w_probabilities':
      return distribution.values.length
    case 'int_uniform':
      return distribution.max - distribution.min + 1
    case 'q_uniform':
      return Math.floor((distribution.max - distribution.min) / distribution.q) + 2
    default:
      return null
  }
}

function checkCircles(report: Report, leaves: readonly FlatParameter[], lineAt: LineAt): void {
  const byName = new Map(leaves.map((leaf) => [leaf.name, leaf]))
  const done = new Set<string>()
  const walk = (leaf: FlatParameter, trail: readonly string[]): boolean => {
    const at = trail.indexOf(leaf.name)
    if (at >= 0) {
      const circle = [...trail.slice(at), leaf.name]
      const first = byName.get(circle[0] ?? '') ?? leaf
      const found = `a circle: ${circle
        .slice(0, -1)
        .map((name, i) => `${name} needs ${circle[i + 1]}`)
        .join(', ')}`
      const field = { node: undefined, path: `${pathOf(first.path)}.when`, line: lineAt(first.path) }
      refuse(report, field, 'conditions on parameters that do not depend on this one in turn', found)
      return true
    }
    if (done.has(leaf.name)) return false
    for (const { name } of leaf.when) {
      const parent = byName.get(name)
      if (parent !== undefined && walk(parent, [...trail, leaf.name])) return true
    }
    done.add(leaf.name)
    return false
  }
  leaves.some((leaf) => walk(leaf, []))
}

const COMBINATIONS_MAX = 10_000

/** They are walked through to number a grid, and to know when a space is used up. */
function checkCount(report: Report, leaves: readonly FlatParameter[], line: number | null): void {
  const names = new Set(leaves.flatMap(({ when }) => when.map(({ name }) => name)))
  const controllers = leaves.filter(({ name }) => names.has(name))
  const count = controllers.reduce((product, { distribution }) => product * (levelCount(distribution) ?? 1), 1)
  if (count <= COMBINATIONS_MAX) return
  const listed = controllers.map(({ name }) => name).join(', ')
  refuse(
    report,
    { node: undefined, path: 'parameters', line },
    `at most ${COMBINATIONS_MAX} combinations of the parameters that others depend on (${listed})`,
    `${count} combinations`,
  )
}
