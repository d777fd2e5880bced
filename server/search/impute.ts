/**
 * Trials to what a method may learn from: losses (smaller is better) and points that are still being evaluated. The one
 * place that decides about failed, killed and running runs, so that a surrogate never sees NaN or an unfinished value.
 *
 * As in W&B a finished run counts with its best value. A failed run counts as `metric.impute` says; where W&B falls
 * back to 0.0 (which may be the best loss ever seen) the worst known value is used instead. A killed run that has a
 * value keeps it: it was stopped for what it showed.
 *
 * A run whose config lies outside of the space (the space was narrowed since, or a person wrote it by hand) is no
 * observation.
 */

import { membershipOf } from '~/server/domain/in-space'
import { isBad } from '~/server/domain/run-state'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { PriorTrial, Trial } from '~/server/domain/trial'
import { encode, type Point, type SearchSpace } from './space/search-space'

export type Observations = {
  points: Point[]
  /** One a point; finite. */
  losses: number[]
  /** True where the loss is none of the run's own, but stands in for one. */
  failed: boolean[]
  pending: Point[]
  /** Trials that count as results, whatever they say. */
  resultCount: number
}

export function observe(config: SweepConfig, space: SearchSpace, trials: readonly PriorTrial[]): Observations {
  const { metric } = config
  const observations: Observations = { points: [], losses: [], failed: [], pending: [], resultCount: 0 }
  if (metric === undefined) return observations
  const sign = metric.goal === 'maximize' ? -1 : 1
  const isInside = membershipOf(config)
  const inside = new Set(trials.filter((trial) => isInside(trial.config)))
  const worst = worstLoss([...inside], sign)
  for (const trial of trials) {
    const point = inside.has(trial) ? encode(space, trial.config) : null
    const loss = lossOf(trial, metric, { sign, worst })
    if (loss === 'pending') {
      if (point !== null) observations.pending.push(point)
      continue
    }
    observations.resultCount++
    if (point === null || loss === null) continue
    observations.points.push(point)
    observations.losses.push(loss)
    observations.failed.push(trial.best === null || (isBad(trial.state) && metric.impute === 'worst'))
  }
  return observations
}

/** A failed run that was asked for again is left out: its repetition says what there is to say. */
export function withoutRepeated(trials: readonly Trial[]): Trial[] {
  const repeated = new Set(trials.map(({ retryOf }) => retryOf))
  return trials.filter(({ number }) => !repeated.has(number))
}

type Known = { sign: number; worst: number | null }

function lossOf(
  trial: PriorTrial,
  metric: NonNullable<SweepConfig['metric']>,
  known: Known,
): number | null | 'pending' {
  const best = loss(trial.best, known.sign)
  switch (trial.state) {
    case 'finished':
      return best ?? known.worst
    case 'killed':
      return best ?? known.worst
    case 'failed':
    case 'crashed':
      return imputed(trial, metric.impute, known)
    case 'running':
      if (metric.impute_while_running === 'false' || best === null) return 'pending'
      return best
    case 'pending':
    case 'preempting':
    case 'preempted':
      return 'pending'
  }
}

function imputed(trial: PriorTrial, impute: 'worst' | 'best' | 'latest', { sign, worst }: Known): number | null {
  if (impute === 'best') return loss(trial.best, sign) ?? worst
  if (impute === 'latest') return loss(trial.latest, sign) ?? worst
  return worst
}

/** The worst value that any ended run ever logged; null when none logged one. */
function worstLoss(trials: readonly PriorTrial[], sign: number): number | null {
  let worst: number | null = null
  for (const trial of trials) {
    if (trial.state === 'running' || trial.state === 'pending') continue
    for (const value of [loss(trial.worst, sign), loss(trial.best, sign)]) {
      if (value !== null && (worst === null || value > worst)) worst = value
    }
  }
  return worst
}

function loss(value: number | null, sign: number): number | null {
  return value === null || !Number.isFinite(value) ? null : sign * value
}
