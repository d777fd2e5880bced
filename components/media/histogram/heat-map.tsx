'use client'

/** One histogram matrix: axes in SVG, cells on a canvas, and the step under the pointer or the keys in words. */
import { useTheme } from 'next-themes'
import { useEffect, useRef, useState } from 'react'
import { sharpContext } from '~/components/charts/canvas'
import { qualityColor } from '~/components/charts/parallel-coordinates/quality-color'
import { cn } from '~/components/lib/cn'
import { tokenColor } from '~/components/lib/color'
import { formatCount, formatNumber } from '~/components/lib/format'
import { useSize } from '~/components/lib/use-size'
import { FLOATING } from '~/components/ui/floating'
import type { HistogramColumn, HistogramMatrix } from '../prepare/histogram-matrix'
import { drawHeat, type HeatScale } from './draw-heat'

const MARGIN = { top: 6, right: 8, bottom: 20, left: 44 }

type HeatMapProps = { matrix: HistogramMatrix; height: number; label: string }

export function HeatMap({ matrix, height, label }: HeatMapProps) {
  const { ref, size } = useSize()
  const [at, setAt] = useState<number | null>(null)
  const width = size?.width ?? 0
  const scale = scaleOf(matrix, Math.max(1, width - MARGIN.left - MARGIN.right), height - MARGIN.top - MARGIN.bottom)
  const column = at === null ? undefined : matrix.columns[at]

  function onKeyDown(event: React.KeyboardEvent) {
    const last = matrix.columns.length - 1
    const from = at ?? (event.key === 'ArrowLeft' ? last + 1 : -1)
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: last }[event.key]
    if (event.key === 'Escape') setAt(null)
    if (to === undefined) return
    event.preventDefault()
    setAt(Math.min(last, Math.max(0, to)))
  }

  function onPointerMove(event: React.PointerEvent<HTMLElement>) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left
    const found = matrix.columns.findIndex(({ from, to }) => scale.x(from) <= x && x < scale.x(to))
    setAt(found === -1 ? null : found)
  }

  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={`Step of ${label}`}
      aria-valuemin={matrix.columns[0]?.step ?? 0}
      aria-valuemax={matrix.columns.at(-1)?.step ?? 0}
      aria-valuenow={column?.step ?? matrix.columns.at(-1)?.step ?? 0}
      aria-valuetext={column === undefined ? 'no step chosen' : factsSaid(column)}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      style={{ height }}
      className="relative min-w-0"
    >
      {size && (
        <>
          <Axes matrix={matrix} width={width} height={height} scale={scale} />
          <HeatCanvas matrix={matrix} scale={scale} />
          {column && <Marker column={column} scale={scale} width={width} />}
        </>
      )}
    </div>
  )
}

function scaleOf({ x, y }: HistogramMatrix, width: number, height: number): HeatScale {
  const [xMin, xMax] = x.range
  const [yMin, yMax] = y.range
  return {
    width,
    height,
    x: (step) => ((step - xMin) / (xMax - xMin)) * width,
    y: (value) => height - ((value - yMin) / (yMax - yMin)) * height,
  }
}

type AxesProps = { matrix: HistogramMatrix; width: number; height: number; scale: HeatScale }

function Axes({ matrix: { x, y }, width, height, scale }: AxesProps) {
  const floor = height - MARGIN.bottom
  return (
    <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 text-11">
      {y.ticks.map((tick, index) => {
        const top = MARGIN.top + scale.y(tick)
        return (
          <g key={tick}>
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={top} y2={top} stroke="var(--hairline)" />
            <text x={MARGIN.left - 6} y={top + 4} textAnchor="end" fill="var(--muted)">
              {y.labels[index]}
            </text>
          </g>
        )
      })}
      <line x1={MARGIN.left} x2={width - MARGIN.right} y1={floor} y2={floor} stroke="var(--hairline)" />
      {x.ticks.map((tick, index) => (
        <text
          key={tick}
          x={MARGIN.left + scale.x(tick)}
          y={floor + 14}
          textAnchor={index === 0 && tick === x.range[0] ? 'start' : 'middle'}
          fill="var(--muted)"
        >
          {x.labels[index]}
        </text>
      ))}
      <text x={MARGIN.left - 6} y={floor + 14} textAnchor="end" fill="var(--muted)">
        step
      </text>
    </svg>
  )
}

function HeatCanvas({ matrix, scale }: { matrix: HistogramMatrix; scale: HeatScale }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme().resolvedTheme
  const { width, height } = scale
  // The outside system is the canvas; the theme is read from it, as the colours behind the tokens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scale is made of the matrix and the size alone
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current
      const context = element && sharpContext(element, { width, height })
      if (!element || !context) return
      const isDark = theme === 'dark'
      const colors = {
        colorAt: (strength: number) => qualityColor(strength, isDark),
        line: tokenColor(element, 'var(--ink)'),
      }
      drawHeat(context, matrix, { scale, colors })
    })
    return () => cancelAnimationFrame(frame)
  }, [matrix, width, height, theme])
  return (
    <canvas
      ref={canvas}
      className="pointer-events-none absolute"
      style={{ left: MARGIN.left, top: MARGIN.top, width, height }}
    />
  )
}

type MarkerProps = { column: HistogramColumn; scale: HeatScale; width: number }

/** The step that is looked at, and its facts on the other side of it from the nearer edge. */
function Marker({ column, scale, width }: MarkerProps) {
  const left = MARGIN.left + scale.x(column.from)
  const isRight = left > width / 2
  return (
    <div className="pointer-events-none">
      <div
        className="absolute border-ink border-x"
        style={{
          left,
          width: Math.max(2, scale.x(column.to) - scale.x(column.from)),
          top: MARGIN.top,
          height: scale.height,
        }}
      />
      <dl
        className={cn(
          FLOATING,
          'absolute top-1 z-10 grid grid-cols-[auto_auto] gap-x-3 px-2 py-1 text-12 tabular-nums',
        )}
        style={isRight ? { right: width - left + 8 } : { left: left + 16 }}
      >
        {factPairs(column).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function factPairs(column: HistogramColumn): [string, string][] {
  return [
    ['step', formatCount(column.step)],
    ['largest', formatNumber(column.max)],
    ['95 %', formatNumber(column.high)],
    ['median', formatNumber(column.median)],
    ['5 %', formatNumber(column.low)],
    ['smallest', formatNumber(column.min)],
    ['values', formatNumber(column.count)],
  ]
}

function factsSaid(column: HistogramColumn): string {
  return factPairs(column)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}
