/**
 * A sweep config from text, in the W&B format. Used by the server, by the dashboard while a person types, and by the
 * command line; so it runs in a browser, never throws on input, and answers with every problem at once, each with its
 * path, its line, what was found and what is allowed. What is merely without effect is a warning, not a problem.
 */
import { checkBayes } from './check-bayes'
import { checkEarlyTerminate } from './check-early-terminate'
import {
  didYouMean,
  type Field,
  fieldOf,
  type Report,
  readBoolean,
  readInteger,
  readNumber,
  readOneOf,
  readString,
  refuse,
  refuseOtherKeys,
} from './check-fields'
import { checkParameters } from './check-parameters'
import { checkConditions } from './check-when'
import type { Problem } from './errors'
import { gridAxis } from './grid-axis'
import type { JsonObject } from './json'
import { flattenParameters, METHODS, type Method, type Parameter, type SweepConfig } from './sweep-config'
import {
  jsonOf,
  type MapNode,
  type Node,
  type ReadText,
  readSweepText,
  readSweepValue,
  type YamlVersion,
} from './sweep-text'

export type ParsedSweepConfig =
  | { kind: 'ok'; config: SweepConfig; warnings: string[] }
  | { kind: 'refused'; problems: Problem[] }

const TEXT_KEYS = ['program', 'name', 'description', 'project', 'entity'] as const
const KNOWN_KEYS = [
  'method',
  'metric',
  'parameters',
  'early_terminate',
  'run_cap',
  'command',
  'grid',
  'bayes',
  'seed',
  ...TEXT_KEYS,
]

/** Accepted and kept, because configs in the wild carry them; the sentence says what will not happen. */
const KEPT_KEYS: Record<string, string | null> = {
  apiVersion: null,
  kind: null,
  controller: 'the controller always runs in the server here; this block has no effect',
  scheduler: 'launch schedulers are not run here; agents ask for runs themselves',
  job: 'launch jobs are not started here; give `program` or `command` and start an agent',
  image_uri: 'images are not started here; give `program` or `command` and start an agent',
  imports: 'nothing is imported; the block has no effect',
  stop_when: 'sweeps end by run_cap, metric.target or a used-up grid in this version; the block has no effect',
}

/** `yaml` is the version that the text is read as; JSON text is JSON in both. */
export function parseSweepConfig(text: string, options: { yaml?: YamlVersion } = {}): ParsedSweepConfig {
  return check(readSweepText(text, options.yaml ?? '1.2'))
}

/** The same for an object that was parsed elsewhere; a number counts as a float when it has a fraction. */
export function parseSweepConfigValue(value: unknown): ParsedSweepConfig {
  return check(readSweepValue(value))
}

function check(read: ReadText): ParsedSweepConfig {
  if (read.kind === 'refused') return read
  const { node } = read
  const report: Report = { problems: [...read.problems], warnings: [] }
  const whole: Field = { node, path: '', line: node.line }
  if (node.kind !== 'map') {
    const found = node.kind === 'scalar' && node.value === null ? 'nothing' : undefined
    refuse(report, whole, 'an object with the keys method and parameters', found)
    return { kind: 'refused', problems: report.problems }
  }
  const config = checkTop(report, node)
  if (config === undefined || report.problems.length > 0) return { kind: 'refused', problems: byLine(report.problems) }
  return { kind: 'ok', config, warnings: report.warnings }
}

function checkTop(report: Report, node: MapNode): SweepConfig | undefined {
  const method = checkMethod(report, fieldOf(node, 'method', ''))
  const parameters = checkParameters(report, fieldOf(node, 'parameters', ''))
  if (parameters !== undefined && report.problems.length === 0)
    checkConditions(report, parameters, (path) => lineAt(node, path))
  const config: Omit<SweepConfig, 'method' | 'parameters'> = {}
  const metric = checkMetric(report, node)
  if (metric !== undefined) config.metric = metric
  const earlyTerminate = checkEarlyTerminate(report, fieldOf(node, 'early_terminate', ''))
  if (earlyTerminate !== undefined) config.early_terminate = earlyTerminate
  const runCap = readInteger(report, fieldOf(node, 'run_cap', ''), 1, 'an integer above 0')
  if (runCap !== undefined) config.run_cap = runCap
  const seed = readInteger(report, fieldOf(node, 'seed', ''), 0, 'an integer of 0 or more')
  if (seed !== undefined) config.seed = seed
  for (const key of TEXT_KEYS) {
    const value = readString(report, fieldOf(node, key, ''))
    if (value !== undefined) config[key] = value
  }
  const command = fieldOf(node, 'command', '')
  if (command.node?.kind === 'list') config.command = command.node.items.map(jsonOf)
  else if (command.node !== undefined) refuse(report, command, 'a list such as [python, train.py, --verbose]')
  const grid = checkGrid(report, fieldOf(node, 'grid', ''))
  if (grid !== undefined) config.grid = grid
  const bayes = checkBayes(report, fieldOf(node, 'bayes', ''))
  if (bayes !== undefined) config.bayes = bayes
  if (bayes !== undefined && method !== undefined && method !== 'bayes')
    report.warnings.push(`bayes: the block has no effect with method ${method}`)
  const extra = checkExtra(report, node)
  if (extra !== undefined) config.extra = extra
  checkNeeds(report, node, { method, parameters, hasMetric: node.entries.has('metric') || node.entries.has('metrics') })
  return method === undefined || parameters === undefined ? undefined : { method, parameters, ...config }
}

function checkMethod(report: Report, field: Field): Method | undefined {
  if (field.node?.kind === 'scalar' && field.node.value === 'custom') {
    const allowed = `one of ${METHODS.join(', ')}: custom is for launch schedulers, which are not run here`
    refuse(report, field, allowed)
    return undefined
  }
  if (field.node === undefined) refuse(report, field, `one of ${METHODS.join(', ')}`)
  return readOneOf(report, field, METHODS)
}

const METRIC_KEYS = ['name', 'goal', 'target', 'impute', 'impute_while_running']

function checkMetric(report: Report, top: MapNode): SweepConfig['metric'] {
  if (top.entries.has('metrics'))
    refuse(report, fieldOf(top, 'metrics', ''), 'one `metric`: a sweep here has a single objective', 'several metrics')
  const field = fieldOf(top, 'metric', '')
  if (field.node === undefined) return undefined
  if (field.node.kind !== 'map') {
    refuse(report, field, 'an object such as {name: val_loss, goal: minimize}')
    return undefined
  }
  const { node, path } = { node: field.node, path: field.path }
  refuseOtherKeys(report, node, path, METRIC_KEYS)
  const nameField = fieldOf(node, 'name', path)
  const name = readString(report, nameField, 'the name of a logged metric')
  if (nameField.node === undefined || name === '') refuse(report, nameField, 'the name of a logged metric')
  const goal = readOneOf(report, fieldOf(node, 'goal', path), ['minimize', 'maximize'] as const) ?? 'minimize'
  const target = readNumber(report, fieldOf(node, 'target', path), { allowed: 'a finite number' })
  const impute = readOneOf(report, fieldOf(node, 'impute', path), ['worst', 'best', 'latest'] as const) ?? 'worst'
  const whileField = fieldOf(node, 'impute_while_running', path)
  // The schema wants the text "false", people write the word false.
  const isFalse = whileField.node?.kind === 'scalar' && whileField.node.value === false
  const whileRunning = isFalse
    ? 'false'
    : (readOneOf(report, whileField, ['false', 'worst', 'best', 'latest'] as const) ?? 'false')
  const metric = { name: name ?? '', goal, impute, impute_while_running: whileRunning }
  return target === undefined ? metric : { ...metric, target }
}

function checkGrid(report: Report, field: Field): SweepConfig['grid'] {
  if (field.node === undefined) return undefined
  if (field.node.kind !== 'map') {
    refuse(report, field, 'an object such as {random_order: true}')
    return undefined
  }
  refuseOtherKeys(report, field.node, field.path, ['random_order'])
  return { random_order: readBoolean(report, fieldOf(field.node, 'random_order', field.path)) ?? false }
}

function checkExtra(report: Report, node: MapNode): JsonObject | undefined {
  const extra: JsonObject = {}
  for (const [key, value] of node.entries) {
    if (KNOWN_KEYS.includes(key) || key === 'metrics') continue
    extra[key] = jsonOf(value)
    const says = Object.hasOwn(KEPT_KEYS, key)
      ? KEPT_KEYS[key]
      : `this key is not known; it is kept and has no effect${didYouMean(key, KNOWN_KEYS)}`
    if (says) report.warnings.push(`${key}${value.line === null ? '' : ` (line ${value.line})`}: ${says}`)
  }
  return Object.keys(extra).length === 0 ? undefined : extra
}

type Needs = { method: Method | undefined; parameters: Record<string, Parameter> | undefined; hasMetric: boolean }

/** What the W&B checker leaves to a crash at run time: a method whose needs the rest does not meet. */
function checkNeeds(report: Report, node: MapNode, { method, parameters, hasMetric }: Needs): void {
  const metricField = fieldOf(node, 'metric', '')
  const users = [method === 'bayes' ? 'method bayes' : '', node.entries.has('early_terminate') ? 'early_terminate' : '']
  const named = users.filter((user) => user !== '').join(' and ')
  if (named !== '' && !hasMetric) refuse(report, metricField, `a metric with a name, needed by ${named}`)
  if (method === undefined || parameters === undefined) return
  const leaves = flattenParameters(parameters)
  if (method === 'grid') {
    for (const leaf of leaves) {
      if (gridAxis(leaf.distribution) !== null) continue
      refuse(
        report,
        { node: undefined, path: pathOf(leaf.path), line: lineAt(node, leaf.path) },
        'value, values, integers min and max, or q_uniform with method grid (random, sobol and bayes take any)',
        leaf.distribution.distribution,
      )
    }
  }
  if (method === 'bayes' && leaves.length > 0 && leaves.every((leaf) => leaf.distribution.distribution === 'constant'))
    refuse(report, fieldOf(node, 'parameters', ''), 'at least one parameter that varies', 'only constants')
}

function pathOf(path: readonly string[]): string {
  return `parameters.${path.join('.parameters.')}`
}

function lineAt(top: MapNode, path: readonly string[]): number | null {
  let map: MapNode | undefined = top
  let line: number | null = null
  for (const name of path) {
    const group: Node | undefined = map?.entries.get('parameters')
    const child: Node | undefined = group?.kind === 'map' ? group.entries.get(name) : undefined
    line = child?.line ?? line
    map = child?.kind === 'map' ? child : undefined
  }
  return line
}

/** In the order of the text, so that a person mends it from top to bottom. */
function byLine(problems: Problem[]): Problem[] {
  return problems
    .map((problem, index) => ({ problem, index }))
    .sort((a, b) => (a.problem.line ?? 0) - (b.problem.line ?? 0) || a.index - b.index)
    .map(({ problem }) => problem)
}
