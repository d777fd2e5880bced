/** What is asked of the arithmetic of a comparison, and what it answers: plain data, so that it can cross a thread. */
import type { CompareAxis, ComparedSweep, Comparison, Contender, RunOrder } from '~/server/domain/comparison'
import type { Goal } from '~/server/domain/objective'

/** The ended runs of a sweep in the order in which they ended; NaN is a run without a value, which cost a run. */
export type SweepRuns = { values: Float64Array; seconds: Float64Array }

export type ComparisonTask = {
  goal: Goal
  axis: CompareAxis
  level: 'common' | 'best' | number
  tolerance: number
  sweeps: {
    runs: SweepRuns
    order: RunOrder
    /** Its runs are every combination there is, once. */
    isWholeGrid: boolean
    /** Index of the contender that the sweep belongs to. */
    contender: number
  }[]
}

type SweepNumbers = Pick<
  ComparedSweep,
  | 'runCount'
  | 'withoutValueCount'
  | 'computeSeconds'
  | 'best'
  | 'runsToBest'
  | 'secondsToBest'
  | 'runsToLevel'
  | 'secondsToLevel'
  | 'bestTenth'
  | 'line'
>

export type ComparisonNumbers = Pick<
  Comparison,
  'x' | 'level' | 'reference' | 'budgets' | 'pairs' | 'bar' | 'orderCount'
> & {
  sweeps: SweepNumbers[]
  contenders: Pick<Contender, 'sweeps' | 'band' | 'reach' | 'basis' | 'separate' | 'bar'>[]
}
