/**
 * Paints the lines of a chart on a canvas, where there are too many for a drawing library to move. It decides nothing:
 * scale, order and colours come from the model. CSS pixels throughout; the caller has set the device's.
 */
import type { LineModel, PlotLine } from '../prepare/lines/line-model'
import { dashOf, type PlotScale, traceBand, traceLine } from '../prepare/lines/plot-scale'

export const RAW_OPACITY = 0.22
export const BAND_OPACITY = 0.14
export const LINE_WIDTH = 1.5
const FADED_OPACITY = 0.15
/** Bands of more lines than this would only grey the chart. */
export const BANDED_LINES_MAX = 20
/** Lines of one pixel are painted in a third of the time, and among many nobody sees the other half. */
const THIN_LINES = 12
/** Many lines need less ink each, or they become one block. */
const DENSE_LINES = 60

type Paint = { scale: PlotScale; colorOf: (color: string) => string; highlighted: string | null }

export function drawLines(context: CanvasRenderingContext2D, model: LineModel, paint: Paint): void {
  const { lines } = model
  const isLit = paint.highlighted !== null && lines.some((line) => line.owner === paint.highlighted)
  const thin = lines.length > THIN_LINES ? 1 : LINE_WIDTH
  context.lineJoin = lines.length > THIN_LINES ? 'bevel' : 'round'
  context.lineCap = 'round'
  if (lines.length <= BANDED_LINES_MAX) for (const line of lines) band(context, line, paint)
  context.globalAlpha = isLit ? RAW_OPACITY / 3 : RAW_OPACITY
  for (const line of lines) if (line.raw !== null) stroke(context, { ...line, y: line.raw }, paint, thin)
  const usual = lines.length > DENSE_LINES ? 0.7 : 1
  for (const line of lines) {
    if (isLit && line.owner === paint.highlighted) continue
    context.globalAlpha = isLit ? FADED_OPACITY : usual
    stroke(context, line, paint, thin)
  }
  context.globalAlpha = 1
  if (!isLit) return
  for (const line of lines) if (line.owner === paint.highlighted) stroke(context, line, paint, 2.5)
}

function stroke(context: CanvasRenderingContext2D, line: PlotLine, { scale, colorOf }: Paint, width: number): void {
  context.strokeStyle = colorOf(line.color)
  context.lineWidth = isLonePoint(line.y) ? 5 : width
  context.setLineDash([...dashOf(line.dash)])
  context.beginPath()
  traceLine(context, line, scale)
  context.stroke()
}

function band(context: CanvasRenderingContext2D, { x, low, high, color }: PlotLine, { scale, colorOf }: Paint): void {
  if (low === null || high === null) return
  context.globalAlpha = BAND_OPACITY
  context.fillStyle = colorOf(color)
  context.beginPath()
  traceBand(context, { x, low, high }, scale)
  context.fill()
}

/** A single value would be no line at all, so it is drawn as a dot. */
export function isLonePoint(y: Float64Array): boolean {
  let count = 0
  for (const value of y) if (!Number.isNaN(value) && ++count > 1) return false
  return true
}
