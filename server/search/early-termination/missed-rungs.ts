/** What rules with rungs have in common: a running run is judged at the largest rung that it has reached. */
import { hyperbandBands } from '~/server/domain/hyperband-bands'
import type { Hyperband } from '~/server/domain/sweep-config'
import type { Curve } from '~/server/domain/trial'
import { least, type Missed } from './policy'

type Rungs = Omit<Hyperband, 'type'> & {
  /** The worst of the ascending values at a rung that goes on; infinite when all do. */
  thresholdOf: (values: readonly number[], eta: number) => number
  name: string
}

export function missedRungs(curves: readonly Curve[], rule: Rungs): Missed[] {
  const longest = curves.reduce((length, curve) => Math.max(length, curve.values.length), 0)
  const rungs = hyperbandBands(rule).filter((rung) => rung >= 1 && rung <= longest)
  const thresholds = new Map(rungs.map((rung) => [rung, rule.thresholdOf(valuesAt(curves, rung), rule.eta)]))
  return curves.flatMap((curve): Missed[] => {
    const step = curve.state === 'running' ? rungs.findLast((each) => each <= curve.values.length) : undefined
    if (step === undefined) return []
    const threshold = thresholds.get(step)!
    const loss = rule.strict ? curve.values[step - 1]! : least(curve.values)
    if (!(loss > threshold)) return []
    const words = { before: 'the threshold', after: `of ${rule.name} ${step}` }
    return [{ id: curve.id, step, loss, isBestSoFar: !rule.strict, threshold, words }]
  })
}

/** Ascending values of all runs that got there, whatever became of them. */
function valuesAt(curves: readonly Curve[], rung: number): number[] {
  return curves
    .filter((curve) => curve.values.length >= rung)
    .map((curve) => curve.values[rung - 1]!)
    .sort((a, b) => a - b)
}
