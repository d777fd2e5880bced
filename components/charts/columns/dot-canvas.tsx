'use client'

import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import { tokenColor } from '~/components/lib/color'
import { sharpContext } from '../canvas'
import { qualityColor } from '../parallel-coordinates/quality-color'
import type { DotScale } from '../prepare/columns/dot-scale'
import type { Dot, DotModel } from '../prepare/columns/dots'
import type { PlotBox } from '../prepare/lines/plot-scale'

type DotCanvasProps = { model: DotModel; plot: PlotBox; scale: DotScale; highlighted: number | null }

const DOT = 3.5

/** Quiet dots first, so that those of drawn runs lie on top; the front as steps through its corners. */
export function DotCanvas({ model, plot, scale, highlighted }: DotCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const isDark = useTheme().resolvedTheme === 'dark'
  const { left, top, width, height } = plot
  // The outside system is the canvas.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current
      const context = element && sharpContext(element, { width, height })
      if (!element || !context) return
      const colorOf = (dot: Dot) => dotColor(dot, element, isDark)
      paintFront(context, model, scale, tokenColor(element, 'var(--ink)'))
      context.strokeStyle = tokenColor(element, 'var(--surface)')
      for (const isQuiet of [true, false]) {
        for (const dot of model.dots) {
          if ((dot.color.kind === 'quiet') === isQuiet)
            paintDot(context, dot, { scale, color: colorOf(dot), radius: DOT })
        }
      }
      const lit = highlighted === null ? undefined : model.dots[highlighted]
      if (lit === undefined) return
      context.strokeStyle = tokenColor(element, 'var(--ink)')
      paintDot(context, lit, { scale, color: colorOf(lit), radius: DOT + 2 })
    })
    return () => cancelAnimationFrame(frame)
  }, [model, scale, width, height, highlighted, isDark])
  return <canvas ref={canvas} className="pointer-events-none absolute" style={{ left, top, width, height }} />
}

function dotColor({ color }: Dot, element: Element, isDark: boolean): string {
  if (color.kind === 'own') return tokenColor(element, color.color)
  return color.kind === 'scale' ? qualityColor(color.share, isDark) : tokenColor(element, 'var(--outline)')
}

function paintDot(
  context: CanvasRenderingContext2D,
  { x, y, color: { kind } }: Dot,
  { scale, color, radius }: { scale: DotScale; color: string; radius: number },
): void {
  context.globalAlpha = kind === 'quiet' ? 0.45 : 0.9
  context.fillStyle = color
  context.lineWidth = 1
  context.beginPath()
  context.arc(scale.x(x), scale.y(y), kind === 'quiet' ? radius - 1 : radius, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
  context.globalAlpha = 1
}

function paintFront(context: CanvasRenderingContext2D, { front }: DotModel, scale: DotScale, color: string): void {
  context.strokeStyle = color
  context.lineWidth = 1.25
  context.setLineDash([4, 3])
  context.beginPath()
  for (const [index, { x, y }] of front.entries()) {
    const [px, py] = [scale.x(x), scale.y(y)]
    if (index === 0) context.moveTo(px, py)
    else {
      // A step: between two corners nothing is known to be reached.
      context.lineTo(px, scale.y(front[index - 1]?.y ?? y))
      context.lineTo(px, py)
    }
  }
  context.stroke()
  context.setLineDash([])
}
