/**
 * The form of a new sweep as a view of the YAML text: read from it, and written back into it by touching only what was
 * changed, so comments and everything that the form does not know stay as they are. The text is the truth.
 */
import { isMap, isScalar, isSeq, type Node, parseDocument, YAMLMap } from 'yaml'
import type { Goal } from '~/server/domain/objective'
import { METHODS, type Method } from '~/server/domain/sweep-config'

export const KINDS = ['list', 'integer', 'range', 'log', 'constant'] as const
export type Kind = (typeof KINDS)[number]

export const KIND_WORD: Record<Kind, string> = {
  list: 'one of a list',
  integer: 'whole number',
  range: 'number, even',
  log: 'number, log scale',
  constant: 'always the same',
}

export type FormParameter = {
  name: string
  /** `other`: something that only the text can say, a nested group or a rarer distribution. */
  kind: Kind | 'other'
  /** Comma-separated values of a list, or the one value of a constant. */
  values: string
  min: string
  max: string
}

export type SweepForm = {
  method: Method | null
  metricName: string
  goal: Goal
  runCap: string
  parameters: FormParameter[]
}

function textOf(node: unknown): string {
  if (node === undefined || node === null) return ''
  if (isScalar(node)) return node.source ?? String(node.value)
  return typeof node === 'object' ? '' : String(node)
}

function flowOf(node: Node): string {
  if (isScalar(node)) return textOf(node)
  return JSON.stringify(node.toJSON())
}

function parameterOf(name: string, node: unknown): FormParameter {
  const empty = { name, values: '', min: '', max: '' }
  if (!isMap(node)) return { ...empty, kind: 'other' }
  const keys = node.items.map((pair) => textOf(pair.key))
  const distribution = textOf(node.get('distribution', true))
  const known = (allowed: string[]) => keys.every((key) => allowed.includes(key))
  const values = node.get('values', true)
  if (isSeq(values) && known(['values', 'distribution']) && (distribution === '' || distribution === 'categorical')) {
    return { ...empty, kind: 'list', values: values.items.map((item) => flowOf(item as Node)).join(', ') }
  }
  const value = node.get('value', true)
  if (value !== undefined && known(['value', 'distribution'])) {
    return { ...empty, kind: 'constant', values: flowOf(value as Node) }
  }
  const kind = rangeKind(distribution, textOf(node.get('min', true)), textOf(node.get('max', true)))
  if (kind === null || !known(['min', 'max', 'distribution'])) return { ...empty, kind: 'other' }
  return { ...empty, kind, min: textOf(node.get('min', true)), max: textOf(node.get('max', true)) }
}

/** Whole bounds without a distribution mean whole numbers; that is the format's rule, so it is the form's. */
function rangeKind(distribution: string, min: string, max: string): Kind | null {
  if (distribution === 'log_uniform_values') return 'log'
  if (distribution === 'uniform') return 'range'
  if (distribution === 'int_uniform') return 'integer'
  if (distribution !== '') return null
  const isWhole = (text: string) => /^[-+]?\d+$/.test(text)
  return isWhole(min) && isWhole(max) ? 'integer' : 'range'
}

/** Null when the text is no YAML object: then the form rests until it is one again. */
export function readForm(text: string): SweepForm | null {
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0 || !isMap(document.contents)) return null
  const method = textOf(document.get('method', true))
  const goal = textOf(document.getIn(['metric', 'goal'], true))
  const parameters = document.get('parameters', true)
  return {
    method: METHODS.find((known) => known === method) ?? null,
    metricName: textOf(document.getIn(['metric', 'name'], true)),
    goal: goal === 'maximize' ? 'maximize' : 'minimize',
    runCap: textOf(document.get('run_cap', true)),
    parameters: isMap(parameters) ? parameters.items.map((pair) => parameterOf(textOf(pair.key), pair.value)) : [],
  }
}

export type FormChange =
  | { kind: 'method'; method: Method }
  | { kind: 'metric'; name?: string; goal?: Goal }
  | { kind: 'run-cap'; runCap: string }
  | { kind: 'parameter'; index: number; parameter: FormParameter }
  | { kind: 'add-parameter' }
  | { kind: 'remove-parameter'; index: number }

/** A flow list read as YAML, so that 1e-4 stays 1e-4 and a word stays a word. */
function listNode(text: string): Node | null {
  const document = parseDocument(`[${text}]`, { logLevel: 'silent' })
  return document.errors.length === 0 && isSeq(document.contents) ? document.contents : null
}

function scalarNode(text: string): unknown {
  const list = listNode(text)
  return isSeq(list) && list.items.length === 1 ? list.items[0] : text
}

function parameterEntries({ kind, values, min, max }: FormParameter): [string, unknown][] {
  switch (kind) {
    case 'list':
      return [['values', listNode(values) ?? [values]]]
    case 'constant':
      return [['value', scalarNode(values)]]
    case 'other':
      return []
    default: {
      const name = { integer: 'int_uniform', range: 'uniform', log: 'log_uniform_values' }[kind]
      const bounds: [string, unknown][] = [
        ['min', scalarNode(min)],
        ['max', scalarNode(max)],
      ]
      return [['distribution', name], ...bounds]
    }
  }
}

function freshName(form: SweepForm): string {
  const names = new Set(form.parameters.map((parameter) => parameter.name))
  let number = form.parameters.length + 1
  while (names.has(`parameter_${number}`)) number++
  return `parameter_${number}`
}

/** The text after one change of the form. A text that does not parse is left as it is. */
export function writeForm(text: string, change: FormChange): string {
  const form = readForm(text)
  const document = parseDocument(text, { logLevel: 'silent' })
  if (form === null) return text
  switch (change.kind) {
    case 'method':
      document.set('method', change.method)
      break
    case 'metric':
      if (change.name !== undefined) document.setIn(['metric', 'name'], change.name)
      if (change.goal !== undefined) document.setIn(['metric', 'goal'], change.goal)
      break
    case 'run-cap':
      if (change.runCap.trim() === '') document.delete('run_cap')
      else document.set('run_cap', scalarNode(change.runCap))
      break
    case 'add-parameter':
      document.setIn(['parameters', freshName(form)], document.createNode({ values: [1, 2, 3] }, { flow: true }))
      break
    case 'remove-parameter':
    case 'parameter': {
      const parameters = document.get('parameters', true)
      if (!isMap(parameters)) return text
      const pair = parameters.items[change.index]
      if (pair === undefined) return text
      if (change.kind === 'remove-parameter') {
        parameters.items.splice(change.index, 1)
        break
      }
      if (textOf(pair.key) !== change.parameter.name) pair.key = document.createNode(change.parameter.name)
      if (change.parameter.kind !== 'other') {
        const node = new YAMLMap()
        node.flow = true
        for (const [key, value] of parameterEntries(change.parameter)) node.set(key, value)
        pair.value = node
      }
    }
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** What the bounds or values of a parameter become when its kind changes: as much as can be kept is kept. */
export function withKind(parameter: FormParameter, kind: Kind): FormParameter {
  const listed = parameter.values.split(',').flatMap((part) => part.trim() || [])
  if (kind === 'list') {
    return { ...parameter, kind, values: parameter.values || `${parameter.min}, ${parameter.max}` }
  }
  if (kind === 'constant') return { ...parameter, kind, values: listed[0] ?? (parameter.min || '0') }
  const numbers = listed.filter((part) => Number.isFinite(Number(part)))
  const [first, last] = [parameter.min || numbers[0] || '0', parameter.max || numbers.at(-1) || '1']
  const whole = (text: string) => String(Math.round(Number(text) || 0))
  const min = kind === 'integer' ? whole(first) : kind === 'log' && !(Number(first) > 0) ? '0.0001' : first
  const max = kind === 'integer' ? whole(last) : last
  // Bounds that meet would be no range at all.
  return { ...parameter, kind, min, max: Number(max) > Number(min) ? max : String(Number(min) + 1) }
}
