'use client'

import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { formatNumber, formatShare } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { ChanceLine } from '../prepare/compare/chances'

type ChanceChartProps = {
  line: ChanceLine
  color: string
  /** Where the budget stands, in the unit of the axis. */
  at: number
  height: number
}

type Row = ChanceLine['rows'][number]

/** How likely one is ahead of the other, along the budget; the range where one can be given. */
export function ChanceChart({ line, color, at, height }: ChanceChartProps) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={line.rows} margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          type="number"
          dataKey="x"
          domain={[0, line.xMax]}
          ticks={line.xTicks}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={AXIS_LINE}
          tickLine={false}
          height={36}
          label={{ value: `budget (${line.unit})`, position: 'insideBottom', offset: 0, ...AXIS_TICK }}
        />
        <YAxis
          type="number"
          domain={[0, 1]}
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          tickFormatter={(value: number) => formatShare(value)}
          tick={AXIS_TICK}
          axisLine={false}
          tickLine={false}
          width={46}
        />
        <ReferenceLine y={0.5} stroke="var(--outline)" strokeDasharray="1 3" />
        <ReferenceLine x={at} stroke="var(--accent)" />
        <Area
          dataKey={(row: Row) => row.band}
          stroke="none"
          fill={color}
          fillOpacity={0.16}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="theta"
          stroke={color}
          strokeWidth={2}
          dot={line.rows.length < 3 ? { r: 2.5 } : false}
          activeDot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
