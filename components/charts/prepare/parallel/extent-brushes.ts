/** The smallest brush on each axis that still holds the runs that pass: where they lie, also in settings nobody brushed. */
import type { Brush } from '~/server/domain/brush'
import type { Brushes } from './axis-brush'
import type { ParallelColumn, ParallelTable } from './parallel-table'

/** Without the objective; a setting that none of them has is left out. */
export function extentBrushes({ columns }: Pick<ParallelTable, 'columns'>, bits: Uint8Array): Brushes {
  const found = [...columns.values()].flatMap((column): [string, Brush][] => {
    if (column.axis.isObjective) return []
    const brush = column.choices === null ? rangeOf(column, bits) : choicesOf(column, bits)
    return brush === null ? [] : [[column.axis.key, brush]]
  })
  return Object.fromEntries(found)
}

function rangeOf({ numbers }: ParallelColumn, bits: Uint8Array): Brush | null {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let index = 0; index < bits.length; index++) {
    const value = numbers?.[index] ?? Number.NaN
    if (bits[index] !== 1 || Number.isNaN(value)) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return min > max ? null : { kind: 'ranges', ranges: [{ min, max }], withNotSet: false }
}

function choicesOf({ axis, choices }: ParallelColumn, bits: Uint8Array): Brush | null {
  if (axis.kind !== 'category' || choices === null) return null
  const seen = new Set<number>()
  for (let index = 0; index < bits.length; index++) if (bits[index] === 1) seen.add(choices[index] ?? -1)
  const values = axis.categories.filter((_, index) => seen.has(index))
  return values.length === 0 ? null : { kind: 'values', values, withNotSet: false }
}
