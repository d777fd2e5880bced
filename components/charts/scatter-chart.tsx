'use client'

import { useTheme } from 'next-themes'
import { memo, useCallback, useState } from 'react'
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, XAxis, YAxis } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from './chart-style'
import { DotTooltip } from './dot-tooltip'
import { type Light, useIsLit } from './light'
import { qualityColor } from './parallel-coordinates/quality-color'
import type { ParameterScatter, ScatterDot } from './prepare/parameter-scatter'
import type { ValueScale } from './prepare/value-scale'

type ScatterPlotProps = {
  panel: ParameterScatter
  scale: ValueScale
  /** Run ids; the others are drawn faint. */
  passing: ReadonlySet<string>
  light: Light
}

/** One parameter across, the value up, a dot for each run in the colour of how good it is. */
export function ParameterScatterChart({ height, ...plot }: ScatterPlotProps & { height: number }) {
  const [hovered, setHovered] = useState<{ dot: ScatterDot; left: number; top: number } | null>(null)
  const { light } = plot
  const enter = useCallback(
    (dot: ScatterDot, left: number, top: number) => {
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
      <ScatterPlot {...plot} onEnter={enter} onLeave={leave} />
      {hovered && (
        <DotTooltip left={hovered.left} top={hovered.top} name={hovered.dot.name} state={hovered.dot.state}>
          {formatNumber(hovered.dot.value)}
        </DotTooltip>
      )}
    </div>
  )
}

type Pointing = { onEnter: (dot: ScatterDot, left: number, top: number) => void; onLeave: () => void }

/** Kept apart and memoised: a tooltip that comes and goes must not draw hundreds of dots anew. */
const ScatterPlot = memo(function ScatterPlot(props: ScatterPlotProps & Pointing) {
  const { panel, scale, passing, light, onEnter, onLeave } = props
  const labels = new Map(panel.axis.ticks.map((tick) => [tick.position, tick.label]))
  return (
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
        <Scatter
          data={panel.dots}
          isAnimationActive={false}
          shape={({ cx = 0, cy = 0, payload }: { cx?: number; cy?: number; payload?: ScatterDot }) =>
            payload === undefined ? (
              <g />
            ) : (
              <ScatterMark
                cx={cx}
                cy={cy}
                dot={payload}
                isOut={!passing.has(payload.runId)}
                light={light}
                onEnter={onEnter}
                onLeave={onLeave}
              />
            )
          }
        />
      </ScatterChart>
    </ResponsiveContainer>
  )
})

type ScatterMarkProps = Pointing & { cx: number; cy: number; dot: ScatterDot; isOut: boolean; light: Light }

function ScatterMark({ cx, cy, dot, isOut, light, onEnter, onLeave }: ScatterMarkProps) {
  const isDark = useTheme().resolvedTheme === 'dark'
  const isLit = useIsLit(light, dot.runId)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing is a shortcut to the run table, where keys do the same
    <circle
      cx={cx}
      cy={cy}
      r={isLit ? 5 : 3}
      fill={isOut ? 'var(--hairline)' : qualityColor(dot.quality, isDark)}
      stroke={isLit ? 'var(--ink)' : 'var(--surface)'}
      strokeWidth={isLit ? 1.5 : 0.5}
      className="cursor-pointer"
      onPointerEnter={() => onEnter(dot, cx, cy)}
      onPointerLeave={onLeave}
      onClick={() => light.open(dot.runId)}
    />
  )
}
