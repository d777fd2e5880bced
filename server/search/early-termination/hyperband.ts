/**
 * Hyperband as W&B runs it: successive halving without waiting, in one bracket. At each band the value of every run
 * that got there is compared; about 1/eta of them, and one more, go on. A run alone is never stopped, ties go on, and
 * a run is judged again at each look, for the threshold moves as others arrive.
 */
import type { Hyperband } from '~/server/domain/sweep-config'
import { missedRungs } from './missed-rungs'
import type { EarlyTermination } from './policy'

export const hyperband: EarlyTermination<Hyperband> = (rule, curves) =>
  missedRungs(curves, { ...rule, thresholdOf, name: 'band' })

/** Of m values at the band, ascending, the one at m / eta, rounded as W&B does: with eta 1.1 of 33 the one at 30, not at 29. */
function thresholdOf(values: readonly number[], eta: number): number {
  return values[Math.trunc((1 / eta) * values.length)] ?? Number.POSITIVE_INFINITY
}
