/** One number of many runs: the best, the mean, the latest. Pure. */

import { numberIn } from '~/server/domain/column-number'
import type { Goal } from '~/server/domain/objective'
import type { ScalarReduce } from '~/server/domain/panel'
import type { ValuePoint } from './value-point'

export type Scalar = {
  value: number
  /** Whose it is; null of a mean. */
  run: ValuePoint | null
  /** Runs with a number, of all that were asked. */
  count: number
  /** Sample standard deviation of a mean; null of one run, and of what is no mean. */
  deviation: number | null
}

/** `points` are newest first, each with the column as its first value. Null when no run has a number. */
export function scalarOf(
  points: readonly ValuePoint[],
  column: string,
  reduce: ScalarReduce,
  goal: Goal,
): Scalar | null {
  const found = points.flatMap((run) => {
    const value = numberIn(run.values[0], column)
    return value === null ? [] : [{ run, value }]
  })
  const [first] = found
  if (first === undefined) return null
  const count = found.length
  if (reduce === 'mean') return { ...meanOf(found.map(({ value }) => value)), run: null, count }
  if (reduce === 'latest') return { ...first, count, deviation: null }
  const isMax = reduce === 'max' || (reduce === 'best' && goal === 'maximize')
  const best = found.reduce((a, b) => ((isMax ? b.value > a.value : b.value < a.value) ? b : a))
  return { ...best, count, deviation: null }
}

function meanOf(values: readonly number[]): { value: number; deviation: number | null } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { value: mean, deviation: null }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { value: mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}
