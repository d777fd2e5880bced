/** Where things stand in a timeline: names at the left, an axis of time above, a row an agent below it. Pure. */
import { scaleTime } from 'd3-scale'

export const ROW_HEIGHT = 20
export const AXIS_HEIGHT = 22
const LABEL_SHARE = 0.24
const LABEL_MAX = 168

export type TimelineGeometry = {
  width: number
  height: number
  /** Where the plot begins; names stand before it. */
  left: number
  view: [number, number]
  /** Rows are drawn from here on down; they move under the axis. */
  scrollTop: number
}

export function labelWidth(width: number): number {
  return Math.round(Math.min(LABEL_MAX, width * LABEL_SHARE))
}

export function xOf({ left, width, view }: TimelineGeometry, ms: number): number {
  return left + ((ms - view[0]) / (view[1] - view[0])) * (width - left)
}

export function msAt({ left, width, view }: TimelineGeometry, x: number): number {
  return view[0] + ((x - left) / (width - left)) * (view[1] - view[0])
}

/** Place of the row under y, also past the last; negative above the first. */
export function rowAt({ scrollTop }: TimelineGeometry, y: number): number {
  return y < AXIS_HEIGHT ? -1 : Math.floor((y - AXIS_HEIGHT + scrollTop) / ROW_HEIGHT)
}

const TICK_PX = 120
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The reader's clock, to the second only where neighbours would read the same. */
export function timeTicks({ view, width, left }: TimelineGeometry): { ms: number; label: string }[] {
  const scale = scaleTime().domain(view)
  const ticks = scale.ticks(Math.max(2, Math.floor((width - left) / TICK_PX)))
  const stepMs = (ticks[1]?.getTime() ?? view[1]) - (ticks[0]?.getTime() ?? view[0])
  const format = scale.tickFormat(4, stepMs < MINUTE_MS ? '%H:%M:%S' : stepMs < DAY_MS ? '%H:%M' : '%b %d')
  return ticks.map((tick) => ({ ms: tick.getTime(), label: format(tick) }))
}

/** Half as much or twice as much around a place that stays where it is. */
export function zoomed(view: [number, number], aroundMs: number, factor: number): [number, number] {
  return [aroundMs - (aroundMs - view[0]) * factor, aroundMs + (view[1] - aroundMs) * factor]
}
