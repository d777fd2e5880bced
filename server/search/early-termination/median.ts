/**
 * The median rule: a running run is stopped when it is worse than the median of what ended runs had after as many
 * values. Runs that were stopped count as far as they got, so that the bar is not set by survivors alone. Every logged
 * value from `min_iter` on is a look, once `min_runs` ended runs got as far.
 */
import { isTerminal } from '~/server/domain/run-state'
import type { MedianRule } from '~/server/domain/sweep-config'
import { type EarlyTermination, least, type Missed } from './policy'

export const median: EarlyTermination<MedianRule> = (rule, curves) => {
  const ended = curves.filter(({ state }) => isTerminal(state))
  const thresholds = new Map<number, { threshold: number; count: number }>()
  return curves.flatMap(({ id, state, values }): Missed[] => {
    const step = values.length
    if (state !== 'running' || step < rule.min_iter) return []
    const known = thresholds.get(step) ?? middle(ended.flatMap((curve) => curve.values.slice(step - 1, step)))
    thresholds.set(step, known)
    const loss = rule.strict ? values[step - 1]! : least(values)
    if (known.count < rule.min_runs || !(loss > known.threshold)) return []
    const words = { before: 'the median', after: `of ${known.count} ended runs at step ${step}` }
    return [{ id, step, loss, isBestSoFar: !rule.strict, threshold: known.threshold, words }]
  })
}

function middle(values: number[]): { threshold: number; count: number } {
  const sorted = values.sort((a, b) => a - b)
  const count = sorted.length
  const [low, high] = [sorted[Math.floor((count - 1) / 2)], sorted[Math.floor(count / 2)]]
  // Halved before the sum, which may be larger than any number.
  return { threshold: low === undefined || high === undefined ? Number.POSITIVE_INFINITY : low / 2 + high / 2, count }
}
