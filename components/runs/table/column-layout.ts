/** Where columns stand: their places in pixels, which stay when the table is scrolled sideways, and which are in sight. Pure. */
import type { ShownColumn } from './columns'

const NAME_WIDTH_MIN = 240
/** Columns further away than this are not drawn. */
const BESIDE_PX = 400

export type PlacedColumn = ShownColumn & {
  /** Number of its grid column; the name has the first. */
  place: number
  /** From the left edge of the table; of a pinned one, where it stays. */
  left: number
}

export type ColumnLayout = {
  nameWidth: number
  columns: PlacedColumn[]
  /** For `grid-template-columns`. */
  template: string
  width: number
}

/** The name takes what the others leave. */
export function layoutColumns(
  columns: readonly ShownColumn[],
  { boxWidth, valueExtra = 0, nameExtra = 0 }: { boxWidth: number; valueExtra?: number; nameExtra?: number },
): ColumnLayout {
  const widths = columns.map(({ width, kind }) => width + (kind === 'value' ? valueExtra : 0))
  const sum = widths.reduce((total, width) => total + width, 0)
  const nameWidth = Math.max(NAME_WIDTH_MIN + nameExtra, Math.floor(boxWidth - sum))
  let left = nameWidth
  const placed = columns.map((column, index) => {
    const here = { ...column, width: widths[index] ?? column.width, place: index + 2, left }
    left += here.width
    return here
  })
  return {
    nameWidth,
    columns: placed,
    template: [nameWidth, ...widths].map((width) => `${width}px`).join(' '),
    width: nameWidth + sum,
  }
}

/** Pinned ones, and those in sight and a little beyond. */
export function columnsInSight(
  { columns }: ColumnLayout,
  { scrollLeft, boxWidth }: { scrollLeft: number; boxWidth: number },
): PlacedColumn[] {
  return columns.filter(
    ({ isPinned, left, width }) =>
      isPinned || (left + width > scrollLeft - BESIDE_PX && left < scrollLeft + boxWidth + BESIDE_PX),
  )
}

/** The columns with one of them at another place; pinned ones stay before the others. */
export function movedColumn(columns: readonly ShownColumn[], id: string, to: number): ShownColumn[] {
  const moved = columns.find((column) => column.id === id)
  if (moved === undefined) return [...columns]
  const others = columns.filter((column) => column.id !== id)
  const pinnedCount = others.filter(({ isPinned }) => isPinned).length
  const place = moved.isPinned ? Math.min(to, pinnedCount) : Math.max(to, pinnedCount)
  return [...others.slice(0, place), moved, ...others.slice(place)]
}

/** The place among the columns to which a drop at `x` (from the left edge of the table) moves one. */
export function dropPlace({ columns }: ColumnLayout, x: number): number {
  return columns.filter(({ left, width }) => left + width / 2 < x).length
}

export function resizedColumn(columns: readonly ShownColumn[], id: string, width: number): ShownColumn[] {
  const kept = Math.round(Math.min(1200, Math.max(48, width)))
  return columns.map((column) => (column.id === id ? { ...column, width: kept } : column))
}
