/** What a list of runs shows where there is no room for a table. Pure. */
import type { ShownColumn } from './columns'

const ONE_COLUMN_PX = 340
const WIDTH_MAX = 96

/** One or two columns: pinned ones, else outcomes. The state is a sign beside the name there. */
export function theTwoThatMatter(columns: readonly ShownColumn[], width: number): ShownColumn[] {
  const rank = ({ isPinned, kind, hint }: ShownColumn) =>
    isPinned ? 0 : kind !== 'value' ? 3 : hint === 'config' ? 2 : 1
  return columns
    .filter(({ id }) => id !== 'state')
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, width < ONE_COLUMN_PX ? 1 : 2)
    .map((column) => ({ ...column, width: Math.min(column.width, WIDTH_MAX), isPinned: false }))
}
