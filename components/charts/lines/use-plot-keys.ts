'use client'

import { type CrosshairRow, crosshairRows, nextX } from '../prepare/lines/crosshair-rows'
import type { LineModel } from '../prepare/lines/line-model'
import type { Range } from '../prepare/ticks'

type PlotKeys = {
  model: LineModel
  /** Where the crosshair stands in this plot, and the line it is on. */
  at: { x: number; nearest: CrosshairRow | null } | null
  /** Null `y` is the middle. */
  onPoint: (x: number, y: number | null) => void
  onLeave: () => void
  onZoom?: (range: Range | null, isFinal: boolean) => void
  onOpenRun?: (runId: string) => void
}

/** The cursor of a plot by keys: along x, from line to line, into a part and out again, to the run of the line. */
export function usePlotKeys({ model, at, onPoint, onLeave, onZoom, onOpenRun }: PlotKeys) {
  const [from, to] = model.x.range

  /** Keeps to the line that the cursor is on. */
  function moveTo(x: number) {
    const same = crosshairRows(model, x).find((row) => row.id === at?.nearest?.id)
    onPoint(x, same?.y ?? at?.nearest?.y ?? crosshairRows(model, x)[0]?.y ?? null)
  }

  function changeLine(step: 1 | -1) {
    if (at === null) return moveTo(to)
    const rows = crosshairRows(model, at.x)
    const index = rows.findIndex((row) => row.id === at.nearest?.id)
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + step))]
    if (next !== undefined) onPoint(at.x, next.y)
  }

  function zoomBy(factor: number) {
    const centre = at?.x ?? (from + to) / 2
    onZoom?.([centre - (centre - from) * factor, centre + (to - centre) * factor], true)
  }

  const actions = new Map<string, () => void>([
    ['ArrowRight', () => moveTo(at === null ? from : nextX(model, at.x, 1))],
    ['ArrowLeft', () => moveTo(at === null ? to : nextX(model, at.x, -1))],
    ['ArrowUp', () => changeLine(-1)],
    ['ArrowDown', () => changeLine(1)],
    ['Home', () => moveTo(from)],
    ['End', () => moveTo(to)],
    ['+', () => zoomBy(0.5)],
    ['=', () => zoomBy(0.5)],
    ['-', () => zoomBy(2)],
    ['0', () => onZoom?.(null, true)],
    ['Escape', onLeave],
    ['Enter', () => at?.nearest?.runId != null && onOpenRun?.(at.nearest.runId)],
  ])

  return {
    onKeyDown(event: React.KeyboardEvent) {
      const action = actions.get(event.key)
      if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      // Without a cursor Escape is for what lies around the chart.
      if (event.key === 'Escape' && at === null) return
      event.preventDefault()
      event.stopPropagation()
      action()
    },
    onBlur: onLeave,
  }
}
