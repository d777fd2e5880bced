/**
 * Where each line lies on the scale that colours them: a number from 0 to 1 for values that have an order (the best is 1
 * where the objective colours), the number of the choice for those that have none. Pure; the colours themselves are the
 * canvas's business.
 */
import { type Axis, isOrdered, positionOf } from '../parameter-axis'
import type { ParallelTable } from './parallel-table'

export type LineShades =
  /** NaN where the run has no value. */
  | { kind: 'ramp'; shades: Float32Array }
  /** -1 where the run has no value. */
  | { kind: 'choices'; choices: Int32Array }

export function lineShades({ columns, quality }: ParallelTable, axis: Axis | null): LineShades {
  if (axis === null || axis.isObjective) return { kind: 'ramp', shades: quality }
  const column = columns.get(axis.key)
  if (column === undefined) return { kind: 'ramp', shades: quality }
  const { numbers, choices, positions } = column
  if (axis.kind === 'category' && choices !== null) {
    if (!isOrdered(axis)) return { kind: 'choices', choices }
    const last = Math.max(1, axis.categories.length - 1)
    return { kind: 'ramp', shades: Float32Array.from(choices, (choice) => (choice < 0 ? Number.NaN : choice / last)) }
  }
  const bottom = axis.kind === 'category' ? 0 : positionOf(axis, axis.domain[0])
  const height = Math.max(1e-6, 1 - (axis.hasNotSet ? bottom : 0))
  const shades = Float32Array.from(positions, (position, index) =>
    Number.isNaN(numbers?.[index] ?? Number.NaN) ? Number.NaN : (position - (1 - height)) / height,
  )
  return { kind: 'ramp', shades }
}
