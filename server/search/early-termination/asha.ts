/**
 * Asynchronous successive halving (Li et al. 2020) in its stopping form: of m runs that reached a rung the best
 * floor(m / eta) go on, and nobody is stopped before eta runs are there to compare. It is stricter than hyperband,
 * where one more goes on. Nobody waits; as there, a run is judged again until it is at the next rung.
 */
import type { Asha } from '~/server/domain/sweep-config'
import { missedRungs } from './missed-rungs'
import type { EarlyTermination } from './policy'

export const asha: EarlyTermination<Asha> = (rule, curves) =>
  missedRungs(curves, { ...rule, strict: true, thresholdOf, name: 'rung' })

/** Of m values at the rung, ascending, the last that goes on. */
function thresholdOf(values: readonly number[], eta: number): number {
  return values[Math.floor(values.length / eta) - 1] ?? Number.POSITIVE_INFINITY
}
