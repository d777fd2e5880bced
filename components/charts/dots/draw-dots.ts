/** Paints dots of runs on a canvas, in the forms of `dot-form.tsx`. It decides nothing: places and looks are given. */
import type { DotShape } from './dot-form'

export type DotLook = {
  shape: DotShape
  /** A colour that the canvas knows; tokens are read before. */
  color: string
  /** Half its width, in pixels. */
  size: number
  opacity: number
}

/** Fewer pixels of rim where there are many: a thousand rims are all one sees. */
const RIMMED_DOTS_MAX = 600

export type PlacedDots = { xs: Float32Array; ys: Float32Array }

/** In the given order, so that the last lies on top. */
export function drawDots(
  context: CanvasRenderingContext2D,
  { xs, ys }: PlacedDots,
  looks: readonly DotLook[],
  surface: string,
): void {
  const isRimmed = looks.length <= RIMMED_DOTS_MAX
  for (const [index, look] of looks.entries()) {
    context.globalAlpha = look.opacity
    drawDot(context, { x: xs[index] ?? 0, y: ys[index] ?? 0 }, look, isRimmed ? surface : null)
  }
  context.globalAlpha = 1
}

type Place = { x: number; y: number }

/** A rim in the colour of the page keeps a dot apart from what it lies on. */
export function drawDot(
  context: CanvasRenderingContext2D,
  { x, y }: Place,
  { shape, color, size }: DotLook,
  rim: string | null,
): void {
  if (shape === 'square') {
    context.fillStyle = color
    context.fillRect(x - size, y - size, 2 * size, 2 * size)
    return
  }
  context.beginPath()
  if (shape === 'cross') {
    context.moveTo(x - size, y - size)
    context.lineTo(x + size, y + size)
    context.moveTo(x + size, y - size)
    context.lineTo(x - size, y + size)
  } else {
    context.arc(x, y, size, 0, 2 * Math.PI)
  }
  if (shape === 'full') {
    context.fillStyle = color
    context.fill()
    if (rim === null) return
  }
  context.lineWidth = shape === 'full' ? 1 : 1.75
  context.strokeStyle = shape === 'full' && rim !== null ? rim : color
  context.stroke()
}
