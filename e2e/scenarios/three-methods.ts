/**
 * The demo's space of 60 combinations searched by grid (60 runs), random (20) and bayes (20), one agent each. The
 * suggestions are the controller's own: what a method was told when it chose is what its runs had logged by then.
 */
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

export type Params = { layers: number; batch_size: number; epochs: number }

export type Method = 'grid' | 'random' | 'bayes'

export const METHODS: readonly { method: Method; runCap: number | null }[] = [
  { method: 'grid', runCap: null },
  { method: 'random', runCap: 20 },
  { method: 'bayes', runCap: 20 },
]

export function sweepConfig(method: Method, runCap: number | null, name = `${method}-1`): string {
  return [
    `name: ${name}`,
    `method: ${method}`,
    'seed: 7',
    'metric: {name: val_accuracy, goal: maximize}',
    ...(runCap === null ? [] : [`run_cap: ${runCap}`]),
    'parameters:',
    '  layers: {values: [32, 64, 96, 128, 256]}',
    '  batch_size: {values: [32, 64, 96, 128]}',
    '  epochs: {values: [5, 10, 15]}',
    '',
  ].join('\n')
}

/** A made-up training with the shape of a real one: accuracy climbs with epochs and width, small batches learn faster. */
export function epochRow({ layers, batch_size: batchSize }: Params, epoch: number): Record<string, number> {
  const capacity = 0.8 + 0.03 * Math.log2(layers / 32)
  const speed = 1 - Math.exp(-epoch / (2 + batchSize / 48))
  const accuracy = capacity * speed
  return {
    epoch,
    loss: 2.3 * (1 - accuracy),
    accuracy,
    val_loss: 2.4 * (1 - accuracy) + 0.01 * epoch,
    val_accuracy: accuracy - 0.002 * epoch,
  }
}

export function threeMethodsProject(nowMs: number): SeededProject {
  const sweeps: SeededSweep[] = []
  const runs: SeededRun[] = []
  const startMs = nowMs - 40 * 60_000
  for (const [index, { method, runCap }] of METHODS.entries()) {
    const worked = workedOff({ method, runCap, sweep: index, startMs: startMs + index * 1500 })
    sweeps.push(worked.sweep)
    runs.push(...worked.runs)
  }
  return { sweeps, runs: runs.sort((a, b) => a.createdAtMs - b.createdAtMs) }
}

type Plan = { method: Method; runCap: number | null; sweep: number; startMs: number }

function workedOff({ method, runCap, sweep, startMs }: Plan): { sweep: SeededSweep; runs: SeededRun[] } {
  const yaml = sweepConfig(method, runCap)
  const config = parsedConfig(yaml)
  const trials: Trial[] = []
  const runs: SeededRun[] = []
  let atMs = startMs
  for (;;) {
    const output = nextSuggestions({ config, seed: config.seed ?? 0, trials, nextNumber: trials.length, count: 1 })
    const [next] = output.suggestions
    if (next === undefined) {
      const agent = {
        name: `${method}-agent`,
        host: 'atlas.lab.example',
        state: 'gone' as const,
        stateReason: null,
        createdAtMs: startMs,
        heartbeatAtMs: atMs,
      }
      const times = { createdAtMs: startMs - 30_000, startedAtMs: startMs, endedAtMs: atMs }
      return {
        sweep: {
          name: `${method}-1`,
          config,
          yaml,
          state: 'finished',
          endReason: output.endReason,
          ...times,
          agents: [agent],
        },
        runs,
      }
    }
    const params = next.config as Params
    const rows = Array.from({ length: params.epochs }, (_, epoch) => epochRow(params, epoch + 1))
    const seconds = 0.4 + params.layers / 320 + 24 / params.batch_size
    const run = runOf({ rows, seconds, number: next.number, atMs })
    runs.push({
      ...run,
      config: next.config,
      sweep: {
        sweep,
        number: next.number,
        agent: 0,
        info: next.info,
        attempt: 1,
        attemptCount: 1,
        outcome: 'finished',
      },
    })
    const values = rows.map((row) => row['val_accuracy'] ?? 0)
    trials.push({
      id: String(next.number).padStart(4, '0'),
      number: next.number,
      state: 'finished',
      config: next.config,
      best: Math.max(...values),
      worst: Math.min(...values),
      latest: values.at(-1) ?? null,
    })
    atMs = (run.endedAtMs ?? atMs) + 300
  }
}

type Worked = { rows: Record<string, number>[]; seconds: number; number: number; atMs: number }

function runOf({ rows, seconds, number, atMs }: Worked): SeededRun {
  const runtime = rows.map((_, index) => (index + 1) * seconds)
  const metrics = Object.keys(rows[0] ?? {}).map((key) => [key, rows.map((row) => row[key] ?? Number.NaN)])
  const curves: Record<string, number[]> = Object.fromEntries(metrics)
  const name = NAMES[number % NAMES.length]
  return seededRun({
    name: `${name}-sweep-${number + 1}`,
    createdAtMs: atMs,
    endedAtMs: atMs + (rows.length + 0.5) * seconds * 1000,
    host: 'atlas.lab.example',
    program: 'train.py',
    columns: columnsOfCurves({
      ...curves,
      _runtime: runtime,
      _timestamp: runtime.map((after) => atMs / 1000 + after),
    }),
  })
}

const NAMES = ['amber', 'bold', 'calm', 'deep', 'eager', 'fresh', 'gentle', 'happy', 'icy', 'jolly', 'keen', 'lively']
