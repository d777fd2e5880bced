/**
 * Brushes as a filter over runs, for the table of a sweep that is too large to be drawn run by run: what is brushed on the
 * lines that are drawn is asked of all runs. Pure. A value of null and none at all are one thing to that language.
 */
import { type Brush, NO_MAX, NO_MIN } from '~/server/domain/brush'
import { allOf, type FilterTree } from '~/server/domain/filter/tree'
import type { Json } from '~/server/domain/json'
import type { Axis } from '../parameter-axis'
import type { Brushes } from './axis-brush'

/** `columnOf`: the column of the run table that an axis stands for. */
export function brushesFilter(
  axes: readonly Axis[],
  brushes: Brushes,
  columnOf: (axis: Axis) => string,
): FilterTree | null {
  return allOf(
    axes.map((axis) => {
      const brush = brushes[axis.key]
      return brush === undefined ? null : brushFilter(columnOf(axis), brush)
    }),
  )
}

function brushFilter(column: string, brush: Brush): FilterTree {
  const parts: FilterTree[] = brush.withNotSet ? [{ op: 'missing', column }] : []
  if (brush.kind === 'values') {
    const values = brush.values.map((text) => filterValue(JSON.parse(text) as Json))
    if (values.length > 0) parts.push({ op: 'in', column, values })
  } else {
    for (const { min, max } of brush.ranges) {
      const ends: FilterTree[] = []
      if (min !== NO_MIN) ends.push({ op: '>=', column, value: min })
      if (max !== NO_MAX) ends.push({ op: '<=', column, value: max })
      parts.push(ends.length === 0 ? { op: 'exists', column } : (allOf(ends) ?? { op: 'exists', column }))
    }
  }
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { op: 'or', of: parts }
}

/** Lists and objects are compared as the text that the database makes of them. */
function filterValue(value: Json): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? databaseText(value) : value
}

/** As PostgreSQL prints jsonb: blanks behind separators, keys by length and then by letters. */
function databaseText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(databaseText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${databaseText(value[key] ?? null)}`).join(', ')}}`
}
