'use client'

import { CartesianGrid, ReferenceLine, ResponsiveContainer, Scatter, ScatterChart, XAxis, YAxis } from 'recharts'
import { methodColor } from '~/components/lib/color'
import { formatNumber } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { ReachFigure, ReachMark, ReachRow } from '../prepare/compare/reach'
import { REACH_AXIS_HEIGHT, REACH_ROW_HEIGHT } from './reach-size'

type Dot = ReachMark & { label: string; color: string }

/** A row a contender: a dot where a sweep got there, an open arrow where it never did, a bar for the middle half. */
export function ReachChart({ figure }: { figure: ReachFigure }) {
  const { rows, xMax, xTicks, unit } = figure
  const dots = rows.flatMap(({ label, method, marks }): Dot[] =>
    marks.map((mark) => ({ ...mark, label, color: methodColor(method) })),
  )
  return (
    <ResponsiveContainer width="100%" height={rows.length * REACH_ROW_HEIGHT + REACH_AXIS_HEIGHT}>
      <ScatterChart margin={{ top: 4, right: 16, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          type="number"
          dataKey="x"
          domain={[0, xMax]}
          ticks={xTicks}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={AXIS_LINE}
          tickLine={false}
          height={36}
          label={{ value: unit, position: 'insideBottom', offset: 0, ...AXIS_TICK }}
          padding={{ right: 8 }}
        />
        <YAxis
          type="category"
          dataKey="label"
          domain={rows.map(({ label }) => label)}
          allowDuplicatedCategory={false}
          tick={{ ...AXIS_TICK, fill: 'var(--ink)' }}
          tickFormatter={shortened}
          axisLine={false}
          tickLine={false}
          width={104}
          reversed
        />
        {rows.map((row) => row.interval && <Interval key={row.contender} row={row} interval={row.interval} />)}
        <Scatter data={dots} isAnimationActive={false} shape={ReachDot} />
      </ScatterChart>
    </ResponsiveContainer>
  )
}

function Interval({ row, interval }: { row: ReachRow; interval: NonNullable<ReachRow['interval']> }) {
  const { label, method } = row
  return (
    <ReferenceLine
      segment={[
        { x: interval.from, y: label },
        { x: interval.to, y: label },
      ]}
      stroke={methodColor(method)}
      strokeWidth={8}
      strokeOpacity={0.28}
    />
  )
}

function ReachDot({ cx = 0, cy = 0, payload }: { cx?: number; cy?: number; payload?: Dot }) {
  if (payload === undefined) return <g />
  return (
    <g>
      <title>{`${payload.name}: ${payload.text}`}</title>
      {payload.isReached ? (
        <circle cx={cx} cy={cy} r={4.5} fill={payload.color} stroke="var(--surface)" strokeWidth={1} />
      ) : (
        <path d={`M${cx - 4} ${cy - 5} l9 5 l-9 5 z`} fill="var(--surface)" stroke={payload.color} strokeWidth={1.5} />
      )}
    </g>
  )
}

function shortened(label: string): string {
  return label.length > 16 ? `${label.slice(0, 15)}…` : label
}
