/**
 * One big sweep by random search over six parameters, worked off by eight agents on four machines. Runs fail, crash,
 * diverge and are killed for the reasons that trainings have: most of those with a batch size of 512 run out of memory.
 */
import { isTerminal } from '~/server/domain/run-state'
import { nextSuggestions } from '~/server/search/controller'
import { rngFor } from '~/server/search/numeric/rng'
import {
  columnsOfCurves,
  parsedConfig,
  type SeededAgent,
  type SeededProject,
  type SeededRun,
  seededRun,
} from './seeded-project'
import { configOf, epochSeconds, imageSweepYaml, isDiverging, type Settings, settingsOf, train } from './training'

const EPOCHS = 30
const AGENT_COUNT = 8
const HOSTS = ['atlas', 'borealis', 'cygnus', 'draco']

export function imageSweep({ runCount, nowMs }: { runCount: number; nowMs: number }): SeededProject {
  const yaml = imageSweepYaml({ name: 'image-sweep', runCap: runCount })
  const config = parsedConfig(yaml)
  const { suggestions } = nextSuggestions({
    config,
    seed: config.seed ?? 0,
    trials: [],
    nextNumber: 0,
    count: runCount,
  })
  const freeAtMs = Array.from({ length: AGENT_COUNT }, (_, agent) => agent * 4000)
  const runs: SeededRun[] = []
  for (const { number, config: suggested, info } of suggestions) {
    for (let attempt = 1; attempt > 0; ) {
      const agent = freeAtMs.indexOf(Math.min(...freeAtMs))
      const startMs = freeAtMs[agent] ?? 0
      const run = attemptOf({ settings: settingsOf(suggested), number, attempt })
      freeAtMs[agent] = (run.endedAtMs ?? 0) + startMs + 800
      runs.push({
        ...run,
        createdAtMs: startMs,
        endedAtMs: startMs + (run.endedAtMs ?? 0),
        host: hostOf(agent),
        sweep: { sweep: 0, number, attempt, agent, info, attemptCount: attempt, outcome: 'finished' },
      })
      attempt = run.state === 'crashed' && attempt < 3 ? attempt + 1 : 0
    }
  }
  settleSuggestions(runs)
  return placeInTime(runs, nowMs - 20 * 60_000, { yaml, config })
}

/** From the start of the sweep to times of day: it ended at `endMs`. */
function placeInTime(
  runs: SeededRun[],
  endMs: number,
  { yaml, config }: { yaml: string; config: ReturnType<typeof parsedConfig> },
): SeededProject {
  const lastMs = Math.max(...runs.map(({ endedAtMs }) => endedAtMs ?? 0))
  const startMs = endMs - lastMs
  const agents = Array.from({ length: AGENT_COUNT }, (_, agent): SeededAgent => {
    const own = runs.filter(({ sweep }) => sweep?.agent === agent)
    return {
      name: `${hostOf(agent)}-gpu${Math.floor(agent / HOSTS.length)}`,
      host: hostOf(agent),
      state: 'gone',
      stateReason: null,
      createdAtMs: startMs + (own[0]?.createdAtMs ?? 0),
      heartbeatAtMs: startMs + Math.max(...own.map(({ endedAtMs }) => endedAtMs ?? 0)),
    }
  })
  return {
    sweeps: [
      {
        name: 'image-sweep',
        config,
        yaml,
        state: 'finished',
        endReason: `run cap of ${config.run_cap} reached`,
        createdAtMs: startMs - 60_000,
        startedAtMs: startMs,
        endedAtMs: endMs,
        agents,
      },
    ],
    runs: runs.map((run) => ({
      ...run,
      createdAtMs: startMs + run.createdAtMs,
      endedAtMs: run.endedAtMs === null ? null : startMs + run.endedAtMs,
      columns: placed(run.columns, startMs + run.createdAtMs),
      systemColumns: placed(run.systemColumns, startMs + run.createdAtMs),
    })),
  }
}

function placed(columns: SeededRun['columns'], startMs: number): SeededRun['columns'] {
  return columns.map((column) =>
    column.key === '_timestamp'
      ? { ...column, values: column.values.map((seconds) => seconds + startMs / 1000) }
      : column,
  )
}

/** What a suggestion came to is known with its last attempt and said with its first. */
function settleSuggestions(runs: SeededRun[]): void {
  const last = new Map<number, SeededRun>()
  for (const run of runs) if (run.sweep !== null) last.set(run.sweep.number, run)
  for (const { sweep } of runs) {
    const end = sweep === null ? undefined : last.get(sweep.number)
    if (sweep === null || end?.sweep == null) continue
    sweep.attemptCount = end.sweep.attempt
    if (!isTerminal(end.state)) sweep.outcome = 'claimed'
    else sweep.outcome = end.state === 'finished' || end.state === 'killed' ? 'finished' : 'failed'
  }
}

function hostOf(agent: number): string {
  return `${HOSTS[agent % HOSTS.length]}.lab.example`
}

type Attempt = { settings: Settings; number: number; attempt: number }

/** Starts at 0 ms. */
function attemptOf({ settings, number, attempt }: Attempt): SeededRun {
  const fate = fateOf({ settings, number, attempt })
  const curves = train(settings, EPOCHS, number)
  const seconds = epochSeconds(settings) * (1 + 0.1 * rngFor(3, number, 'speed').uniform())
  const kept = Object.fromEntries(Object.entries(curves).map(([key, values]) => [key, values.slice(0, fate.epochs)]))
  const runtime = (kept['epoch'] ?? []).map((epoch) => epoch * seconds)
  return seededRun({
    name: `${NAMES[number % NAMES.length]}-sweep-${number + 1}`,
    createdAtMs: 0,
    endedAtMs: (fate.epochs + 0.4) * seconds * 1000,
    state: fate.state,
    stateReason: fate.reason,
    exitCode: fate.exitCode,
    config: configOf(settings),
    program: 'train.py',
    columns: columnsOfCurves({ ...kept, _runtime: runtime, _timestamp: runtime }),
    systemColumns: systemOf({ seconds: fate.epochs * seconds, number }),
    console: consoleOf(kept, fate.reason),
  })
}

const READING_SECONDS = 15

/** Readings of the machine, named as the W&B client names them. */
function systemOf({ seconds, number }: { seconds: number; number: number }): SeededRun['systemColumns'] {
  const rng = rngFor(19, number, 'system')
  const at = Array.from({ length: Math.floor(seconds / READING_SECONDS) }, (_, index) => (index + 1) * READING_SECONDS)
  if (at.length === 0) return []
  return columnsOfCurves({
    'system.cpu': at.map(() => 35 + 10 * rng.uniform()),
    'system.memory_percent': at.map((after) => 42 + 6 * (1 - Math.exp(-after / 60))),
    'system.gpu.0.gpu': at.map(() => (rng.uniform() < 0.06 ? 12 : 88) + 8 * rng.uniform()),
    'system.gpu.0.memoryAllocated': at.map(() => 71 + 0.5 * rng.uniform()),
    _runtime: at,
    _timestamp: at,
  })
}

type Fate = { state: SeededRun['state']; reason: string | null; exitCode: number | null; epochs: number }

function fateOf({ settings, number, attempt }: Attempt): Fate {
  const rng = rngFor(7, number, `fate ${attempt}`)
  const luck = rng.uniform()
  if (settings.batch_size === 512 && settings.layers > 3 && luck < 0.85)
    return { state: 'failed', reason: 'CUDA out of memory', exitCode: 1, epochs: 0 }
  if (luck > 0.985)
    return {
      state: 'crashed',
      reason: 'nothing was heard of it for 60 seconds',
      exitCode: null,
      epochs: 1 + rng.integer(EPOCHS - 1),
    }
  if (isDiverging(settings) && luck < 0.5)
    return { state: 'killed', reason: 'stopped: its loss was not a number', exitCode: 255, epochs: 9 }
  if (luck > 0.97) return { state: 'killed', reason: 'stopped by owner', exitCode: 255, epochs: 4 + rng.integer(16) }
  if (luck > 0.965) return { state: 'failed', reason: null, exitCode: 1, epochs: rng.integer(EPOCHS) }
  return { state: 'finished', reason: null, exitCode: 0, epochs: EPOCHS }
}

function consoleOf(curves: Record<string, number[]>, reason: string | null): SeededRun['console'] {
  const lines: SeededRun['console'] = (curves['epoch'] ?? []).map((epoch, index) => ({
    text: `epoch ${epoch}: loss ${curves['loss']?.[index]?.toFixed(4)}, val_accuracy ${curves['val_accuracy']?.[index]?.toFixed(4)}`,
    stream: 'stdout',
  }))
  return reason === null ? lines : [...lines, { text: `train.py: ${reason}`, stream: 'stderr' }]
}

const NAMES = ['amber', 'brisk', 'calm', 'daring', 'early', 'fair', 'golden', 'happy', 'icy', 'jolly', 'keen', 'lucky']
