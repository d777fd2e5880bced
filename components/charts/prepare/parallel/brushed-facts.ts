/** What was brushed beside the rest, in numbers: how many runs, their mean, their best. Pure, and quick enough for a drag. */
import { isBetter } from '~/server/domain/objective'
import type { ParallelTable } from './parallel-table'

export type GroupFacts = {
  count: number
  /** Runs with a value. */
  valueCount: number
  mean: number | null
  best: number | null
}

export type BrushedFacts = { brushed: GroupFacts; rest: GroupFacts }

export function brushedFacts({ values, goal }: Pick<ParallelTable, 'values' | 'goal'>, bits: Uint8Array): BrushedFacts {
  const groups = [1, 0].map((bit): GroupFacts => {
    let [count, valueCount, mean] = [0, 0, 0]
    let best: number | null = null
    for (let index = 0; index < values.length; index++) {
      if (bits[index] !== bit) continue
      count++
      const value = values[index] ?? Number.NaN
      if (Number.isNaN(value)) continue
      valueCount++
      mean += (value - mean) / valueCount
      if (best === null || isBetter(goal, value, best)) best = value
    }
    return { count, valueCount, mean: valueCount === 0 ? null : mean, best }
  })
  const none: GroupFacts = { count: 0, valueCount: 0, mean: null, best: null }
  return { brushed: groups[0] ?? none, rest: groups[1] ?? none }
}
