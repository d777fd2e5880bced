/**
 * The sweep controller: two pure functions, `nextSuggestions` and `runsToStop`, the only exports that the floors above
 * use. No clock, no disk, no die: the same input gives the same output. What holds for every method is here: the order
 * of trials, several attempts at one suggestion, run_cap (which limits the search, not what people ask for) and
 * metric.target.
 */
import { placerOf } from '~/server/domain/in-space'
import { isBetter } from '~/server/domain/objective'
import { isTerminal } from '~/server/domain/run-state'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Curve, PriorTrial, Stop, SuggestInput, SuggestOutput, Trial } from '~/server/domain/trial'
import { valueKey } from '~/server/domain/value-key'
import { missedLooks } from './early-termination/missed-looks'
import { lossesOf, stopOf } from './early-termination/policy'
import { withoutRepeated } from './impute'
import { SEARCH_METHODS } from './registry'

/** At most `count` suggestions; fewer only when the sweep is at its end, and then `exhausted` and `endReason` say so. */
export function nextSuggestions(input: SuggestInput): SuggestOutput {
  const { config, seed, count, nextNumber } = input
  const trials = oneTrialPerSuggestion(input.trials)
  const reached = reachedTarget(config, trials)
  if (reached !== null) return { suggestions: [], exhausted: true, endReason: `target reached: ${reached}` }
  const searched = trials.filter(({ source }) => source === undefined || source === 'search')
  const left = (config.run_cap ?? Number.POSITIVE_INFINITY) - searched.length
  const asked = Math.max(0, Math.min(count, left))
  const numbers = Array.from({ length: asked }, (_, index) => nextNumber + index)
  const output =
    asked === 0
      ? { suggestions: [], exhausted: false }
      : SEARCH_METHODS[config.method].suggest({
          config,
          seed,
          trials: withoutRepeated(trials),
          prior: priorInSpace(input),
          withdrawn: input.withdrawn ?? [],
          numbers,
        })
  if (output.exhausted)
    return { ...output, endReason: config.method === 'grid' ? 'grid used up' : 'every combination used up' }
  if (count > left) return { ...output, exhausted: true, endReason: `run cap of ${config.run_cap} reached` }
  return { ...output, endReason: null }
}

/** Runs that early termination gives up, each with a sentence for its page. Empty without `early_terminate`. */
export function runsToStop(input: { config: SweepConfig; curves: Curve[] }): Stop[] {
  const { early_terminate: rule, metric } = input.config
  if (rule === undefined || metric === undefined) return []
  return missedLooks(rule, lossesOf(input.curves, metric)).map((missed) => stopOf(missed, metric))
}

/** What ended and lies in the space; of the rest nothing can be learned. Neither run cap nor target counts them. */
function priorInSpace({ config, prior = [] }: SuggestInput): PriorTrial[] {
  if (prior.length === 0) return []
  const place = placerOf(config)
  const ordered = [...prior].sort((a, b) => (a.id < b.id ? -1 : 1))
  return ordered.flatMap((trial) => {
    const placed = place(trial.config)
    return isTerminal(trial.state) && placed.kind === 'inside' ? [{ ...trial, config: placed.config }] : []
  })
}

/**
 * A suggestion that was given out again after a lost agent has several runs. The last good one counts: a crash of one
 * machine must not make a good setting look bad.
 */
function oneTrialPerSuggestion(trials: readonly Trial[]): Trial[] {
  const byKey = new Map<string, Trial>()
  for (const trial of trials) {
    const key = `${trial.number} ${valueKey(trial.config)}`
    const before = byKey.get(key)
    if (before === undefined || rank(trial) >= rank(before)) byKey.set(key, trial)
  }
  return [...byKey.values()].sort((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1))
}

function rank(trial: Trial): number {
  if (trial.state === 'finished') return 2
  return isTerminal(trial.state) ? 0 : 1
}

function reachedTarget(config: SweepConfig, trials: readonly Trial[]): string | null {
  const { metric } = config
  const target = metric?.target
  if (metric === undefined || target === undefined) return null
  const hit = trials.find((trial) => trial.best !== null && !isBetter(metric.goal, target, trial.best))
  return hit === undefined ? null : `${metric.name} ${hit.best} against ${target}`
}
