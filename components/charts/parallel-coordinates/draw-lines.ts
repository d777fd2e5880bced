/**
 * Paints the lines of parallel coordinates on a canvas. It decides nothing: positions, order and quality come from
 * `prepare/parallel.ts`. Lines that do not pass the filters are one faint colour and are stroked together; the others
 * are stroked one by one, worst first, so that good ones lie on top.
 */
import type { ParallelLines } from '../prepare/parallel'
import { type Geometry, yOf } from './geometry'

export type LinePaint = {
  /** Colour for a quality from 0 to 1; see `quality-color.ts`. */
  colors: readonly string[]
  faint: string
  withoutValue: string
  halo: string
}

export type LineView = { geometry: Geometry; flipped: readonly boolean[]; paint: LinePaint }

/** Lines in one stroke: long paths cost more than their sum. */
const BATCH = 64

/** Sharp on any screen: a canvas has device pixels, everything here speaks CSS pixels. */
export function prepareCanvas(canvas: HTMLCanvasElement, { width, height }: Geometry): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth
    canvas.height = pixelHeight
  }
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  context?.clearRect(0, 0, width, height)
  return context
}

function trace(context: CanvasRenderingContext2D, lines: ParallelLines, index: number, view: LineView): void {
  const { geometry, flipped } = view
  for (let column = 0; column < lines.axisCount; column++) {
    const position = lines.positions[index * lines.axisCount + column] ?? 0
    const [x, y] = [geometry.xs[column] ?? 0, yOf(position, flipped[column] === true)]
    if (column === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
}

function colorOf(lines: ParallelLines, index: number, { colors, withoutValue }: LinePaint): string {
  const quality = lines.quality[index] ?? Number.NaN
  if (Number.isNaN(quality)) return withoutValue
  return colors[Math.round(quality * (colors.length - 1))] ?? withoutValue
}

/** Many lines need less ink each, or they become one block. */
function alphaFor(count: number): number {
  return Math.max(0.22, Math.min(0.9, 9 / Math.sqrt(Math.max(1, count))))
}

export function drawLines(
  context: CanvasRenderingContext2D,
  lines: ParallelLines,
  view: LineView,
  passes: (index: number) => boolean,
): void {
  context.lineJoin = 'round'
  context.lineWidth = 1
  context.strokeStyle = view.paint.faint
  context.beginPath()
  const passing: number[] = []
  let batched = 0
  for (const index of lines.drawOrder) {
    if (passes(index)) {
      passing.push(index)
      continue
    }
    trace(context, lines, index, view)
    batched++
    if (batched % BATCH === 0) {
      context.stroke()
      context.beginPath()
    }
  }
  context.stroke()
  context.globalAlpha = alphaFor(passing.length)
  context.lineWidth = passing.length > 400 ? 1 : 1.5
  for (const index of passing) {
    const hasValue = !Number.isNaN(lines.quality[index] ?? Number.NaN)
    context.setLineDash(hasValue ? [] : [3, 3])
    context.strokeStyle = colorOf(lines, index, view.paint)
    context.beginPath()
    trace(context, lines, index, view)
    context.stroke()
  }
  context.setLineDash([])
  context.globalAlpha = 1
}

/** One line, bold, with a rim that keeps it apart from what it crosses, and a dot on every axis. */
export function drawHighlight(
  context: CanvasRenderingContext2D,
  lines: ParallelLines,
  view: LineView,
  index: number,
): void {
  const color = colorOf(lines, index, view.paint)
  for (const [style, width] of [
    [view.paint.halo, 6],
    [color, 2.5],
  ] as const) {
    context.strokeStyle = style
    context.lineWidth = width
    context.lineJoin = 'round'
    context.beginPath()
    trace(context, lines, index, view)
    context.stroke()
  }
  for (const [column, x] of view.geometry.xs.entries()) {
    const position = lines.positions[index * lines.axisCount + column] ?? 0
    context.beginPath()
    context.arc(x, yOf(position, view.flipped[column] === true), 4, 0, 2 * Math.PI)
    context.fillStyle = color
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = view.paint.halo
    context.stroke()
  }
}
