'use client'

import { Bar, CartesianGrid, Cell, ErrorBar, LabelList, BarChart as RechartsBarChart, XAxis, YAxis } from 'recharts'
import { formatNumber } from '~/components/lib/format'
import { useSize } from '~/components/lib/use-size'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { BarModel, Bar as BarOfModel } from '../prepare/columns/bars'

export const BAR_STEP = 24
const AXIS_HEIGHT = 24
const NAME_WIDTH_MAX = 140

type BarChartProps = { model: BarModel; onOpenRun?: (runId: string) => void }

/** A bar for each run or group, under each other so that their names can be read; the axis stays in sight. */
export function BarChart({ model, onOpenRun }: BarChartProps) {
  const { ref, size } = useSize()
  const width = size?.width ?? 0
  const nameWidth = Math.min(NAME_WIDTH_MAX, width / 3)
  const rows = model.bars.map((bar) => ({ ...bar, span: [model.base, bar.value], error: errorOf(bar) }))
  const hasErrors = rows.some((row) => row.error !== null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel is scrolled by keys too
    <section ref={ref} tabIndex={0} aria-label="Bars" className="h-full overflow-y-auto">
      {size && (
        <RechartsBarChart
          layout="vertical"
          data={rows}
          width={width}
          height={Math.max(size.height, rows.length * BAR_STEP + AXIS_HEIGHT)}
          margin={{ top: 0, right: 64, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid horizontal={false} stroke={GRID.stroke} />
          <XAxis
            type="number"
            scale={model.isLog ? 'log' : 'linear'}
            domain={model.axis.range}
            ticks={model.axis.ticks}
            tickFormatter={(tick: number) => model.axis.labels[model.axis.ticks.indexOf(tick)] ?? ''}
            tick={AXIS_TICK}
            axisLine={AXIS_LINE}
            tickLine={false}
            height={AXIS_HEIGHT}
            allowDataOverflow
          />
          <YAxis
            type="category"
            dataKey="key"
            width={nameWidth}
            interval={0}
            axisLine={false}
            tickLine={false}
            tick={({ x, y, payload }: { x: number | string; y: number | string; payload: { value: string } }) => (
              <BarName
                x={Number(x)}
                y={Number(y)}
                width={nameWidth}
                bar={model.bars.find(({ key }) => key === payload.value)}
              />
            )}
          />
          <Bar
            dataKey="span"
            barSize={14}
            isAnimationActive={false}
            onClick={(_, index) => {
              const runId = model.bars[index]?.runId
              if (runId != null) onOpenRun?.(runId)
            }}
            className={onOpenRun && 'cursor-pointer'}
          >
            {rows.map((row) => (
              <Cell key={row.key} fill={row.color} />
            ))}
            {hasErrors && (
              <ErrorBar
                dataKey="error"
                direction="x"
                stroke="var(--ink)"
                strokeWidth={1.25}
                width={5}
                isAnimationActive={false}
              />
            )}
            <LabelList
              content={({ y, height, index }) => (
                <BarValue bar={rows[index ?? -1]} y={Number(y)} height={Number(height)} right={width} />
              )}
            />
          </Bar>
        </RechartsBarChart>
      )}
    </section>
  )
}

function errorOf({ value, low, high }: BarOfModel): [number, number] | null {
  return low === null || high === null ? null : [value - low, high - value]
}

function BarName({ x, y, width, bar }: { x: number; y: number; width: number; bar: BarOfModel | undefined }) {
  if (bar === undefined) return <g />
  const chars = Math.max(4, Math.floor(width / 6.4))
  const name = bar.name.length > chars ? `${bar.name.slice(0, chars - 1)}…` : bar.name
  return (
    <text x={x - 4} y={y + 4} textAnchor="end" fontSize={11} fill="var(--ink)">
      <title>{bar.name}</title>
      {name}
    </text>
  )
}

/** At the right edge, in a column: bars are compared by their ends, numbers by their digits. */
function BarValue({
  bar,
  y,
  height,
  right,
}: {
  bar: BarOfModel | undefined
  y: number
  height: number
  right: number
}) {
  if (bar === undefined) return null
  return (
    <text
      x={right - 2}
      y={y + height / 2 + 4}
      textAnchor="end"
      fontSize={11}
      fill="var(--ink)"
      className="tabular-nums"
    >
      {formatNumber(bar.value)}
      {bar.runId === null && <tspan fill="var(--muted)">{` n ${bar.count}`}</tspan>}
    </text>
  )
}
