/**
 * The arithmetic of comparing sweeps, on plain arrays: how fast each came to its best and to the best that all of them
 * reached, and mean curves over runs. Values are in the sense of the goal; a run without a value still counts as a run.
 */
import { type Goal, isBetter } from '~/server/domain/objective'
import type { MethodCurve } from '~/server/domain/sweep'

export type Progress = { bestSoFar: (number | null)[]; best: number | null; runsToBest: number | null }

/** `values` in the order in which runs ended. */
export function progressOf(goal: Goal, values: readonly (number | null)[]): Progress {
  let best: number | null = null
  let runsToBest: number | null = null
  const bestSoFar = values.map((value, index) => {
    if (value !== null && (best === null || isBetter(goal, value, best))) {
      best = value
      runsToBest = index + 1
    }
    return best
  })
  return { bestSoFar, best, runsToBest }
}

/** The best value that every sweep reached, null while one of them has none: the least of their bests. */
export function commonBestOf(goal: Goal, bests: readonly (number | null)[]): number | null {
  let common: number | null = null
  for (const best of bests) {
    if (best === null) return null
    if (common === null || isBetter(goal, common, best)) common = best
  }
  return common
}

/** 1-based number of the run after which the sweep was at least as good as `value`; null when it never was. */
export function runsToReach(goal: Goal, bestSoFar: readonly (number | null)[], value: number | null): number | null {
  if (value === null) return null
  const index = bestSoFar.findIndex((best) => best !== null && !isBetter(goal, value, best))
  return index === -1 ? null : index + 1
}

/** Past this many steps neighbouring ones are joined: no chart has more pixels. */
export const CURVE_STEPS_MAX = 500

type Sums = { count: number; mean: number; squares: number }

/** Gathers the curves of runs, one after the other, into mean and sample deviation at each step. */
export class MeanCurve {
  runCount = 0
  private readonly curves: Map<number, number>[] = []

  /** Values that are not finite are left out; of several at one step the last counts. */
  add(steps: Float64Array, values: Float64Array): void {
    const curve = new Map<number, number>()
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index]
      const value = values[index]
      if (step !== undefined && value !== undefined && Number.isFinite(value)) curve.set(step, value)
    }
    if (curve.size === 0) return
    this.runCount++
    this.curves.push(curve)
  }

  result(): Pick<MethodCurve, 'runCount' | 'step' | 'mean' | 'deviation' | 'count'> {
    const width = this.bucketWidth()
    const sums = new Map<number, Sums>()
    for (const curve of this.curves) {
      const inBuckets = new Map<number, number>()
      for (const [step, value] of [...curve].sort((a, b) => a[0] - b[0])) {
        inBuckets.set(width === 1 ? step : Math.floor(step / width) * width, value)
      }
      for (const [step, value] of inBuckets) addTo(sums, step, value)
    }
    const ordered = [...sums].sort((a, b) => a[0] - b[0])
    return {
      runCount: this.runCount,
      step: ordered.map(([step]) => step),
      mean: ordered.map(([, { mean }]) => mean),
      deviation: ordered.map(([, { count, squares }]) => (count > 1 ? Math.sqrt(squares / (count - 1)) : 0)),
      count: ordered.map(([, { count }]) => count),
    }
  }

  private bucketWidth(): number {
    const steps = new Set<number>()
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (const curve of this.curves) {
      for (const step of curve.keys()) {
        steps.add(step)
        low = Math.min(low, step)
        high = Math.max(high, step)
      }
    }
    return steps.size <= CURVE_STEPS_MAX ? 1 : Math.ceil((high - low + 1) / CURVE_STEPS_MAX)
  }
}

/** Welford's update: stable also when values are large beside their spread. */
function addTo(sums: Map<number, Sums>, step: number, value: number): void {
  const sum = sums.get(step) ?? { count: 0, mean: 0, squares: 0 }
  sum.count++
  const delta = value - sum.mean
  sum.mean += delta / sum.count
  sum.squares += delta * (value - sum.mean)
  sums.set(step, sum)
}
