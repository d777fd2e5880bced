/**
 * The same search under several seeds: what a comparison of methods needs. Random and bayes five times each (one of bayes
 * still runs), and a grid in random order. Losses go wrong now and then, and some runs end without a value.
 */
import type { JsonObject } from '~/server/domain/json'
import type { Trial } from '~/server/domain/trial'
import { nextSuggestions } from '~/server/search/controller'
import {
  columnsOfCurves,
  parsedConfig,
  type SeededProject,
  type SeededRun,
  type SeededSweep,
  seededRun,
} from './seeded-project'
import { configOf, epochSeconds, type Settings, train } from './training'

const EPOCHS = 12
const RUN_CAP = 24
const SEEDS = [1, 2, 3, 4, 5] as const
/** Runs of the sweep that is not over yet. */
const RUNNING_AT = 9

type Plan = { method: 'grid' | 'random' | 'bayes'; seed: number; runCount: number }

export function methodReplicates(nowMs: number): SeededProject {
  const plans: Plan[] = [
    ...SEEDS.map((seed): Plan => ({ method: 'random', seed, runCount: RUN_CAP })),
    ...SEEDS.map((seed): Plan => ({ method: 'bayes', seed, runCount: seed === 5 ? RUNNING_AT : RUN_CAP })),
    { method: 'grid', seed: 1, runCount: 48 },
  ]
  const worked = plans.map((plan, index) => workedOff(plan, index, nowMs))
  return {
    sweeps: worked.map(({ sweep }) => sweep),
    runs: worked.flatMap(({ runs }) => runs).sort((a, b) => a.createdAtMs - b.createdAtMs),
  }
}

function yamlOf({ method, seed }: Plan): string {
  const isGrid = method === 'grid'
  return [
    `name: ${method} (seed ${seed})`,
    `method: ${method}`,
    `seed: ${seed}`,
    'program: train.py',
    'metric: {name: val_loss, goal: minimize}',
    ...(isGrid ? ['grid: {random_order: true}'] : [`run_cap: ${RUN_CAP}`]),
    'parameters:',
    isGrid
      ? '  lr: {values: [0.00003, 0.0003, 0.003, 0.03]}'
      : '  lr: {distribution: log_uniform_values, min: 0.00001, max: 0.3}',
    '  batch_size: {values: [32, 64, 256]}',
    isGrid ? '  layers: {values: [2, 4, 5, 7]}' : '  layers: {distribution: int_uniform, min: 1, max: 8}',
    '  dropout: {value: 0.1}',
    '  optimizer: {value: adam}',
    '',
  ].join('\n')
}

function workedOff(plan: Plan, index: number, nowMs: number): { sweep: SeededSweep; runs: SeededRun[] } {
  const yaml = yamlOf(plan)
  const config = parsedConfig(yaml)
  const isOver = plan.method === 'grid' || plan.runCount === RUN_CAP
  const startMs = nowMs - (12 - index) * 3_600_000
  const trials: Trial[] = []
  const runs: SeededRun[] = []
  let atMs = startMs
  while (trials.length < plan.runCount) {
    const { suggestions } = nextSuggestions({
      config,
      seed: plan.seed,
      trials,
      nextNumber: trials.length,
      count: 1,
    })
    const [next] = suggestions
    if (next === undefined) break
    const made = madeRun({ plan, index, number: next.number, config: next.config, info: next.info, atMs })
    runs.push(made.run)
    trials.push(made.trial)
    atMs = (made.run.endedAtMs ?? atMs) + 2000
  }
  const times = { createdAtMs: startMs - 30_000, startedAtMs: startMs, endedAtMs: isOver ? atMs : null }
  const endReason = plan.method === 'grid' ? 'grid used up' : `run cap of ${RUN_CAP} reached`
  return {
    sweep: {
      name: `${plan.method} (seed ${plan.seed})`,
      config,
      yaml,
      state: isOver ? 'finished' : 'running',
      endReason: isOver ? endReason : null,
      ...times,
      agents: [],
    },
    runs,
  }
}

type Given = { plan: Plan; index: number; number: number; config: JsonObject; info: JsonObject; atMs: number }

function madeRun({ plan, index, number, config, info, atMs }: Given): { run: SeededRun; trial: Trial } {
  const settings = config as Settings
  const noise = index * 1000 + number
  const isFailed = noise % 19 === 7
  const { epoch, loss, accuracy, val_loss, val_accuracy } = train(settings, EPOCHS, noise)
  const seconds = epochSeconds(settings)
  const values = isFailed ? [] : val_loss.filter(Number.isFinite)
  const state = isFailed ? ('failed' as const) : ('finished' as const)
  const run = seededRun({
    name: `${plan.method}-${plan.seed}-${number + 1}`,
    state,
    exitCode: isFailed ? 1 : 0,
    stateReason: isFailed ? 'exit code 1' : null,
    createdAtMs: atMs,
    endedAtMs: atMs + (isFailed ? 3 : EPOCHS) * seconds * 1000,
    config: configOf(settings),
    program: 'train.py',
    columns: isFailed ? [] : columnsOfCurves({ epoch, loss, accuracy, val_loss, val_accuracy }),
    sweep: {
      sweep: index,
      number,
      agent: null,
      info,
      attempt: 1,
      attemptCount: 1,
      outcome: isFailed ? 'failed' : 'finished',
    },
  })
  const [best, worst] = values.length === 0 ? [null, null] : [Math.min(...values), Math.max(...values)]
  const id = String(number).padStart(4, '0')
  return { run, trial: { id, number, state, config, best, worst, latest: values.at(-1) ?? null } }
}
