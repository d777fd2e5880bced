/**
 * One project of very many runs: plain ones in groups with tags, and some sweeps. The newest have whole curves; the
 * others were logged in fewer rows, so that a hundred thousand of them are there in a minute or so.
 */
import type { JsonObject } from '~/server/domain/json'
import { nextSuggestions } from '~/server/search/controller'
import { rngFor } from '~/server/search/numeric/rng'
import {
  columnsOfCurves,
  parsedConfig,
  type SeededProject,
  type SeededRun,
  type SeededSweep,
  seededRun,
} from './seeded-project'
import { configOf, epochSeconds, imageSweepYaml, normal, pick, type Settings, settingsOf, train } from './training'

const MINUTE_MS = 60_000
const LONG_COUNT = 1000
const LONG_EPOCHS = 60
const SHORT_EPOCHS = 6
const SWEEP_COUNT = 4

/** A twelfth of the runs belong to four sweeps, the others to nobody. */
export function manyRuns({ runCount, nowMs }: { runCount: number; nowMs: number }): SeededProject {
  const perSweep = Math.max(1, Math.floor(runCount / 48))
  // The longest trainings take half an hour; the newest of them is over by now.
  const startMs = nowMs - (runCount + 40) * MINUTE_MS
  const sweeps = Array.from({ length: SWEEP_COUNT }, (_, index) =>
    sweepOf({ name: `search-${index + 1}`, perSweep, startMs: startMs + index * perSweep * MINUTE_MS }),
  )
  return { sweeps, runs: runsOf({ runCount, startMs, perSweep, sweeps }) }
}

type SweepPlan = { name: string; perSweep: number; startMs: number }

function sweepOf({ name, perSweep, startMs }: SweepPlan): SeededSweep {
  const yaml = imageSweepYaml({ name, runCap: perSweep })
  const endMs = startMs + perSweep * MINUTE_MS + 10 * MINUTE_MS
  return {
    name,
    config: parsedConfig(yaml),
    yaml,
    state: 'finished',
    endReason: `run cap of ${perSweep} reached`,
    createdAtMs: startMs - MINUTE_MS,
    startedAtMs: startMs,
    endedAtMs: endMs,
    agents: [
      {
        name: `${name}-agent`,
        host: 'atlas.lab.example',
        state: 'gone',
        stateReason: null,
        createdAtMs: startMs,
        heartbeatAtMs: endMs,
      },
    ],
  }
}

type RunPlan = { runCount: number; startMs: number; perSweep: number; sweeps: SeededSweep[] }

function* runsOf({ runCount, startMs, perSweep, sweeps }: RunPlan): Generator<SeededRun> {
  for (let number = 0; number < runCount; number++) {
    const sweepAt = Math.floor(number / perSweep)
    const sweep = sweeps[sweepAt]
    const base = baseRun(number, startMs + number * MINUTE_MS, number >= runCount - LONG_COUNT)
    if (sweep === undefined) yield base
    else
      yield {
        ...base,
        group: null,
        sweep: {
          sweep: sweepAt,
          number: number % perSweep,
          attempt: 1,
          agent: 0,
          info: { method: sweep.config.method },
          attemptCount: 1,
          outcome: base.state === 'failed' || base.state === 'crashed' ? 'failed' : 'finished',
        },
      }
  }
}

const SPACE = parsedConfig(imageSweepYaml({ name: 'space', runCap: 1 }))

function settingsAt(number: number): Settings {
  const { suggestions } = nextSuggestions({
    config: { ...SPACE, run_cap: undefined },
    seed: 23,
    trials: [],
    nextNumber: number,
    count: 1,
  })
  return settingsOf(suggestions[0]?.config ?? {})
}

function baseRun(number: number, createdAtMs: number, isLong: boolean): SeededRun {
  const rng = rngFor(29, number, 'run')
  const settings = settingsAt(number)
  const epochs = isLong ? LONG_EPOCHS : SHORT_EPOCHS
  const { epoch, loss, accuracy, val_loss, val_accuracy } = train(settings, epochs, number)
  const seconds = epochSeconds(settings)
  const runtime = epoch.map((at) => at * seconds)
  const luck = rng.uniform()
  const state = luck < 0.93 ? 'finished' : luck < 0.96 ? 'failed' : luck < 0.985 ? 'crashed' : 'killed'
  return seededRun({
    name: `${pick(rng, ADJECTIVES)}-${pick(rng, NOUNS)}-${number + 1}`,
    createdAtMs,
    endedAtMs: createdAtMs + epochs * seconds * 1000,
    state,
    exitCode: state === 'finished' ? 0 : state === 'crashed' ? null : 1,
    config: fullConfig(settings, number),
    tags: [...(number % 97 === 0 ? ['baseline'] : []), ...(number % 13 === 0 ? ['paper', 'rerun'] : [])],
    group: `ablation-${Math.floor(number / 250) % 40}`,
    jobType: number % 5 === 0 ? 'eval' : 'train',
    host: `node-${number % 16}.lab.example`,
    program: 'train.py',
    columns: columnsOfCurves({ epoch, loss, accuracy, val_loss, val_accuracy, _runtime: runtime }),
    summary: { best_epoch: 1 + rng.integer(epochs), 'time/epoch_s': seconds + 0.1 * normal(rng) },
  })
}

/** Twelve keys of all types, one of them an object. */
function fullConfig(settings: Settings, number: number): JsonObject {
  return {
    ...configOf(settings),
    epochs: 60,
    seed: number % 10,
    dataset: ['cifar10', 'cifar100', 'svhn'][number % 3] ?? 'cifar10',
    augment: number % 2 === 0,
    weight_decay: 10 ** -(2 + (number % 4)),
    warmup_steps: 100 * (number % 6),
    model: { name: number % 7 === 0 ? 'vit-small' : 'resnet18', width: 32 * (1 + (number % 4)) },
  }
}

const ADJECTIVES = ['amber', 'bold', 'calm', 'deep', 'eager', 'fresh', 'gentle', 'happy', 'icy', 'jolly'] as const
const NOUNS = ['acorn', 'birch', 'creek', 'dune', 'elm', 'fern', 'grove', 'heron', 'lake', 'maple'] as const
