'use client'

import { useTheme } from 'next-themes'
import { useState } from 'react'
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, XAxis, YAxis } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from './chart-style'
import { DotTooltip } from './dot-tooltip'
import { qualityColor } from './parallel-coordinates/quality-color'
import type { ParameterScatter, ScatterDot } from './prepare/parameter-scatter'
import type { ValueScale } from './prepare/value-scale'

type ParameterScatterChartProps = {
  panel: ParameterScatter
  scale: ValueScale
  height: number
  passing: ReadonlySet<string>
  highlighted: string | null
  onHighlight: (runId: string | null) => void
  onOpen: (runId: string) => void
}

type Shape = { cx?: number; cy?: number; payload?: ScatterDot }

/** One parameter across, the value up, a dot for each run in the colour of how good it is. */
export function ParameterScatterChart(props: ParameterScatterChartProps) {
  const { panel, scale, height, passing, highlighted, onHighlight, onOpen } = props
  const [hovered, setHovered] = useState<{ dot: ScatterDot; left: number; top: number } | null>(null)
  const isDark = useTheme().resolvedTheme === 'dark'
  const labels = new Map(panel.axis.ticks.map((tick) => [tick.position, tick.label]))

  function drawDot({ cx = 0, cy = 0, payload: dot }: Shape) {
    if (dot === undefined) return <g />
    const isOut = !passing.has(dot.runId)
    const isStrong = dot.runId === highlighted
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: pointing is a shortcut to the run table, where keys do the same
      <circle
        cx={cx}
        cy={cy}
        r={isStrong ? 5 : 3}
        fill={isOut ? 'var(--hairline)' : qualityColor(dot.quality, isDark)}
        stroke={isStrong ? 'var(--ink)' : 'var(--surface)'}
        strokeWidth={isStrong ? 1.5 : 0.5}
        className="cursor-pointer"
        onPointerEnter={() => {
          setHovered({ dot, left: cx, top: cy })
          onHighlight(dot.runId)
        }}
        onPointerLeave={() => {
          setHovered(null)
          onHighlight(null)
        }}
        onClick={() => onOpen(dot.runId)}
      />
    )
  }

  return (
    <div className="relative" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 6, right: 14, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid {...GRID} />
          <XAxis
            type="number"
            dataKey="x"
            domain={[-0.06, 1.06]}
            ticks={panel.axis.ticks.map((tick) => tick.position)}
            tickFormatter={(position: number) => labels.get(position) ?? ''}
            tick={AXIS_TICK}
            axisLine={AXIS_LINE}
            tickLine={false}
            height={20}
          />
          <YAxis
            type="number"
            dataKey="value"
            domain={scale.domain}
            ticks={scale.ticks}
            tickFormatter={(value: number) => formatNumber(value)}
            tick={AXIS_TICK}
            axisLine={false}
            tickLine={false}
            width={44}
            allowDataOverflow
          />
          <Scatter data={panel.dots} isAnimationActive={false} shape={drawDot} />
        </ScatterChart>
      </ResponsiveContainer>
      {hovered && (
        <DotTooltip left={hovered.left} top={hovered.top} name={hovered.dot.name} state={hovered.dot.state}>
          {formatNumber(hovered.dot.value)}
        </DotTooltip>
      )}
    </div>
  )
}
