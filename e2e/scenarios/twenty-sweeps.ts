/** As much as a comparison takes: twenty random searches of thousands of runs each, logged in few rows. */
import { rngFor } from '~/server/search/numeric/rng'
import {
  columnsOfCurves,
  parsedConfig,
  type SeededProject,
  type SeededRun,
  type SeededSweep,
  seededRun,
} from './seeded-project'

const SWEEP_COUNT = 20
const SECOND_MS = 1000

export function twentySweeps({ runsEach, nowMs }: { runsEach: number; nowMs: number }): SeededProject {
  const startMs = nowMs - 30 * 86_400_000
  const sweeps = Array.from({ length: SWEEP_COUNT }, (_, index) => sweepOf(index, runsEach, startMs))
  return { sweeps, runs: runsOf(runsEach, startMs) }
}

/** Four spaces, five seeds of each. */
function sweepOf(index: number, runsEach: number, startMs: number): SeededSweep {
  const space = Math.floor(index / 5)
  const seed = 1 + (index % 5)
  const name = `space ${space + 1} (seed ${seed})`
  const yaml = [
    `name: ${name}`,
    'method: random',
    `seed: ${seed}`,
    'metric: {name: score, goal: maximize}',
    `run_cap: ${runsEach}`,
    `parameters: {lr: {distribution: uniform, min: 0.0, max: ${space + 1}.5}}`,
    '',
  ].join('\n')
  return {
    name,
    config: parsedConfig(yaml),
    yaml,
    state: 'finished',
    endReason: `run cap of ${runsEach} reached`,
    createdAtMs: startMs - SECOND_MS,
    startedAtMs: startMs,
    endedAtMs: startMs + runsEach * 200 * SECOND_MS,
    agents: [],
  }
}

function* runsOf(runsEach: number, startMs: number): Generator<SeededRun> {
  for (let number = 0; number < runsEach * SWEEP_COUNT; number++) {
    // All of them at once: a run of each, then the next of each.
    const [sweep, at] = [number % SWEEP_COUNT, Math.floor(number / SWEEP_COUNT)]
    const rng = rngFor(31, number, 'score')
    const score = 1 - (0.05 + 0.02 * Math.floor(sweep / 5)) * -Math.log(1 - rng.uniform())
    const createdAtMs = startMs + at * 200 * SECOND_MS + sweep
    yield seededRun({
      name: `run-${number + 1}`,
      createdAtMs,
      endedAtMs: createdAtMs + (20 + rng.integer(160)) * SECOND_MS,
      config: { lr: rng.uniform() },
      columns: columnsOfCurves({ score: [score * 0.8, score * 0.95, score] }),
      sweep: {
        sweep,
        number: at,
        agent: null,
        info: { method: 'random' },
        attempt: 1,
        attemptCount: 1,
        outcome: 'finished',
      },
    })
  }
}
