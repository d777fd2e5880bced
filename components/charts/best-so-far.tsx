'use client'

import { useState } from 'react'
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from './chart-style'
import { DotTooltip } from './dot-tooltip'
import type { BestDot, BestSoFar } from './prepare/best-so-far'
import { StateDot } from './state-dot'

type BestSoFarChartProps = {
  model: BestSoFar
  /** Colour of the step line: that of the method. */
  color: string
  xLabel: string
  height: number
  highlighted: string | null
  onHighlight: (runId: string | null) => void
  onOpen: (runId: string) => void
}

type Hovered = { dot: BestDot; left: number; top: number }

/** The step line of the best value, a dot for each run, and the expected best of the same values in random order. */
export function BestSoFarChart({
  model,
  color,
  xLabel,
  height,
  highlighted,
  onHighlight,
  onOpen,
}: BestSoFarChartProps) {
  const [hovered, setHovered] = useState<Hovered | null>(null)

  function enter(dot: BestDot, left: number, top: number) {
    setHovered({ dot, left, top })
    onHighlight(dot.runId)
  }

  function leave() {
    setHovered(null)
    onHighlight(null)
  }

  return (
    <div className="relative" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid {...GRID} />
          <XAxis
            type="number"
            dataKey="x"
            domain={[0, Math.max(model.xMax, Number.MIN_VALUE)]}
            ticks={model.xTicks}
            tickFormatter={(value: number) => formatNumber(value)}
            tick={AXIS_TICK}
            axisLine={AXIS_LINE}
            tickLine={false}
            height={36}
            label={{ value: xLabel, position: 'insideBottom', offset: 0, ...AXIS_TICK }}
            padding={{ right: 8 }}
          />
          <YAxis
            type="number"
            dataKey="value"
            domain={model.scale.domain}
            ticks={model.scale.ticks}
            tickFormatter={(value: number) => formatNumber(value)}
            tick={AXIS_TICK}
            axisLine={false}
            tickLine={false}
            width={52}
            allowDataOverflow
          />
          <Line
            data={model.reference}
            dataKey="value"
            stroke="var(--muted)"
            strokeDasharray="2 4"
            strokeWidth={1.25}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            data={model.steps}
            dataKey="value"
            type="stepAfter"
            stroke={color}
            strokeWidth={2}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Scatter
            data={model.dots}
            dataKey="value"
            isAnimationActive={false}
            shape={(shape: { cx?: number; cy?: number; payload?: BestDot }) => (
              <StateDot
                cx={shape.cx ?? 0}
                cy={shape.cy ?? 0}
                dot={shape.payload}
                isStrong={shape.payload?.runId === highlighted}
                onEnter={enter}
                onLeave={leave}
                onOpen={onOpen}
              />
            )}
          />
        </ComposedChart>
      </ResponsiveContainer>
      {hovered && (
        <DotTooltip left={hovered.left} top={hovered.top} name={hovered.dot.name} state={hovered.dot.state}>
          {formatNumber(hovered.dot.value)}
          <span className="text-muted">{`run ${hovered.dot.place}${hovered.dot.isRecord ? ' · best until then' : ''}`}</span>
        </DotTooltip>
      )}
    </div>
  )
}
