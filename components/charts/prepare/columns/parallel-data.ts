/** Runs with columns as parallel coordinates take them: as if they were a sweep over these columns. Pure. */
import { numberIn } from '~/server/domain/column-number'
import type { Json } from '~/server/domain/json'
import type { Objective } from '~/server/domain/objective'
import type { AxisData } from '../parameter-axis'
import type { ValuePoint } from './value-point'

/** Values over so many decades are spread evenly by their logarithm alone. */
const LOG_RATIO = 50

type ParallelQuestion = {
  /** Ids of columns; the values of a point stand in their order, then that of `result`. */
  columns: readonly string[]
  /** The last axis, which gives the colour; null where there is none. */
  result: { column: string; objective: Objective } | null
  /** Columns that nobody chose are left out where all runs have the same. */
  isSuggested: boolean
}

export function parallelData(
  points: readonly ValuePoint[],
  { columns, result, isSuggested }: ParallelQuestion,
): AxisData {
  return {
    objective: result?.objective ?? null,
    parameters: columns.map((column, place) => ({
      name: column,
      distribution: isSuggested ? 'constant' : 'observed',
      values: null,
      isLog: isSpread(points.map(({ values }) => values[place] ?? null)),
    })),
    points: points.map(({ id, storageId, name, state, values }, number) => ({
      runId: id,
      storageId,
      serial: 0,
      name,
      state,
      number,
      attempt: 1,
      version: 1,
      source: null,
      params: Object.fromEntries(
        columns.flatMap((column, place) => {
          const value = values[place] ?? null
          return value === null ? [] : [[column, value]]
        }),
      ),
      value: result === null ? null : numberIn(values[columns.length], result.column),
      startedAtMs: null,
      finishedAtMs: null,
      durationSeconds: null,
    })),
  }
}

function isSpread(values: readonly Json[]): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, 0]
  for (const value of values) {
    if (value === null) continue
    if (typeof value !== 'number' || value <= 0) return false
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high / low >= LOG_RATIO
}
