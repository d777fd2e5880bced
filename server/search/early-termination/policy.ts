/**
 * What an early-termination rule is: losses in, the looks that runs failed out. Rules compare losses only, the smaller
 * the better; what is said about it, with the metric's own sign, is made here for all of them.
 */
import type { SweepMetric } from '~/server/domain/sweep-config'
import type { Curve, Stop } from '~/server/domain/trial'

/** A running run that was worse than it may be: at how many values, what was compared, and the words for the threshold. */
export type Missed = { id: string; step: number; loss: number; isBestSoFar: boolean; threshold: number; words: Words }
type Words = { before: string; after: string }

export type EarlyTermination<Rule> = (rule: Rule, curves: readonly Curve[]) => Missed[]

/** Every run's values as losses, without the entries that are no numbers: those are no steps. */
export function lossesOf(curves: readonly Curve[], metric: SweepMetric): Curve[] {
  const sign = signOf(metric)
  return curves.map((curve) => ({
    ...curve,
    values: curve.values.filter(Number.isFinite).map((value) => sign * value),
  }))
}

export function stopOf({ id, step, loss, isBestSoFar, threshold, words }: Missed, metric: SweepMetric): Stop {
  const sign = signOf(metric)
  const value = show(sign * loss)
  const what = isBestSoFar ? `the best ${metric.name} so far, ${value},` : `${metric.name} ${value} at step ${step}`
  return { id, reason: `${what} is worse than ${words.before} ${show(sign * threshold)} ${words.after}` }
}

export function least(values: readonly number[]): number {
  return values.reduce((best, value) => Math.min(best, value), Number.POSITIVE_INFINITY)
}

function signOf({ goal }: SweepMetric): number {
  return goal === 'maximize' ? -1 : 1
}

function show(value: number): string {
  return String(Number(value.toPrecision(6)))
}
