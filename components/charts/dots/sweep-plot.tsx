'use client'

import { memo, useMemo } from 'react'
import { CartesianGrid, ComposedChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import { useSize } from '~/components/lib/use-size'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { ValueScale } from '../prepare/value-scale'
import { type DotBox, DotLayer, type DotLayerProps, type RunDot } from './dot-layer'

export type PlotAxis = {
  domain: readonly [number, number]
  ticks: readonly number[]
  format: (value: number) => string
  /** Below the axis; where it says what is counted. */
  title?: string
}

type SweepPlotProps<T extends RunDot> = DotLayerProps<T> & {
  x: PlotAxis
  y: ValueScale
  height: number
  /** Lines and areas of Recharts. */
  children?: React.ReactNode
}

const MARGIN = { top: 8, right: 14, bottom: 0, left: 0 }
const Y_WIDTH = 48
const X_HEIGHT = 22
const TITLE_HEIGHT = 18

/** A chart of runs: axes and lines by Recharts, a dot for each run on a canvas above, in the same frame. */
export function SweepPlot<T extends RunDot>({ x, y, height, children, ...layer }: SweepPlotProps<T>) {
  const { ref, size } = useSize()
  const width = size === null ? null : Math.floor(size.width)
  const bottom = MARGIN.bottom + X_HEIGHT + (x.title === undefined ? 0 : TITLE_HEIGHT)
  const box = useMemo<DotBox | null>(
    () =>
      width === null
        ? null
        : {
            width,
            height,
            plot: { left: MARGIN.left + Y_WIDTH, top: MARGIN.top, right: MARGIN.right, bottom },
            xDomain: x.domain,
            yDomain: y.domain,
          },
    [width, height, bottom, x.domain, y.domain],
  )
  return (
    <div ref={ref} className="relative" style={{ height }}>
      <Frame x={x} y={y}>
        {children}
      </Frame>
      {box !== null && <DotLayer box={box} {...layer} />}
    </div>
  )
}

type FrameProps = { x: PlotAxis; y: ValueScale; children: React.ReactNode }

/** Drawn anew when axes or lines change, not when dots do. */
const Frame = memo(function Frame({ x, y, children }: FrameProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          type="number"
          dataKey="x"
          domain={[...x.domain]}
          ticks={[...x.ticks]}
          tickFormatter={x.format}
          tick={AXIS_TICK}
          axisLine={AXIS_LINE}
          tickLine={false}
          allowDataOverflow
          height={X_HEIGHT + (x.title === undefined ? 0 : TITLE_HEIGHT)}
          {...(x.title !== undefined && {
            label: { value: x.title, position: 'insideBottom' as const, offset: 4, ...AXIS_TICK },
          })}
        />
        <YAxis
          type="number"
          dataKey="value"
          domain={[...y.domain]}
          ticks={[...y.ticks]}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={false}
          tickLine={false}
          width={Y_WIDTH}
          allowDataOverflow
        />
        {children}
      </ComposedChart>
    </ResponsiveContainer>
  )
})
