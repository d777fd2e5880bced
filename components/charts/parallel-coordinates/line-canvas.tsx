'use client'

import { useTheme } from 'next-themes'
import { useEffect, useMemo, useRef } from 'react'
import { tokenColor } from '~/components/lib/color'
import type { ParallelLines } from '../prepare/parallel'
import { drawHighlight, drawLines, type LineView, prepareCanvas } from './draw-lines'
import type { Geometry } from './geometry'
import { qualityColors } from './quality-color'

type LineCanvasProps = {
  lines: ParallelLines
  geometry: Geometry
  flipped: readonly boolean[]
  /** Run ids. */
  passing: ReadonlySet<string>
  highlighted: number | null
}

/** Two canvases: all lines, painted when data or filters change, and above them the line in the light. */
export function LineCanvas({ lines, geometry, flipped, passing, highlighted }: LineCanvasProps) {
  const base = useRef<HTMLCanvasElement>(null)
  const top = useRef<HTMLCanvasElement>(null)
  const isDark = useTheme().resolvedTheme === 'dark'
  const colors = useMemo(() => qualityColors(isDark), [isDark])

  // The outside system is the canvas. At most one painting a frame, however fast filters come.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = base.current && prepareCanvas(base.current, geometry)
      if (!base.current || !context) return
      const view = viewOf(base.current, { geometry, flipped, colors })
      drawLines(context, lines, view, (index) => passing.has(lines.runs[index]?.runId ?? ''))
    })
    return () => cancelAnimationFrame(frame)
  }, [lines, geometry, flipped, passing, colors])

  useEffect(() => {
    const context = top.current && prepareCanvas(top.current, geometry)
    if (!top.current || !context || highlighted === null) return
    drawHighlight(context, lines, viewOf(top.current, { geometry, flipped, colors }), highlighted)
  }, [lines, geometry, flipped, highlighted, colors])

  const style = { width: geometry.width, height: geometry.height }
  return (
    <>
      <canvas
        ref={base}
        className="pointer-events-none absolute inset-0 transition-opacity"
        style={{ ...style, opacity: highlighted === null ? 1 : 0.45 }}
      />
      <canvas ref={top} className="pointer-events-none absolute inset-0" style={style} />
    </>
  )
}

function viewOf(element: Element, view: Omit<LineView, 'paint'> & { colors: string[] }): LineView {
  return {
    geometry: view.geometry,
    flipped: view.flipped,
    paint: {
      colors: view.colors,
      faint: tokenColor(element, 'var(--hairline)'),
      withoutValue: tokenColor(element, 'var(--outline)'),
      halo: tokenColor(element, 'var(--surface)'),
    },
  }
}
