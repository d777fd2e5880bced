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

/** Half the usual distance between points: within it, the nearest point is the one that is meant. */
function spacing(points: { x: number }[]): number {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 2) return 0
  return (last.x - first.x) / (points.length - 1) / 2
}
