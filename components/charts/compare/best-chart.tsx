'use client'

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { methodColor } from '~/components/lib/color'
import { formatNumber } from '~/components/lib/format'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { CompareFigure, FigureRow } from '../prepare/compare/figure'
import { BestTooltip } from './best-tooltip'
import { dashOf } from './line-look'

type BestChartProps = {
  figure: CompareFigure
  /** What is to be reached, as a hairline. */
  threshold: number | null
  height: number
}

/** Best value along the axis: a step line a sweep, a band a contender, a dot where each reached the level. */
export function BestChart({ figure, threshold, height }: BestChartProps) {
  const { rows, lines, contenders } = figure
  // Many bands over each other would be a wall.
  const bandOpacity = 0.16 * Math.min(1, 4 / contenders.filter(({ band }) => band !== null).length)
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={rows} margin={{ top: 14, right: 16, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          type="number"
          dataKey="x"
          domain={figure.xDomain}
          scale={figure.isLog ? 'log' : 'linear'}
          allowDataOverflow
          ticks={figure.xTicks}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={AXIS_LINE}
          tickLine={false}
          height={36}
          label={{
            value: `${figure.axis === 'runs' ? 'runs that ended' : `${figure.unit} of computing`}${figure.isLog ? ' (log)' : ''}`,
            position: 'insideBottom',
            offset: 0,
            ...AXIS_TICK,
          }}
        />
        <YAxis
          type="number"
          domain={figure.scale.domain}
          ticks={figure.scale.ticks}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={false}
          tickLine={false}
          width={52}
          allowDataOverflow
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--outline)' }}
          content={({ payload }) => (
            <BestTooltip row={payload?.[0]?.payload as FigureRow | undefined} figure={figure} />
          )}
        />
        {threshold !== null && (
          <ReferenceLine
            y={threshold}
            stroke="var(--outline)"
            strokeWidth={1}
            strokeDasharray="1 3"
            ifOverflow="hidden"
          />
        )}
        <Area {...BAND} dataKey="referenceBand" fill="var(--muted)" fillOpacity={0.1} />
        {contenders.map(({ index, method, band }) => (
          <Area
            {...BAND}
            key={`band ${index}`}
            dataKey={(row: FigureRow) => row.band[index] ?? null}
            type="stepAfter"
            fill={methodColor(method)}
            fillOpacity={band === null ? 0 : bandOpacity}
          />
        ))}
        <Line {...LINE} dataKey="reference" stroke="var(--muted)" strokeDasharray="2 4" strokeWidth={1.25} />
        {lines.map(({ index, method, ordinal, isReplicate }) => (
          <Line
            {...LINE}
            key={`sweep ${index}`}
            dataKey={(row: FigureRow) => row.best[index] ?? null}
            type="stepAfter"
            stroke={methodColor(method)}
            strokeDasharray={dashOf(ordinal)}
            strokeWidth={isReplicate ? 1 : 2.25}
            strokeOpacity={isReplicate ? 0.45 : 1}
          />
        ))}
        {contenders
          .filter(({ band }) => band === 'replicates')
          .map(({ index, method, ordinal }) => (
            <Line
              {...LINE}
              key={`middle ${index}`}
              dataKey={(row: FigureRow) => row.mid[index] ?? null}
              type="stepAfter"
              stroke={methodColor(method)}
              strokeDasharray={dashOf(ordinal)}
              strokeWidth={2.5}
            />
          ))}
        {lines.map(
          ({ index, method, isReplicate, levelAt }) =>
            levelAt && (
              <ReferenceDot
                key={`level ${index}`}
                x={levelAt.x}
                y={levelAt.value}
                r={isReplicate ? 3.5 : 5.5}
                fill={methodColor(method)}
                stroke="var(--surface)"
                strokeWidth={isReplicate ? 1 : 2}
                ifOverflow="hidden"
                // By turns above and below, for dots that are near to each other.
                label={{
                  value: levelAt.text,
                  position: index % 2 === 0 ? 'top' : 'bottom',
                  fontSize: 11,
                  fill: 'var(--ink)',
                }}
              />
            ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const BAND = { stroke: 'none', activeDot: false, isAnimationActive: false } as const
const LINE = { dot: false, activeDot: false, isAnimationActive: false } as const
