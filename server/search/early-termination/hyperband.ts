/**
 * Hyperband as W&B runs it: successive halving without waiting, in one bracket. At each band the value of every run
 * that got there is compared; about 1/eta of them, and one more, go on. A run alone is never stopped, ties go on, and
 * a run is judged again at each look, for the threshold moves as others arrive.
 */
import { hyperbandBands } from '~/server/domain/hyperband-bands'
import type { Hyperband, SweepConfig } from '~/server/domain/sweep-config'
import type { Curve, Stop } from '~/server/domain/trial'
import type { EarlyTermination } from './policy'

export const hyperband: EarlyTermination = { stops }

type Input = { config: SweepConfig; curves: Curve[] }

function stops({ config, curves }: Input): Stop[] {
  const { early_terminate: rule, metric } = config
  if (rule === undefined || metric === undefined) return []
  const sign = metric.goal === 'maximize' ? -1 : 1
  // Every run's values as losses, without the entries that are no numbers: those are no steps.
  const losses = curves.map((curve) => ({
    ...curve,
    values: curve.values.filter(Number.isFinite).map((value) => sign * value),
  }))
  const longest = losses.reduce((length, curve) => Math.max(length, curve.values.length), 0)
  const bands = hyperbandBands(rule).filter((band) => band >= 1 && band <= longest)
  const thresholds = new Map(bands.map((band) => [band, thresholdAt(losses, band, rule)]))
  return losses.flatMap((curve): Stop[] => {
    const band = curve.state === 'running' ? bands.findLast((each) => each <= curve.values.length) : undefined
    if (band === undefined) return []
    const threshold = thresholds.get(band)!
    const value = rule.strict ? curve.values[band - 1]! : least(curve.values)
    if (!(value > threshold)) return []
    const what = rule.strict
      ? `${metric.name} ${show(sign * value)} at step ${band}`
      : `the best ${metric.name} so far, ${show(sign * value)},`
    const reason = `${what} is worse than the threshold ${show(sign * threshold)} of band ${band}`
    return [{ id: curve.id, reason }]
  })
}

/** Of m values at the band, ascending, the one at floor(m / eta). */
function thresholdAt(losses: readonly Curve[], band: number, rule: Hyperband): number {
  const values = losses
    .filter((curve) => curve.values.length >= band)
    .map((curve) => curve.values[band - 1]!)
    .sort((a, b) => a - b)
  return values[Math.floor(values.length / rule.eta)] ?? Number.POSITIVE_INFINITY
}

function least(values: readonly number[]): number {
  return values.reduce((best, value) => Math.min(best, value), Number.POSITIVE_INFINITY)
}

function show(value: number): string {
  return String(Number(value.toPrecision(6)))
}
