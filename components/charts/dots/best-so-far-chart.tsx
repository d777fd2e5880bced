'use client'

import { useCallback, useMemo } from 'react'
import { Area, Line } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import type { Light } from '../light'
import type { BestDot, BestSoFar } from '../prepare/best-so-far'
import { dotShape, stateColor } from './dot-form'
import type { DotLook } from './draw-dots'
import { type PlotAxis, SweepPlot } from './sweep-plot'

type BestSoFarChartProps = {
  model: BestSoFar
  /** Colour of the step line: that of the method. */
  color: string
  title: string
  height: number
  light: Light
}

/** The step line of the best value, a dot for each run, and the band that the same values in random order would reach. */
export function BestSoFarChart({ model, color, title, height, light }: BestSoFarChartProps) {
  const x = useMemo<PlotAxis>(
    () => ({
      domain: [0, Math.max(model.xMax, Number.MIN_VALUE)],
      ticks: model.xTicks,
      format: (value) => formatNumber(value),
      title,
    }),
    [model, title],
  )
  const lines = useMemo(
    () => [
      <Area
        key="band"
        data={model.chance}
        dataKey="band"
        stroke="none"
        fill="var(--muted)"
        fillOpacity={0.13}
        activeDot={false}
        isAnimationActive={false}
      />,
      <Line
        key="chance"
        data={model.chance}
        dataKey="mean"
        stroke="var(--muted)"
        strokeDasharray="2 4"
        strokeWidth={1.25}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />,
      <Line
        key="best"
        data={model.steps}
        dataKey="value"
        type="stepAfter"
        stroke={color}
        strokeWidth={2}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />,
    ],
    [model, color],
  )
  const tooltipOf = useCallback(
    (dot: BestDot) => (
      <>
        {formatNumber(dot.value)}
        <span className="text-muted">{`run ${dot.place}${dot.isRecord ? ' · best until then' : ''}`}</span>
      </>
    ),
    [],
  )
  return (
    <SweepPlot
      x={x}
      y={model.scale}
      height={height}
      dots={model.dots}
      lookOf={lookOf}
      tooltipOf={tooltipOf}
      light={light}
    >
      {lines}
    </SweepPlot>
  )
}

function lookOf({ state, isRecord }: BestDot): DotLook {
  return { shape: dotShape(state), color: stateColor(state), size: isRecord ? 4 : 3, opacity: isRecord ? 1 : 0.5 }
}
