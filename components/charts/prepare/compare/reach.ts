/**
 * What it took each contender to reach the level: a mark for each of its sweeps, those that never got there at the end
 * of what they ran, and the middle half over its sweeps or over the orders of its runs.
 */
import type { CompareAxis, Comparison } from '~/server/domain/comparison'
import type { SweepState } from '~/server/domain/sweep'
import type { Method } from '~/server/domain/sweep-config'
import { axisTicks, axisUnit } from './axis'
import { mayGoOn, sayPlace } from './words'

export type ReachMark = { name: string; x: number; isReached: boolean; text: string }

export type ReachRow = {
  contender: number
  label: string
  method: Method
  marks: ReachMark[]
  /** In the unit of the axis; `to` is the end of the axis where the upper quartile lies past what was run. */
  interval: { from: number; to: number; mid: number | null; isOpen: boolean; basis: 'orders' | 'replicates' } | null
  /** "7 runs; half of the orders 4 to 12". */
  text: string
}

export type ReachFigure = { rows: ReachRow[]; xMax: number; xTicks: number[]; unit: string }

/** Null while there is no level. */
export function reachFigure(comparison: Comparison): ReachFigure | null {
  if (comparison.level.threshold === null || comparison.x.length === 0) return null
  const unit = axisUnit(comparison)
  const xMax = (comparison.x.at(-1) ?? 0) / unit.size
  return {
    rows: comparison.contenders.map((contender, index) => {
      const marks = contender.sweeps.flatMap((sweep) => markOf(comparison, sweep, unit.size) ?? [])
      const interval = intervalOf(contender.reach, { unitSize: unit.size, xMax })
      const { label, method } = contender
      return { contender: index, label, method, marks, interval, text: textOf(comparison, index, marks) }
    }),
    xMax,
    xTicks: axisTicks(comparison.axis, xMax),
    unit: unit.word,
  }
}

function markOf({ sweeps, axis }: Comparison, index: number, unitSize: number): ReachMark | null {
  const sweep = sweeps[index]
  if (sweep === undefined) return null
  const at = axis === 'runs' ? sweep.runsToLevel : sweep.secondsToLevel
  const end = axis === 'runs' ? sweep.runCount : sweep.computeSeconds
  return {
    name: sweep.name,
    x: (at ?? end) / unitSize,
    isReached: at !== null,
    text: sayReach(at, end, { axis, state: sweep.state }),
  }
}

/** "7 runs", "never in 20 runs", "not yet in 20 runs". */
export function sayReach(
  at: number | null,
  end: number,
  { axis, state }: { axis: CompareAxis; state: SweepState },
): string {
  if (at !== null) return sayPlace(axis, at)
  return `${mayGoOn(state) ? 'not yet' : 'never'} in ${sayPlace(axis, end)}`
}

type Scale = { unitSize: number; xMax: number }

function intervalOf(reach: Comparison['contenders'][number]['reach'], { unitSize, xMax }: Scale): ReachRow['interval'] {
  if (reach === null || reach.low === null) return null
  return {
    basis: reach.basis,
    from: reach.low / unitSize,
    to: reach.high === null ? xMax : reach.high / unitSize,
    mid: reach.mid === null ? null : reach.mid / unitSize,
    isOpen: reach.high === null,
  }
}

function textOf({ axis, contenders }: Comparison, index: number, marks: readonly ReachMark[]): string {
  const reach = contenders[index]?.reach ?? null
  const only = marks.length === 1 ? marks[0]?.text : undefined
  const say = (value: number | null) => (value === null ? 'more than was run' : sayPlace(axis, value))
  if (reach === null) return only ?? ''
  if (reach.basis === 'replicates') {
    const never = marks.filter(({ isReached }) => !isReached).length
    const missed = never === 0 ? '' : `; ${never} of ${marks.length} never did`
    return `middle of ${marks.length} sweeps: ${say(reach.mid)}${missed}`
  }
  return `${only ?? ''}; in half of its orders ${say(reach.low)} to ${say(reach.high)}`
}
