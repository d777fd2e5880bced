'use client'

import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import { tokenColor } from '~/components/lib/color'
import { sharpContext } from '../canvas'
import type { LineModel } from '../prepare/lines/line-model'
import { type PlotBox, plotScale } from '../prepare/lines/plot-scale'
import { drawLines } from './draw-lines'
import { useHighlighted } from './line-highlight'

/** The lines of a model on a canvas that covers the plot exactly, painted at most once a frame. */
export function LineCanvas({ model, plot }: { model: LineModel; plot: PlotBox }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme().resolvedTheme
  const highlighted = useHighlighted()
  const { left, top, width, height } = plot
  // The outside system is the canvas; the theme is read from it, as the colours behind the tokens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours behind the same names
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current
      const context = element && sharpContext(element, { width, height })
      if (!element || !context) return
      const known = new Map<string, string>()
      drawLines(context, model, {
        scale: plotScale(model, { width, height }),
        highlighted,
        colorOf: (color) => {
          const found = known.get(color) ?? tokenColor(element, color)
          known.set(color, found)
          return found
        },
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [model, width, height, highlighted, theme])
  return (
    <canvas
      ref={canvas}
      data-slot="line-canvas"
      className="pointer-events-none absolute"
      style={{ left, top, width, height }}
    />
  )
}
