/**
 * What the tooltip lists where the crosshair stands: each line's value nearest to that x, largest first. Pure. A line
 * that ended well before is left out rather than shown with a value from elsewhere.
 */
import { firstAtOrAfter, nearestIndex } from './curve'
import type { LineModel, PlotLine } from './line-model'

export type CrosshairRow = {
  id: string
  name: string
  color: string
  x: number
  y: number
  band: [number, number] | null
  /** Runs at this x, of a group. */
  count: number | null
  runId: string | null
}

export function crosshairRows(model: LineModel, x: number): CrosshairRow[] {
  const reach = (model.x.range[1] - model.x.range[0]) / 40
  const rows = model.lines.flatMap((line) => rowAt(line, x, Math.max(reach, spacing(line.x))) ?? [])
  return rows.toSorted((a, b) => b.y - a.y)
}

function rowAt(line: PlotLine, x: number, reach: number): CrosshairRow | null {
  const at = nearestIndex(line, x, reach)
  const y = at === null ? undefined : line.y[at]
  if (at === null || y === undefined) return null
  const [low, high] = [line.low?.[at] ?? Number.NaN, line.high?.[at] ?? Number.NaN]
  const { id, name, color, run } = line
  return {
    id,
    name,
    color,
    x: line.x[at] ?? x,
    y,
    band: Number.isNaN(low) || Number.isNaN(high) ? null : [low, high],
    count: line.counts?.[at] ?? null,
    runId: run?.id ?? null,
  }
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

/** Where the crosshair goes by a key: the next x at which any line has a point, and from the last one to the end. */
export function nextX(model: LineModel, x: number, direction: 1 | -1): number {
  const [from, to] = model.x.range
  // Never less than a hundredth of the axis, or a long run would take a thousand keys.
  const step = ((to - from) / 100) * 0.999
  let next: number | null = null
  for (const line of model.lines) {
    const at = direction > 0 ? firstAtOrAfter(line.x, x + step) : firstAtOrAfter(line.x, x - step) - 1
    const found = line.x[at]
    if (found === undefined || found < from || found > to) continue
    if (next === null || (found - next) * direction < 0) next = found
  }
  return next ?? (direction > 0 ? to : from)
}

/** Half the usual distance between points: within it, the nearest point is the one that is meant. */
function spacing(x: Float64Array): number {
  const first = x[0]
  const last = x.at(-1)
  if (first === undefined || last === undefined || x.length < 2) return 0
  return (last - first) / (x.length - 1) / 2
}
