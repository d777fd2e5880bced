'use client'

/**
 * Draws a line model: Recharts draws axes and lines, an overlay of ours the crosshair, the names and the marks. Where
 * there are more points than Recharts moves in time, the lines lie on a canvas in the same place; all else is the same.
 */
import { memo, useId, useMemo } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import { useSize } from '~/components/lib/use-size'
import type { LineModel, PlotLine } from '../prepare/lines/line-model'
import { dashOf, type PlotBox } from '../prepare/lines/plot-scale'
import type { Range } from '../prepare/ticks'
import { BAND_OPACITY, BANDED_LINES_MAX, isLonePoint, LINE_WIDTH, RAW_OPACITY } from './draw-lines'
import { LineCanvas } from './line-canvas'
import { lineClass } from './line-highlight'
import { LineOverlay } from './line-overlay'

const PLOT_MARGIN = { top: 6, right: 8, bottom: 20, left: 44 }
/** Of the labels at the left: most are short, and panels below each other then begin at the same place. */
const [LABEL_CHARACTER, LABEL_GAP] = [6.6, 12]
const LABEL_WIDTH = 112
const WORD_HEIGHT = 12
/** Up to this many lines carry their name at their end; more would cover each other. */
const LABELED_LINES_MAX = 6
/** Points that Recharts draws; more are drawn on a canvas, which takes a tenth of the time. */
const SVG_POINTS_MAX = 1500

type LineChartProps = {
  model: LineModel
  /** What the chart shows, for its cursor. */
  title: string
  /** Shows a part of x, or all of it; `isFinal` is false while the hand is still at it. */
  onZoom?: (range: Range | null, isFinal: boolean) => void
  onOpenRun?: (runId: string) => void
}

export function LineChart({ model, ...rest }: LineChartProps) {
  const { ref, size } = useSize()
  const panel = useId()
  // Times tell their unit; a step has room at the left of its ticks; the name of a metric needs a line of its own.
  const bottom = model.axis.startsWith('metric:') ? PLOT_MARGIN.bottom + WORD_HEIGHT : PLOT_MARGIN.bottom
  const isLabeled = model.lines.length > 1 && model.lines.length <= LABELED_LINES_MAX && (size?.width ?? 0) >= 420
  const right = isLabeled ? LABEL_WIDTH : PLOT_MARGIN.right
  const isDense = useMemo(() => isTooDense(model), [model])
  const left = useMemo(() => leftOf(model), [model])
  const width = size?.width ?? 0
  const height = size?.height ?? 0
  const plot: PlotBox = useMemo(
    () => ({
      left,
      top: PLOT_MARGIN.top,
      width: Math.max(1, width - left - right),
      height: Math.max(1, height - PLOT_MARGIN.top - bottom),
    }),
    [width, height, left, right, bottom],
  )
  return (
    <div ref={ref} className="absolute inset-0">
      {size && (
        <>
          <div aria-hidden="true">
            <Frame {...{ model, width, height, left, right, bottom }} hasLines={!isDense} />
            {isDense && <LineCanvas model={model} plot={plot} />}
            <AxisWord model={model} left={left} right={right} />
          </div>
          <LineOverlay model={model} plot={plot} panel={panel} isLabeled={isLabeled} {...rest} />
        </>
      )}
    </div>
  )
}

function leftOf({ y: { labels } }: LineModel): number {
  const longest = Math.max(0, ...labels.map((label) => label.length))
  return Math.max(PLOT_MARGIN.left, Math.ceil(LABEL_GAP + longest * LABEL_CHARACTER))
}

type AxisWordProps = { model: LineModel; left: number; right: number }

function AxisWord({ model: { axis, xWord }, left, right }: AxisWordProps) {
  if (axis === 'step') {
    return (
      <span className="absolute bottom-0.5 left-0 text-right text-11 text-muted" style={{ width: left - 8 }}>
        step
      </span>
    )
  }
  if (!axis.startsWith('metric:')) return null
  return (
    <span className="absolute bottom-0 truncate text-right text-11 text-muted" style={{ left, right }}>
      {xWord}
    </span>
  )
}

function isTooDense({ lines }: LineModel): boolean {
  let count = 0
  for (const { x, raw, low } of lines) count += x.length * (1 + (raw === null ? 0 : 1) + (low === null ? 0 : 1))
  return count > SVG_POINTS_MAX
}

type FrameProps = {
  model: LineModel
  width: number
  height: number
  left: number
  right: number
  bottom: number
  hasLines: boolean
}

/** Kept apart and memoised: a moving crosshair must not draw the lines anew. */
const Frame = memo(function Frame({ model, width, height, left, right, bottom, hasLines }: FrameProps) {
  const label = (axis: LineModel['x']) => (tick: number) => axis.labels[axis.ticks.indexOf(tick)] ?? ''
  const axisLook = { stroke: 'var(--hairline)', tick: { fill: 'var(--muted)', fontSize: 11 }, tickLine: false }
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: PLOT_MARGIN.top, right, bottom: bottom - PLOT_MARGIN.bottom, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" syncWithTicks />
      <XAxis
        {...axisLook}
        dataKey="x"
        type="number"
        scale={model.isLogX ? 'log' : 'linear'}
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
        scale={model.isLogY ? 'log' : 'linear'}
        domain={model.y.range}
        ticks={model.y.ticks}
        tickFormatter={label(model.y)}
        width={left}
        allowDataOverflow
        interval={0}
      />
      {hasLines && model.lines.length <= BANDED_LINES_MAX && model.lines.map((line) => line.low && bandOf(line))}
      {hasLines && model.lines.map((line) => line.raw && lineOf(line, line.raw, 'raw'))}
      {hasLines && model.lines.map((line) => lineOf(line, line.y, 'shown'))}
    </ComposedChart>
  )
})

/** As rows, which the drawing library takes; NaN is null there. */
function rowsOf({ x, low, high }: PlotLine, y: Float64Array) {
  const valueAt = (column: Float64Array | null, i: number) => {
    const value = column?.[i] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
  return Array.from(x, (at, i) => {
    const [from, to] = [valueAt(low, i), valueAt(high, i)]
    return { x: at, y: valueAt(y, i), band: from === null || to === null ? null : [from, to] }
  })
}

function bandOf(line: PlotLine) {
  return (
    <Area
      key={`${line.id} band`}
      data={rowsOf(line, line.y)}
      dataKey="band"
      type="linear"
      stroke="none"
      fill={line.color}
      fillOpacity={BAND_OPACITY}
      isAnimationActive={false}
      activeDot={false}
    />
  )
}

function lineOf(line: PlotLine, y: Float64Array, kind: 'raw' | 'shown') {
  const { id, owner, color, dash } = line
  return (
    <Line
      key={`${id} ${kind}`}
      className={kind === 'shown' ? `plot-line ${lineClass(owner)}` : undefined}
      data={rowsOf(line, y)}
      dataKey="y"
      type="linear"
      stroke={color}
      strokeOpacity={kind === 'raw' ? RAW_OPACITY : 1}
      strokeWidth={LINE_WIDTH}
      strokeDasharray={dashOf(dash).join(' ') || undefined}
      dot={isLonePoint(y) ? { r: 2.5, fill: color, stroke: 'none' } : false}
      activeDot={false}
      isAnimationActive={false}
    />
  )
}
