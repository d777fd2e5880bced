/**
 * What the tooltip lists where the crosshair stands: each line's value nearest to that x, largest first. Pure. A line
 * that ended well before is left out rather than shown with a value from elsewhere.
 */
import { nearestPoint } from './curve'
import type { LineModel } from './line-model'

export type CrosshairRow = {
  id: string
  name: string
  color: string
  x: number
  y: number
  band: [number, number] | null
}

export function crosshairRows(model: LineModel, x: number): CrosshairRow[] {
  const reach = (model.x.range[1] - model.x.range[0]) / 40
  const rows = model.lines.flatMap(({ id, name, color, points }) => {
    const point = nearestPoint(points, x, Math.max(reach, spacing(points)))
    return point === null || point.y === null ? [] : [{ id, name, color, x: point.x, y: point.y, band: point.band }]
  })
  return rows.toSorted((a, b) => b.y - a.y)
}

/** The row whose line is nearest to the pointer's height; `place` says where on the plot a value stands. */
export function nearestRow(rows: CrosshairRow[], height: number, place: (y: number) => number): CrosshairRow | null {
  let nearest: CrosshairRow | null = null
  let least = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const distance = Math.abs(place(row.y) - height)
    if (distance < least) [nearest, least] = [row, distance]
  }
  return nearest
}

/** As many rows as there is room for around the nearest one, in their order, and how many that leaves on each side. */
export function rowsAround(rows: CrosshairRow[], nearest: CrosshairRow | null, count: number) {
  const at = nearest === null ? 0 : rows.indexOf(nearest)
  const from = Math.max(0, Math.min(at - Math.floor(count / 2), rows.length - count))
  const shown = rows.slice(from, from + count)
  return { shown, higher: from, lower: rows.length - from - shown.length }
}

/** Half the usual distance between points: within it, the nearest point is the one that is meant. */
function spacing(points: { x: number }[]): number {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 2) return 0
  return (last.x - first.x) / (points.length - 1) / 2
}
