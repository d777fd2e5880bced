/**
 * How far a sweep had come after each of its runs, by number of runs or by compute time. Losses: smaller is better, and
 * infinite is "no value yet". A run without a value takes its place and its time.
 */
import type { CompareAxis } from '~/server/domain/comparison'
import type { Goal } from '~/server/domain/objective'
import type { SweepRuns } from './task'

export type Progress = {
  /** Infinite for a run without a value. */
  losses: Float64Array
  seconds: Float64Array
  /** Compute time until each run had ended. */
  spent: Float64Array
  /** Place on the axis at which each run had ended. */
  ends: Float64Array
  /** Best loss after each run. */
  best: Float64Array
}

export function progressOf({ values, seconds }: SweepRuns, goal: Goal, axis: CompareAxis): Progress {
  const sign = goal === 'maximize' ? -1 : 1
  const losses = values.map((value) => (Number.isFinite(value) ? sign * value : Number.POSITIVE_INFINITY))
  const spent = new Float64Array(seconds.length)
  const best = new Float64Array(losses.length)
  let [time, so] = [0, Number.POSITIVE_INFINITY]
  for (const [index, loss] of losses.entries()) {
    time += Math.max(0, seconds[index] ?? 0)
    so = Math.min(so, loss)
    spent[index] = time
    best[index] = so
  }
  return { losses, seconds, spent, best, ends: axis === 'time' ? spent : losses.map((_, index) => index + 1) }
}

/** How far along the axis the sweep went; 0 without a run. */
export function extentOf({ ends }: Progress): number {
  return ends.at(-1) ?? 0
}

/** Index of the first run after which the loss was reached; null when it never was. */
export function firstReaching({ best }: Progress, threshold: number): number | null {
  const index = best.findIndex((loss) => loss <= threshold)
  return index === -1 ? null : index
}

/** Best loss at each ascending place: infinite before the first value, null beyond the end of the sweep. */
export function lineAt(progress: Progress, x: readonly number[]): (number | null)[] {
  const { ends, best } = progress
  const extent = extentOf(progress)
  let at = -1
  return x.map((place) => {
    if (place > extent || ends.length === 0) return null
    while (at + 1 < ends.length && (ends[at + 1] ?? 0) <= place) at++
    return best[at] ?? Number.POSITIVE_INFINITY
  })
}
