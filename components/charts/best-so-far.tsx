'use client'

import { memo, useCallback, useState } from 'react'
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from './chart-style'
import { DotTooltip } from './dot-tooltip'
import type { Light } from './light'
import type { BestDot, BestSoFar } from './prepare/best-so-far'
import { StateDot } from './state-dot'

type BestPlotProps = {
  model: BestSoFar
  /** Colour of the step line: that of the method. */
  color: string
  xLabel: string
  light: Light
}

type Hovered = { dot: BestDot; left: number; top: number }

/** The step line of the best value, a dot for each run, and the expected best of the same values in random order. */
export function BestSoFarChart({ height, ...plot }: BestPlotProps & { height: number }) {
  const [hovered, setHovered] = useState<Hovered | null>(null)
  const { light } = plot
  const enter = useCallback(
    (dot: BestDot, left: number, top: number) => {
      setHovered({ dot, left, top })
      light.point(dot.runId)
    },
    [light],
  )
  const leave = useCallback(() => {
    setHovered(null)
    light.point(null)
  }, [light])
  return (
    <div className="relative" style={{ height }}>
      <BestPlot {...plot} onEnter={enter} onLeave={leave} />
      {hovered && (
        <DotTooltip left={hovered.left} top={hovered.top} name={hovered.dot.name} state={hovered.dot.state}>
          {formatNumber(hovered.dot.value)}
          <span className="text-muted">{`run ${hovered.dot.place}${hovered.dot.isRecord ? ' · best until then' : ''}`}</span>
        </DotTooltip>
      )}
    </div>
  )
}

type Pointing = { onEnter: (dot: BestDot, left: number, top: number) => void; onLeave: () => void }

/** Kept apart and memoised: a tooltip that comes and goes must not draw hundreds of dots anew. */
const BestPlot = memo(function BestPlot({ model, color, xLabel, light, onEnter, onLeave }: BestPlotProps & Pointing) {
  return (
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
          shape={({ cx = 0, cy = 0, payload }: { cx?: number; cy?: number; payload?: BestDot }) =>
            payload === undefined ? (
              <g />
            ) : (
              <StateDot cx={cx} cy={cy} dot={payload} light={light} onEnter={onEnter} onLeave={onLeave} />
            )
          }
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
})
