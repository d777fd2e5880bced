'use client'

import { useTheme } from 'next-themes'
import { useEffect, useMemo, useRef } from 'react'
import { type Light, useLit } from '../light'
import { lineShades } from '../prepare/parallel/line-shades'
import type { ParallelTable } from '../prepare/parallel/parallel-table'
import type { Axis } from '../prepare/parameter-axis'
import type { Brushing } from './brushing'
import type { Geometry } from './geometry'
import { lineColors } from './line-colors'
import { LinePainter } from './line-painter'

type LineCanvasProps = {
  table: ParallelTable
  axes: readonly Axis[]
  flipped: readonly boolean[]
  colorAxis: Axis | null
  geometry: Geometry
  brushing: Brushing
  light: Light
}

/** Three canvases and their painter; React only says when the scene is another one. */
export function LineCanvas({ table, axes, flipped, colorAxis, geometry, brushing, light }: LineCanvasProps) {
  const [faint, lines, lit] = [
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLCanvasElement>(null),
  ]
  const painter = useRef<LinePainter | null>(null)
  const isDark = useTheme().resolvedTheme === 'dark'
  const shades = useMemo(() => lineShades(table, colorAxis), [table, colorAxis])
  const litRun = useLit(light)

  // The outside systems are the canvases and the store of brushes.
  useEffect(() => {
    if (!faint.current || !lines.current || !lit.current) return
    const made = new LinePainter({ faint: faint.current, lines: lines.current, lit: lit.current })
    painter.current = made
    const unsubscribe = brushing.subscribe(() => made.setPassing(brushing.bits, brushing.count))
    return () => {
      unsubscribe()
      made.dispose()
    }
  }, [brushing, faint, lines, lit])

  useEffect(() => {
    if (!lines.current) return
    const colors = lineColors(lines.current, shades, table, isDark)
    const keys = axes.map((axis) => axis.key)
    painter.current?.setScene({ table, axes: keys, flipped, geometry, colors }, brushing.bits, brushing.count)
  }, [table, axes, flipped, geometry, shades, isDark, brushing, lines])

  useEffect(() => {
    painter.current?.setLit(litRun === null ? null : (table.indexOf.get(litRun) ?? null))
  }, [litRun, table])

  const style = { width: geometry.width, height: geometry.height }
  return (
    <>
      <canvas ref={faint} className="pointer-events-none absolute inset-0" style={style} />
      <canvas ref={lines} className="pointer-events-none absolute inset-0 transition-opacity" style={style} />
      <canvas ref={lit} className="pointer-events-none absolute inset-0" style={style} />
    </>
  )
}
