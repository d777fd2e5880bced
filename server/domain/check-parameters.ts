/**
 * The `parameters` block: which distribution each entry is, with every default filled in. As in W&B there is no
 * keyword that says the type: it follows from which keys are there and, for min and max, from how they are spelled
 * (`0` and `1` make integers, `0` and `1.0` make reals).
 */
import {
  didYouMean,
  type Field,
  fieldOf,
  type Report,
  readNumber,
  readOneOf,
  refuse,
  refuseOtherKeys,
} from './check-fields'
import { readWhen } from './check-when'
import type { Json } from './json'
import { type Distribution, distributionSchema, type Parameter } from './sweep-config'
import { jsonOf, type ListNode, type MapNode, type Node, wordsFor } from './sweep-text'

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/
const NAME_LENGTH_MAX = 256
const PARAMETERS_MAX = 1000

export function isParameterName(name: string): boolean {
  return NAME.test(name) && name.length <= NAME_LENGTH_MAX && name !== '__proto__'
}
const VALUES_MAX = 100_000

type DistributionName = Distribution['distribution']

const KEYS: Record<DistributionName, readonly string[]> = {
  constant: ['value'],
  categorical: ['values'],
  categorical_w_probabilities: ['values', 'probabilities'],
  int_uniform: ['min', 'max'],
  uniform: ['min', 'max'],
  q_uniform: ['min', 'max', 'q'],
  log_uniform: ['min', 'max'],
  log_uniform_values: ['min', 'max'],
  q_log_uniform: ['min', 'max', 'q'],
  q_log_uniform_values: ['min', 'max', 'q'],
  inv_log_uniform: ['min', 'max'],
  inv_log_uniform_values: ['min', 'max'],
  normal: ['mu', 'sigma'],
  q_normal: ['mu', 'sigma', 'q'],
  log_normal: ['mu', 'sigma'],
  q_log_normal: ['mu', 'sigma', 'q'],
  beta: ['a', 'b'],
  q_beta: ['a', 'b', 'q'],
}
const DISTRIBUTIONS = Object.keys(KEYS) as DistributionName[]
const ALL_KEYS = ['value', 'values', 'probabilities', 'min', 'max', 'mu', 'sigma', 'a', 'b', 'q', 'distribution']
const DEFAULTS: Record<string, number> = { mu: 0, sigma: 1, a: 1, b: 1, q: 1 }

/** Beyond it exp() is infinite. */
const EXPONENT_MAX = 709

export function checkParameters(report: Report, field: Field): Record<string, Parameter> | undefined {
  const { node } = field
  if (node === undefined) {
    refuse(report, field, 'an object with at least one parameter')
    return undefined
  }
  return checkGroup(report, { ...field, node })
}

function checkGroup(report: Report, field: Field & { node: Node }): Record<string, Parameter> | undefined {
  const { node, path } = field
  if (node.kind !== 'map' || node.entries.size === 0) {
    refuse(report, field, 'an object with at least one parameter')
    return undefined
  }
  if (node.entries.size > PARAMETERS_MAX) {
    refuse(report, field, `at most ${PARAMETERS_MAX} parameters`, `${node.entries.size} parameters`)
    return undefined
  }
  const result: Record<string, Parameter> = {}
  for (const [name, child] of node.entries) {
    const childField = fieldOf(node, name, path)
    if (!isParameterName(name)) {
      const allowed = `a name that starts with a letter or _ and goes on with letters, digits, _ . - (${NAME_LENGTH_MAX} characters at most)`
      refuse(report, childField, allowed, `the parameter name ${JSON.stringify(name.slice(0, 80))}`)
      continue
    }
    const parameter = checkParameter(report, { ...childField, node: child })
    if (parameter !== undefined) result[name] = parameter
  }
  return result
}

function checkParameter(report: Report, field: Field & { node: Node }): Parameter | undefined {
  const { node, path } = field
  if (node.kind !== 'map') {
    const hint = node.kind === 'list' ? `values: [...]` : `value: ${wordsFor(node)}`
    refuse(report, field, `an object such as {${hint}} or {min: 0.0, max: 1.0}`)
    return undefined
  }
  const when = readWhen(report, fieldOf(node, 'when', path))
  if (node.entries.has('parameters')) {
    refuseOtherKeys(report, node, path, ['parameters', 'when'])
    const inner = fieldOf(node, 'parameters', path)
    const parameters = checkParameters(report, inner)
    return parameters === undefined ? undefined : { parameters, ...(when === undefined ? {} : { when }) }
  }
  for (const key of node.entries.keys()) {
    if (ALL_KEYS.includes(key) || key === 'when') continue
    const allowed = `only ${ALL_KEYS.join(', ')}, when or parameters${didYouMean(key, [...ALL_KEYS, 'when'])}`
    refuse(report, fieldOf(node, key, path), allowed, `the unknown key "${key}"`)
  }
  const name = distributionOf(report, node, path)
  if (name === undefined) return undefined
  refuseForeignKeys(report, node, path, name)
  const distribution = readDistribution(report, node, path, name)
  return distribution === undefined || when === undefined ? distribution : { ...distribution, when }
}

/** Named or inferred; a problem is noted when the keys make no sense together. */
function distributionOf(report: Report, node: MapNode, path: string): DistributionName | undefined {
  const named = fieldOf(node, 'distribution', path)
  if (named.node !== undefined) {
    const before = report.problems.length
    const name = readOneOf(report, named, DISTRIBUTIONS)
    const last = report.problems[before]
    if (last !== undefined && named.node.kind === 'scalar')
      last.allowed += didYouMean(String(named.node.value), DISTRIBUTIONS)
    return name
  }
  const has = (key: string) => node.entries.has(key)
  if (has('value')) return 'constant'
  if (has('values')) return has('probabilities') ? 'categorical_w_probabilities' : 'categorical'
  if (has('min') || has('max')) {
    if (has('q')) {
      const allowed = 'a distribution beside q: q_uniform, q_log_uniform_values, ...'
      refuse(report, fieldOf(node, 'q', path), allowed, 'q without a distribution')
      return undefined
    }
    return isInteger(node.entries.get('min')) && isInteger(node.entries.get('max')) ? 'int_uniform' : 'uniform'
  }
  const allowed =
    'value, values, min and max, or a distribution with its keys (mu and sigma, a and b and q need a distribution)'
  refuse(report, { node, path, line: node.line }, allowed, node.entries.size === 0 ? 'nothing in it' : keysOf(node))
  return undefined
}

function refuseForeignKeys(report: Report, node: MapNode, path: string, name: DistributionName): void {
  for (const key of node.entries.keys()) {
    if (key === 'distribution' || KEYS[name].includes(key) || !ALL_KEYS.includes(key)) continue
    const hint =
      key === 'probabilities' && name === 'categorical'
        ? ' (leave the distribution out, or say categorical_w_probabilities)'
        : ''
    refuse(report, fieldOf(node, key, path), `only ${KEYS[name].join(', ')} with ${name}${hint}`, `${key} beside it`)
  }
}

function readDistribution(
  report: Report,
  node: MapNode,
  path: string,
  name: DistributionName,
): Distribution | undefined {
  if (name === 'constant') {
    const field = fieldOf(node, 'value', path)
    if (field.node === undefined) {
      refuse(report, field, 'a value')
      return undefined
    }
    return { distribution: name, value: jsonOf(field.node) }
  }
  if (name === 'categorical' || name === 'categorical_w_probabilities') return readCategorical(report, node, path, name)
  const before = report.problems.length
  const numbers: Record<string, number | undefined> = {}
  for (const key of KEYS[name]) {
    const field = fieldOf(node, key, path)
    numbers[key] = field.node === undefined ? DEFAULTS[key] : readNumber(report, field, ruleFor(name, key))
    if (field.node === undefined && DEFAULTS[key] === undefined) refuse(report, field, ruleFor(name, key).allowed)
  }
  if (report.problems.length > before) return undefined
  const { min, max } = numbers
  if (min !== undefined && max !== undefined) {
    if (min >= max) {
      const found = `min ${min}, which is not less than max ${max}`
      refuse(report, fieldOf(node, 'min', path), 'min below max', found)
      return undefined
    }
    if (name === 'int_uniform' && !checkIntegers(report, node, path, max - min)) return undefined
    warnAboutExponents(report, path, name, [min, max])
  }
  return distributionSchema.parse({ distribution: name, ...numbers })
}

function ruleFor(name: DistributionName, key: string): { allowed: string; isAllowed?: (value: number) => boolean } {
  if (key === 'q') return { allowed: 'a number above 0', isAllowed: (value) => value > 0 }
  if (key === 'sigma' || key === 'a' || key === 'b')
    return { allowed: 'a number of 0 or more', isAllowed: (value) => value >= 0 }
  if (key === 'min' && name.endsWith('log_uniform_values'))
    return { allowed: 'a number above 0, for its logarithm is used', isAllowed: (value) => value > 0 }
  if (name.endsWith('log_uniform')) {
    const allowed = `an exponent of e, from -${EXPONENT_MAX} to ${EXPONENT_MAX}`
    return { allowed, isAllowed: (value) => Math.abs(value) <= EXPONENT_MAX }
  }
  return { allowed: 'a finite number' }
}

function checkIntegers(report: Report, node: MapNode, path: string, width: number): boolean {
  let ok = true
  for (const key of ['min', 'max']) {
    const field = fieldOf(node, key, path)
    if (isInteger(field.node)) continue
    refuse(report, field, 'an integer written without a point for int_uniform (uniform takes reals)')
    ok = false
  }
  const max = fieldOf(node, 'max', path)
  const isTooWide = width + 1 > Number.MAX_SAFE_INTEGER
  if (ok && (isTooWide || !isSafe(node.entries.get('min')) || !isSafe(max.node))) {
    refuse(report, max, 'integers between -2^53 and 2^53, fewer than 2^53 of them')
    return false
  }
  return ok
}

function isInteger(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && Number.isInteger(node.value) && !node.isFloat
}

function isSafe(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && Number.isSafeInteger(node.value)
}

function warnAboutExponents(report: Report, path: string, name: DistributionName, [min, max]: [number, number]): void {
  if (!name.endsWith('log_uniform')) return
  const reach = name.startsWith('inv') ? [-max, -min] : [min, max]
  const range = reach.map((exponent) => Number(Math.exp(exponent).toPrecision(3))).join(' to ')
  report.warnings.push(
    `${path}: with ${name} min and max are exponents of e, so values lie in ${range}. ${name}_values takes the values themselves.`,
  )
}

function readCategorical(
  report: Report,
  node: MapNode,
  path: string,
  name: 'categorical' | 'categorical_w_probabilities',
): Distribution | undefined {
  const field = fieldOf(node, 'values', path)
  if (field.node?.kind !== 'list' || field.node.items.length === 0 || field.node.items.length > VALUES_MAX) {
    refuse(report, field, `a list of 1 to ${VALUES_MAX.toLocaleString('en')} values`)
    return undefined
  }
  const values = field.node.items.map(jsonOf)
  if (name === 'categorical') return { distribution: name, values }
  const weights = fieldOf(node, 'probabilities', path)
  if (weights.node?.kind !== 'list') {
    refuse(report, weights, 'a list of probabilities, one for each of the values')
    return undefined
  }
  const probabilities = readProbabilities(report, { ...weights, node: weights.node }, values)
  return probabilities === undefined ? undefined : { distribution: name, values, probabilities }
}

function readProbabilities(report: Report, field: Field & { node: ListNode }, values: Json[]): number[] | undefined {
  const before = report.problems.length
  const numbers = field.node.items.map((item, index) =>
    readNumber(
      report,
      { node: item, path: `${field.path}.${index}`, line: item.line },
      {
        allowed: 'a number from 0 to 1',
        isAllowed: (value) => value >= 0 && value <= 1,
      },
    ),
  )
  const probabilities = numbers.filter((value) => value !== undefined)
  if (field.node.items.length !== values.length) {
    refuse(report, field, `${values.length} probabilities, one for each of the values`)
  } else if (report.problems.length === before) {
    const sum = probabilities.reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) > 1e-5)
      refuse(report, field, 'probabilities that sum to 1', `probabilities that sum to ${Number(sum.toPrecision(6))}`)
  }
  return report.problems.length === before ? probabilities : undefined
}

function keysOf(node: MapNode): string {
  return `only ${[...node.entries.keys()].join(' and ')}`
}
