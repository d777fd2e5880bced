'use client'

/** Draws a line model: Recharts draws axes and lines, an overlay of ours the crosshair, the names and the marks. */
import { memo, useId } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import { useSize } from '~/components/lib/use-size'
import { lineClass } from './line-class'
import { LineOverlay } from './line-overlay'
import type { Point } from './prepare/curve'
import type { LineModel, PlotLine } from './prepare/line-model'

export const PLOT_MARGIN = { top: 6, right: 8, bottom: 20, left: 44 }
const LABEL_WIDTH = 112
/** Up to this many lines carry their name at their end; more would cover each other. */
const LABELED_LINES_MAX = 6
/** Bands of more lines than this would only grey the chart. */
const BANDED_LINES_MAX = 6

export type PlotBox = { left: number; top: number; width: number; height: number }

export function LineChart({ model }: { model: LineModel }) {
  const { ref, size } = useSize()
  const panel = useId()
  const isLabeled = model.lines.length > 1 && model.lines.length <= LABELED_LINES_MAX && (size?.width ?? 0) >= 420
  const right = isLabeled ? LABEL_WIDTH : PLOT_MARGIN.right
  const plot: PlotBox | null = size && {
    left: PLOT_MARGIN.left,
    top: PLOT_MARGIN.top,
    width: Math.max(1, size.width - PLOT_MARGIN.left - right),
    height: Math.max(1, size.height - PLOT_MARGIN.top - PLOT_MARGIN.bottom),
  }
  return (
    <div ref={ref} className="absolute inset-0" aria-hidden="true">
      {size && plot && (
        <>
          <Plot model={model} width={size.width} height={size.height} right={right} />
          <LineOverlay model={model} plot={plot} panel={panel} isLabeled={isLabeled} />
        </>
      )}
    </div>
  )
}

type PlotProps = { model: LineModel; width: number; height: number; right: number }

/** Kept apart and memoised: a moving crosshair must not draw the lines anew. */
const Plot = memo(function Plot({ model, width, height, right }: PlotProps) {
  const hasBands = model.lines.length <= BANDED_LINES_MAX
  const label = (axis: LineModel['x']) => (tick: number) => axis.labels[axis.ticks.indexOf(tick)] ?? ''
  const axisLook = { stroke: 'var(--hairline)', tick: { fill: 'var(--muted)', fontSize: 11 }, tickLine: false }
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: PLOT_MARGIN.top, right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" syncWithTicks />
      <XAxis
        {...axisLook}
        dataKey="x"
        type="number"
        domain={model.x.range}
        ticks={model.x.ticks}
        tickFormatter={label(model.x)}
        height={PLOT_MARGIN.bottom}
        allowDataOverflow
        interval="preserveStartEnd"
      />
      <YAxis
        {...axisLook}
        axisLine={false}
        type="number"
        scale={model.isLog ? 'log' : 'linear'}
        domain={model.y.range}
        ticks={model.y.ticks}
        tickFormatter={label(model.y)}
        width={PLOT_MARGIN.left}
        allowDataOverflow
        interval={0}
      />
      {hasBands && model.lines.filter(hasBand).map((line) => bandOf(line))}
      {model.lines.map((line) => line.raw && lineOf(line, line.raw, 'raw'))}
      {model.lines.map((line) => lineOf(line, line.points, 'shown'))}
    </ComposedChart>
  )
})

function hasBand(line: PlotLine): boolean {
  return line.points.some((point) => point.band !== null)
}

function bandOf({ id, points, color }: PlotLine) {
  return (
    <Area
      key={`${id} band`}
      data={points}
      dataKey="band"
      type="linear"
      stroke="none"
      fill={color}
      fillOpacity={0.14}
      isAnimationActive={false}
      activeDot={false}
    />
  )
}

/** A lone point would be no line at all, so it is drawn as a dot. */
function lineOf({ id, color }: PlotLine, points: Point[], kind: 'raw' | 'shown') {
  const isDot = points.filter((point) => point.y !== null).length === 1
  return (
    <Line
      key={`${id} ${kind}`}
      className={kind === 'shown' ? `plot-line ${lineClass(id)}` : undefined}
      data={points}
      dataKey="y"
      type="linear"
      stroke={color}
      strokeOpacity={kind === 'raw' ? 0.22 : 1}
      strokeWidth={1.5}
      dot={isDot ? { r: 2.5, fill: color, stroke: 'none' } : false}
      activeDot={false}
      isAnimationActive={false}
    />
  )
}
