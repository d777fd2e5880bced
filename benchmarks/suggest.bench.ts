/**
 * Time of one suggestion of the bayes method with n finished runs behind it, on a smooth objective of d dimensions.
 * Beside it in the same run: the limit that we hold ourselves to, and random search, which is what a suggestion costs
 * without a model. The search itself has no clock; this is where it is timed.
 */
import { parseSweepConfigValue } from '~/server/domain/parse-sweep-config'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Trial } from '~/server/domain/trial'
import { nextSuggestions } from '~/server/search/controller'
import type { BenchRow } from './bench-row'

const RUN_COUNTS = [10, 100, 1000]
const DIMENSION_COUNTS = [3, 10, 20]
const REPEATS = 5
/** A person who starts an agent should not wait: a suggestion is made within this. */
const LIMIT_MS = 300

export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const runs of RUN_COUNTS) {
    for (const dimensions of DIMENSION_COUNTS) {
      const value = medianMs('bayes', runs, dimensions)
      const name = `runs=${runs} d=${dimensions}`
      const measure = 'suggest_ms_median'
      rows.push({ case: name, measure, unit: 'ms', value, peer: 'limit', peerValue: LIMIT_MS, ratio: LIMIT_MS / value })
      rows.push({ case: `${name} random`, measure, unit: 'ms', value: medianMs('random', runs, dimensions) })
    }
  }
  return rows
}

function medianMs(method: SweepConfig['method'], runs: number, dimensions: number): number {
  const config = configOf(method, dimensions)
  const trials = trialsOf(config, runs, dimensions)
  const times: number[] = []
  // The first is not counted: it pays for compiling the code.
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const startMs = performance.now()
    nextSuggestions({ config, seed: repeat, trials, nextNumber: runs, count: 1 })
    if (repeat > 0) times.push(performance.now() - startMs)
  }
  times.sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? Number.NaN
}

function configOf(method: SweepConfig['method'], dimensions: number): SweepConfig {
  const parameters = Object.fromEntries(Array.from({ length: dimensions }, (_, i) => [`x${i}`, { min: -5, max: 5.5 }]))
  const parsed = parseSweepConfigValue({ method, metric: { name: 'loss' }, parameters })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

/** Finished runs at random places, with a valley that bends. */
function trialsOf(config: SweepConfig, count: number, dimensions: number): Trial[] {
  const places = Array.from({ length: Math.ceil(count / 1000) }, (_, block) =>
    nextSuggestions({
      config: { ...config, method: 'random' },
      seed: 7,
      trials: [],
      nextNumber: block * 1000,
      count: Math.min(1000, count),
    }),
  ).flatMap((output) => output.suggestions)
  return places.slice(0, count).map(({ number, config: values }) => {
    const x = Array.from({ length: dimensions }, (_, i) => Number(values[`x${i}`]))
    const loss = x
      .slice(1)
      .reduce((sum, next, i) => sum + 100 * (next - (x[i] ?? 0) ** 2) ** 2 + (1 - (x[i] ?? 0)) ** 2, 0)
    const value = Math.log1p(loss)
    return { id: `run-${number}`, number, state: 'finished', config: values, best: value, worst: value, latest: value }
  })
}
