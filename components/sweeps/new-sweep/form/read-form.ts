/**
 * The form of a sweep as a view of its YAML text. The text is the truth: the form is read from it, and write-form.ts
 * changes in it only what was changed in the form. Values are text here, spelled as they are in the YAML.
 */
import { isMap, isScalar, type YAMLMap } from 'yaml'
import { z } from 'zod'
import { DISTRIBUTION_HINTS } from '~/server/domain/config-hints'
import { editableYaml } from '~/server/domain/editable-yaml'
import { jsonSchema } from '~/server/domain/json'
import type { Goal } from '~/server/domain/objective'
import { type Distribution, EARLY_TYPES, type EarlyType, METHODS, type Method } from '~/server/domain/sweep-config'
import { whenText } from '~/server/domain/when'
import { listText, plainText, valueText } from './yaml-text'

export type DistributionName = Distribution['distribution']

export const PARAMETER_FIELDS = [
  'value',
  'values',
  'probabilities',
  'min',
  'max',
  'q',
  'mu',
  'sigma',
  'a',
  'b',
] as const
export type ParameterField = (typeof PARAMETER_FIELDS)[number]

export type FormParameter = {
  /** Names from the outermost group to the parameter itself. */
  path: string[]
  /** Null for what only the text can say. */
  distribution: DistributionName | null
  fields: Partial<Record<ParameterField, string>>
  /** Its own condition in words; absent without one. Only the text can change it. */
  when?: string
}

export type EarlyField = 'min_iter' | 'max_iter' | 's' | 'eta' | 'min_runs'
export type EarlyForm = { type: EarlyType; fields: Record<EarlyField, string>; isStrict: boolean }

export const TEXT_FIELDS = ['name', 'description', 'program'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

export type SweepForm = {
  method: Method | null
  metric: { name: string; goal: Goal; target: string } | null
  parameters: FormParameter[]
  early: EarlyForm | null
  runCap: string
  texts: Record<TextField, string>
  /** Words of the command; null without one. */
  command: string[] | null
}

/** Null when the text is no YAML object: then the form rests until it is one again. */
export function readForm(text: string): SweepForm | null {
  const document = editableYaml(text)
  if (document === null || (document.contents !== null && !isMap(document.contents))) return null
  const top = isMap(document.contents) ? document.contents : null
  const at = (...path: string[]) => top?.getIn(path, true)
  const method = valueText(at('method'))
  const metric = at('metric')
  return {
    method: METHODS.find((known) => known === method) ?? null,
    metric: isMap(metric)
      ? {
          name: plainText(metric.get('name', true)),
          goal: valueText(metric.get('goal', true)) === 'maximize' ? 'maximize' : 'minimize',
          target: valueText(metric.get('target', true)),
        }
      : null,
    parameters: readParameters(at('parameters'), []),
    early: readEarly(at('early_terminate')),
    runCap: valueText(at('run_cap')),
    texts: {
      name: plainText(at('name')),
      description: plainText(at('description')),
      program: plainText(at('program')),
    },
    command: readCommand(at('command')),
  }
}

function readParameters(node: unknown, prefix: string[]): FormParameter[] {
  if (!isMap(node)) return []
  return node.items.flatMap((pair): FormParameter[] => {
    const path = [...prefix, keyText(pair.key)]
    if (isMap(pair.value) && isMap(pair.value.get('parameters', true)))
      return readParameters(pair.value.get('parameters', true), path)
    return [isMap(pair.value) ? readParameter(path, pair.value) : { path, distribution: null, fields: {} }]
  })
}

export function readParameter(path: string[], node: YAMLMap): FormParameter {
  const fields: FormParameter['fields'] = {}
  for (const field of PARAMETER_FIELDS) {
    const value = node.get(field, true)
    if (value === undefined) continue
    fields[field] = field === 'values' || field === 'probabilities' ? listText(value) : valueText(value)
  }
  const when = whenWords(node.get('when', true))
  const parameter = { path, distribution: distributionIn(node, fields), fields }
  return when === null ? parameter : { ...parameter, when }
}

function whenWords(node: unknown): string | null {
  if (!isMap(node)) return null
  const values = z.record(z.string(), jsonSchema).safeParse(node.toJSON())
  if (!values.success) return null
  return whenText(
    Object.entries(values.data).map(([name, value]) => ({ name, values: Array.isArray(value) ? value : [value] })),
  )
}

/** Named, or by the format's own rules: whole bounds mean whole numbers. */
function distributionIn(node: YAMLMap, fields: FormParameter['fields']): DistributionName | null {
  const named = node.get('distribution', true)
  if (named !== undefined) {
    const name = valueText(named)
    return isDistribution(name) ? name : null
  }
  if (fields.value !== undefined) return 'constant'
  if (fields.values !== undefined)
    return fields.probabilities === undefined ? 'categorical' : 'categorical_w_probabilities'
  if (fields.min === undefined && fields.max === undefined) return null
  const isWhole = (text: string | undefined) => /^[-+]?(\d+|0x[\da-f]+|0o[0-7]+)$/i.test(text ?? '')
  return isWhole(fields.min) && isWhole(fields.max) ? 'int_uniform' : 'uniform'
}

export function isDistribution(name: string): name is DistributionName {
  return Object.hasOwn(DISTRIBUTION_HINTS, name)
}

/** A rule that is not known is shown as hyperband, with the refusal of its type beside it. */
function readEarly(node: unknown): EarlyForm | null {
  if (!isMap(node)) return null
  const field = (name: EarlyField) => valueText(node.get(name, true))
  const type = EARLY_TYPES.find((known) => known === valueText(node.get('type', true))) ?? 'hyperband'
  const strict = valueText(node.get('strict', true))
  return {
    type,
    fields: {
      min_iter: field('min_iter'),
      max_iter: field('max_iter'),
      s: field('s'),
      eta: field('eta'),
      min_runs: field('min_runs'),
    },
    isStrict: type === 'median' ? strict === 'true' : strict !== 'false',
  }
}

function readCommand(node: unknown): string[] | null {
  const words: unknown = node === undefined || node === null ? null : (node as { toJSON?: () => unknown }).toJSON?.()
  return Array.isArray(words) ? words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))) : null
}

export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}
