/**
 * The controller without a server: a config as text and runs as a person has them in a file, for `sweepboard suggest`.
 * Runs come in two spellings of config, plain and wrapped ({lr: {value: 0.1}}), and with NaN as text; what cannot be
 * understood is refused with its path, all at once. A run with `prior: true` is from before the sweep.
 */
import type { Problem } from '~/server/domain/errors'
import { fromMetricValue, type Json, type JsonObject, jsonObjectSchema } from '~/server/domain/json'
import { isBetter } from '~/server/domain/objective'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { RUN_STATES, type RunState, runStateSchema } from '~/server/domain/run-state'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Curve, PriorTrial, Stop } from '~/server/domain/trial'
import { nextSuggestions, runsToStop } from './controller'

export type OfflineInput = {
  configText: string
  /** YAML version of the text; 1.2 when left out. */
  yaml?: '1.1' | '1.2'
  /** `[{id, state, config, summary, history, prior}]`, parsed JSON. */
  runs: unknown
  count: number
  /** When missing: the config's own seed, else 0. */
  seed?: number
}

export type OfflineOutput =
  | {
      kind: 'ok'
      suggestions: { config: JsonObject; info: JsonObject }[]
      stops: Stop[]
      exhausted: boolean
      warnings: string[]
    }
  | { kind: 'refused'; problems: Problem[] }

const COUNT_MAX = 1000

export function suggestOffline(input: OfflineInput): OfflineOutput {
  const problems: Problem[] = []
  if (!Number.isInteger(input.count) || input.count < 0 || input.count > COUNT_MAX)
    problems.push(problem('count', String(input.count), `an integer from 0 to ${COUNT_MAX}`))
  if (input.seed !== undefined && (!Number.isSafeInteger(input.seed) || input.seed < 0))
    problems.push(problem('seed', String(input.seed), 'an integer of 0 or more'))
  const parsed = parseSweepConfig(input.configText, { yaml: input.yaml ?? '1.2' })
  if (parsed.kind === 'refused') problems.push(...parsed.problems)
  const runs = readRuns(input.runs, problems)
  if (parsed.kind === 'refused' || problems.length > 0) return { kind: 'refused', problems }
  const { config, warnings } = parsed
  const own = runs.filter((run) => !run.isPrior)
  const trials = own.map((run, index) => ({ ...trialOf(run, config), number: index }))
  const prior = runs.filter((run) => run.isPrior).map((run) => trialOf(run, config))
  const seed = input.seed ?? config.seed ?? 0
  const stops = runsToStop({ config, curves: own.map((run) => curveOf(run, config)) })
  if (input.count === 0) return { kind: 'ok', suggestions: [], stops, exhausted: false, warnings }
  const output = nextSuggestions({ config, seed, trials, prior, nextNumber: trials.length, count: input.count })
  const suggestions = output.suggestions.map(({ config: values, info }) => ({ config: values, info }))
  return { kind: 'ok', suggestions, stops, exhausted: output.exhausted, warnings }
}

type OfflineRun = {
  id: string
  state: RunState
  config: JsonObject
  summary: JsonObject
  history: JsonObject[]
  /** From before the sweep: learned from, and counted as none of its runs. */
  isPrior: boolean
}

function readRuns(runs: unknown, problems: Problem[]): OfflineRun[] {
  if (!Array.isArray(runs)) {
    problems.push(problem('runs', kindOf(runs), 'a list of runs: [{id, state, config, summary, history}]'))
    return []
  }
  const ids = new Set<string>()
  return runs.flatMap((run: unknown, index): OfflineRun[] => {
    const path = `runs.${index}`
    if (typeof run !== 'object' || run === null || Array.isArray(run)) {
      problems.push(problem(path, kindOf(run), 'an object {id, state, config, summary, history}'))
      return []
    }
    const fields: Record<string, unknown> = { ...run }
    const id = readId(fields['id'], path, index, problems)
    if (ids.has(id)) problems.push(problem(`${path}.id`, `the id ${JSON.stringify(id)} again`, 'an id of its own'))
    ids.add(id)
    const state = runStateSchema.safeParse(fields['state'] ?? 'pending')
    if (!state.success)
      problems.push(problem(`${path}.state`, show(fields['state']), `one of ${RUN_STATES.join(', ')}`))
    const isPrior = fields['prior'] ?? false
    if (typeof isPrior !== 'boolean') problems.push(problem(`${path}.prior`, kindOf(isPrior), 'true or false'))
    return [
      {
        id,
        state: state.success ? state.data : 'pending',
        config: unwrapped(readObject(fields['config'], `${path}.config`, problems)),
        summary: readObject(fields['summary'] ?? fields['summaryMetrics'], `${path}.summary`, problems),
        history: readHistory(fields['history'] ?? fields['sampledHistory'], `${path}.history`, problems),
        isPrior: isPrior === true,
      },
    ]
  })
}

function readId(id: unknown, path: string, index: number, problems: Problem[]): string {
  if (id === undefined || id === null) return `run-${index}`
  if (typeof id === 'string' && id !== '') return id
  if (typeof id === 'number') return String(id)
  problems.push(problem(`${path}.id`, kindOf(id), 'text'))
  return `run-${index}`
}

function readObject(value: unknown, path: string, problems: Problem[]): JsonObject {
  if (value === undefined || value === null) return {}
  const parsed = jsonObjectSchema.safeParse(value)
  if (parsed.success) return parsed.data
  problems.push(problem(path, kindOf(value), 'an object of JSON values'))
  return {}
}

function readHistory(history: unknown, path: string, problems: Problem[]): JsonObject[] {
  if (history === undefined || history === null) return []
  if (!Array.isArray(history)) {
    problems.push(problem(path, kindOf(history), 'a list of rows, each an object'))
    return []
  }
  return history.map((row: unknown, index) => readObject(row, `${path}.${index}`, problems))
}

/** W&B writes `{lr: {value: 0.1}}`, with `desc` beside it at times; a file by hand writes `{lr: 0.1}`. */
function unwrapped(config: JsonObject): JsonObject {
  const entries = Object.entries(config).filter(([key]) => key !== '_wandb' && key !== 'wandb_version')
  const isWrapped = entries.length > 0 && entries.every(([, value]) => isWrapper(value))
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isWrapped && isWrapper(value) ? value['value']! : value]),
  )
}

function isWrapper(value: Json): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, 'value'))
    return false
  return Object.keys(value).every((key) => key === 'value' || key === 'desc')
}

/** Best and worst over history and summary together, finite numbers only; latest over the history alone. */
function trialOf(run: OfflineRun, config: SweepConfig): PriorTrial {
  const trial: PriorTrial = {
    id: run.id,
    state: run.state,
    config: run.config,
    best: null,
    worst: null,
    latest: null,
  }
  const { metric } = config
  if (metric === undefined) return trial
  const logged = valuesOf(run.history, metric.name)
  for (const value of [...logged, ...valuesOf([run.summary], metric.name)]) {
    if (trial.best === null || isBetter(metric.goal, value, trial.best)) trial.best = value
    if (trial.worst === null || isBetter(metric.goal, trial.worst, value)) trial.worst = value
  }
  trial.latest = logged[logged.length - 1] ?? null
  return trial
}

function curveOf(run: OfflineRun, { metric }: SweepConfig): Curve {
  return { id: run.id, state: run.state, values: metric === undefined ? [] : valuesOf(run.history, metric.name) }
}

function valuesOf(rows: readonly JsonObject[], name: string): number[] {
  return rows.flatMap((row) => {
    const value = Object.hasOwn(row, name) ? fromMetricValue(row[name]) : null
    return value !== null && Number.isFinite(value) ? [value] : []
  })
}

function problem(path: string, found: string, allowed: string): Problem {
  return { path, line: null, found, allowed }
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : kindOf(value)
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
