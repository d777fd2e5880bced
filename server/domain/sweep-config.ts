/**
 * The sweep config as W&B defines it, after parsing: every default filled in and every distribution named, so that
 * nothing downstream asks again whether `1` was written as an integer. `parse-sweep-config.ts` makes it from text.
 */
import { z } from 'zod'
import { type Json, jsonSchema } from './json'
import { goalSchema } from './objective'

export const METHODS = ['grid', 'random', 'bayes', 'sobol'] as const
export const methodSchema = z.enum(METHODS)
export type Method = z.infer<typeof methodSchema>

const bounds = { min: z.number(), max: z.number() }
const normalShape = { mu: z.number(), sigma: z.number() }
const betaShape = { a: z.number(), b: z.number() }
const q = { q: z.number() }

/** A leaf of the search space. Field names are those of the W&B schema; `log_uniform` bounds are exponents. */
export const distributionSchema = z.discriminatedUnion('distribution', [
  z.object({ distribution: z.literal('constant'), value: jsonSchema }),
  z.object({ distribution: z.literal('categorical'), values: z.array(jsonSchema).min(1) }),
  z.object({
    distribution: z.literal('categorical_w_probabilities'),
    values: z.array(jsonSchema).min(1),
    probabilities: z.array(z.number()),
  }),
  z.object({ distribution: z.literal('int_uniform'), ...bounds }),
  z.object({ distribution: z.literal('uniform'), ...bounds }),
  z.object({ distribution: z.literal('q_uniform'), ...bounds, ...q }),
  z.object({ distribution: z.literal('log_uniform'), ...bounds }),
  z.object({ distribution: z.literal('log_uniform_values'), ...bounds }),
  z.object({ distribution: z.literal('q_log_uniform'), ...bounds, ...q }),
  z.object({ distribution: z.literal('q_log_uniform_values'), ...bounds, ...q }),
  z.object({ distribution: z.literal('inv_log_uniform'), ...bounds }),
  z.object({ distribution: z.literal('inv_log_uniform_values'), ...bounds }),
  z.object({ distribution: z.literal('normal'), ...normalShape }),
  z.object({ distribution: z.literal('q_normal'), ...normalShape, ...q }),
  z.object({ distribution: z.literal('log_normal'), ...normalShape }),
  z.object({ distribution: z.literal('q_log_normal'), ...normalShape, ...q }),
  z.object({ distribution: z.literal('beta'), ...betaShape }),
  z.object({ distribution: z.literal('q_beta'), ...betaShape, ...q }),
])
export type Distribution = z.infer<typeof distributionSchema>

/** Ours: the parameter has a meaning only where each of these others, by its flat name, has one of the values. */
const whenSchema = z.record(z.string(), z.array(jsonSchema).min(1))
export type When = z.infer<typeof whenSchema>
const conditional = z.object({ when: whenSchema.optional() })
type Conditional = z.infer<typeof conditional>

/** A nested group, any depth; its values reach the run as an object. A condition of it holds for all inside. */
export type ParameterGroup = { parameters: { [name: string]: Parameter } } & Conditional
export type Parameter = (Distribution & Conditional) | ParameterGroup

export const parameterSchema: z.ZodType<Parameter> = z.lazy(() =>
  z.union([
    z.intersection(distributionSchema, conditional),
    z.object({ parameters: z.record(z.string(), parameterSchema), when: whenSchema.optional() }),
  ]),
)

export function isGroup(parameter: Parameter): parameter is ParameterGroup {
  return !('distribution' in parameter)
}

const imputeSchema = z.enum(['worst', 'best', 'latest'])

export const sweepMetricSchema = z.object({
  name: z.string(),
  goal: goalSchema,
  target: z.number().optional(),
  impute: imputeSchema,
  impute_while_running: z.enum(['false', 'worst', 'best', 'latest']),
})

export type SweepMetric = z.infer<typeof sweepMetricSchema>

const rungsShape = {
  min_iter: z.int().optional(),
  max_iter: z.int().optional(),
  s: z.int().optional(),
  eta: z.number(),
}

/** Of W&B only hyperband; the other rules are ours. */
export const EARLY_TYPES = ['hyperband', 'asha', 'median'] as const
export type EarlyType = (typeof EARLY_TYPES)[number]

const hyperbandSchema = z.object({ type: z.literal('hyperband'), ...rungsShape, strict: z.boolean() })
export type Hyperband = z.infer<typeof hyperbandSchema>

const ashaSchema = z.object({ type: z.literal('asha'), ...rungsShape })
export type Asha = z.infer<typeof ashaSchema>

const medianSchema = z.object({
  type: z.literal('median'),
  /** Values that a run may log before it is judged. */
  min_iter: z.int(),
  /** Ended runs that must have got as far before anyone is judged. */
  min_runs: z.int(),
  strict: z.boolean(),
})
export type MedianRule = z.infer<typeof medianSchema>

const earlyTerminateSchema = z.discriminatedUnion('type', [hyperbandSchema, ashaSchema, medianSchema])
export type EarlyTerminate = z.infer<typeof earlyTerminateSchema>

export const SURROGATES = ['gp', 'random_forest', 'tpe'] as const
export type SurrogateName = (typeof SURROGATES)[number]
export const ACQUISITIONS = ['ei', 'pi', 'lcb', 'thompson'] as const
export type AcquisitionName = (typeof ACQUISITIONS)[number]

export const bayesSchema = z.object({ surrogate: z.enum(SURROGATES), acquisition: z.enum(ACQUISITIONS) })
export type BayesSettings = z.infer<typeof bayesSchema>

export const sweepConfigSchema = z.object({
  method: methodSchema,
  metric: sweepMetricSchema.optional(),
  parameters: z.record(z.string(), parameterSchema),
  early_terminate: earlyTerminateSchema.optional(),
  run_cap: z.int().min(1).optional(),
  program: z.string().optional(),
  command: z.array(jsonSchema).optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  project: z.string().optional(),
  entity: z.string().optional(),
  /** Ours, beside the W&B keys: walk a grid in a seeded random order. */
  grid: z.object({ random_order: z.boolean() }).optional(),
  /** Ours: what models the runs of the bayes method, and what picks the next one. The best known without it. */
  bayes: bayesSchema.optional(),
  /** Ours: seed of every random choice; one is drawn when it is missing. */
  seed: z.int().min(0).optional(),
  /** Keys that are accepted and kept, but that this version gives no meaning to. */
  extra: z.record(z.string(), jsonSchema).optional(),
})
export type SweepConfig = z.infer<typeof sweepConfigSchema>

export type Condition = { name: string; values: Json[] }
export type FlatParameter = { path: string[]; name: string; distribution: Distribution; when: Condition[] }

/**
 * All leaves in the order of the grid: names sorted at every level, depth first. `name` joins the path with dots for
 * people; `path` is what tells a literal `a.b` from b inside a. `when` holds the conditions of the groups around, too.
 */
export function flattenParameters(
  parameters: Record<string, Parameter>,
  prefix: string[] = [],
  around: readonly Condition[] = [],
): FlatParameter[] {
  return Object.keys(parameters)
    .sort()
    .flatMap((key): FlatParameter[] => {
      const parameter = parameters[key]
      if (parameter === undefined) return []
      const path = [...prefix, key]
      const own = Object.entries(parameter.when ?? {}).map(([name, values]) => ({ name, values }))
      const when = [...around, ...own]
      if (isGroup(parameter)) return flattenParameters(parameter.parameters, path, when)
      return [{ path, name: path.join('.'), distribution: withoutWhen(parameter), when }]
    })
}

function withoutWhen(parameter: Distribution & Conditional): Distribution {
  if (parameter.when === undefined) return parameter
  const { when: _, ...distribution } = parameter
  return distribution
}

/** Value at a path of a run's config; undefined when it is not set. */
export function valueAt(config: Record<string, Json>, path: readonly string[]): Json | undefined {
  let value: Json | undefined = config
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined
    value = value[key]
  }
  return value
}
