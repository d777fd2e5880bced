/** The line in the light: bold, with a rim that keeps it apart from what it crosses, and a dot on every axis. */
import { yOf } from './geometry'
import type { LineScene } from './line-painter'

/** Clears the canvas and draws one line on it, or none. */
export function drawLitLine(canvas: HTMLCanvasElement, scene: LineScene, line: number | null): void {
  const { geometry, table, axes, flipped, colors } = scene
  const context = prepared(canvas, geometry)
  if (context === null || line === null) return
  const [r, g, b] = colors.rgb.subarray(3 * line, 3 * line + 3)
  const color = `rgb(${r} ${g} ${b})`
  const points = axes.map((key, place) => {
    const position = table.columns.get(key)?.positions[line] ?? 0
    return { x: geometry.xs[place] ?? 0, y: yOf(position, flipped[place] === true) }
  })
  context.lineJoin = 'round'
  for (const [style, width] of [
    [colors.halo, 6],
    [color, 2.5],
  ] as const) {
    context.strokeStyle = style
    context.lineWidth = width
    context.beginPath()
    for (const { x, y } of points) context.lineTo(x, y)
    context.stroke()
  }
  for (const { x, y } of points) {
    context.beginPath()
    context.arc(x, y, 4, 0, 2 * Math.PI)
    context.fillStyle = color
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = colors.halo
    context.stroke()
  }
}

/** Sharp on any screen: a canvas has device pixels, everything here speaks CSS pixels. */
function prepared(
  canvas: HTMLCanvasElement,
  { width, height }: LineScene['geometry'],
): CanvasRenderingContext2D | null {
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
