/** Builders for the tests of search: trials, configs and a seeded bench of objectives. Not for use in code. */
import { parseSweepConfigValue } from '~/server/domain/parse-sweep-config'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { SuggestInput, Trial } from '~/server/domain/trial'
import { nextSuggestions } from './controller'

export function aTrial(number: number, config: Trial['config'], given: Partial<Trial> | number = {}): Trial {
  const fields = typeof given === 'number' ? { best: given, worst: given, latest: given } : given
  return { id: `run-${number}`, number, state: 'finished', config, best: null, worst: null, latest: null, ...fields }
}

export function aConfig(value: Record<string, unknown>): SweepConfig {
  const parsed = parseSweepConfigValue({ metric: { name: 'loss' }, ...value })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

export function anInput(config: SweepConfig, given: Partial<SuggestInput> = {}): SuggestInput {
  const trials = given.trials ?? []
  return { config, seed: 1, trials, nextNumber: trials.length, count: 1, ...given }
}

/** Runs a sweep one suggestion at a time and returns the best value after each run. */
export function bestSoFar(
  config: SweepConfig,
  loss: (config: Trial['config']) => number,
  { seed, runs }: { seed: number; runs: number },
): number[] {
  const trials: Trial[] = []
  const best: number[] = []
  while (trials.length < runs) {
    const { suggestions } = nextSuggestions(anInput(config, { seed, trials }))
    const [first] = suggestions
    if (first === undefined) break
    const value = loss(first.config)
    trials.push(aTrial(first.number, first.config, value))
    best.push(Math.min(best.at(-1) ?? Number.POSITIVE_INFINITY, value))
  }
  return best
}
