'use client'

import { useTheme } from 'next-themes'
import { useCallback, useMemo } from 'react'
import { formatNumber } from '~/components/lib/format'
import type { Light } from '../light'
import { qualityColor } from '../parallel-coordinates/quality-color'
import type { DotColor, ParameterScatter, ScatterDot } from '../prepare/parameter-scatter'
import { settingText } from '../prepare/setting-text'
import type { ValueScale } from '../prepare/value-scale'
import { dotShape, stateColor } from './dot-form'
import type { DotLook } from './draw-dots'
import { type PlotAxis, SweepPlot } from './sweep-plot'

type ParameterScatterChartProps = {
  panel: ParameterScatter
  scale: ValueScale
  height: number
  /** What a dot's colour says. */
  color: DotColor
  light: Light
}

/** One parameter across, the value up, a dot for each run; those that the brushes leave out are faint. */
export function ParameterScatterChart({ panel, scale, height, color, light }: ParameterScatterChartProps) {
  const isDark = useTheme().resolvedTheme === 'dark'
  const { axis } = panel
  const x = useMemo<PlotAxis>(() => {
    const labels = new Map(axis.ticks.map((tick) => [tick.position, tick.label]))
    return {
      domain: [-0.06, 1.06],
      ticks: axis.ticks.map((tick) => tick.position),
      format: (position) => labels.get(position) ?? '',
    }
  }, [axis])
  const lookOf = useCallback(
    (dot: ScatterDot): DotLook => {
      if (!dot.passes) return { shape: 'full', color: 'var(--hairline)', size: 2.5, opacity: 0.7 }
      if (color === 'state') return { shape: dotShape(dot.state), color: stateColor(dot.state), size: 3, opacity: 0.85 }
      return { shape: dotShape(dot.state), color: qualityColor(dot.quality, isDark), size: 3, opacity: 0.85 }
    },
    [color, isDark],
  )
  const tooltipOf = useCallback(
    (dot: ScatterDot) => (
      <>
        {formatNumber(dot.value)}
        <span className="truncate text-muted">{`${axis.label} ${settingText(dot.setting)}`}</span>
      </>
    ),
    [axis],
  )
  return (
    <SweepPlot x={x} y={scale} height={height} dots={panel.dots} lookOf={lookOf} tooltipOf={tooltipOf} light={light} />
  )
}
