'use client'

import { CartesianGrid, Line, LineChart, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import { formatNumber } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import { AXIS_LINE, AXIS_TICK, GRID } from './chart-style'
import type { CompareFigure, CompareLine } from './prepare/compare'

type CompareRow = CompareFigure['rows'][number]

/** Dashes tell sweeps of one method apart, since colour says the method. */
const DASHES = [undefined, '7 3', '2 3', '10 3 2 3'] as const

export function dashOf(line: CompareLine): string | undefined {
  return DASHES[line.ordinal % DASHES.length]
}

/** Best value against number of runs, a step line for each sweep, a dot where each reached the common best. */
export function CompareChart({ figure, height }: { figure: CompareFigure; height: number }) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={figure.rows} margin={{ top: 10, right: 16, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          type="number"
          dataKey="runs"
          domain={[0, figure.runsMax]}
          tickCount={7}
          allowDecimals={false}
          tick={AXIS_TICK}
          axisLine={AXIS_LINE}
          tickLine={false}
          height={36}
          label={{ value: 'runs', position: 'insideBottom', offset: 0, ...AXIS_TICK }}
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
            <CompareTooltip row={payload?.[0]?.payload as CompareRow | undefined} figure={figure} />
          )}
        />
        <Line
          dataKey="reference"
          stroke="var(--muted)"
          strokeDasharray="2 4"
          strokeWidth={1.25}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        {figure.lines.map((line) => (
          <Line
            key={line.sweep}
            dataKey={(row: CompareRow) => row.best[line.sweep] ?? null}
            type="stepAfter"
            stroke={methodColor(line.method)}
            strokeDasharray={dashOf(line)}
            strokeWidth={2.25}
            dot={false}
            activeDot={{ r: 3, stroke: 'var(--surface)' }}
            isAnimationActive={false}
          />
        ))}
        {figure.lines.map(
          (line, index) =>
            line.commonBestAt && (
              <ReferenceDot
                key={line.sweep}
                x={line.commonBestAt.runs}
                y={line.commonBestAt.value}
                r={5.5}
                fill={methodColor(line.method)}
                stroke="var(--surface)"
                strokeWidth={2}
                // By turns above and below, for dots that are near to each other.
                label={{
                  value: line.commonBestAt.runs,
                  position: index % 2 === 0 ? 'top' : 'bottom',
                  fontSize: 11,
                  fill: 'var(--ink)',
                }}
              />
            ),
        )}
      </LineChart>
    </ResponsiveContainer>
  )
}

function CompareTooltip({ row, figure }: { row: CompareRow | undefined; figure: CompareFigure }) {
  if (row === undefined) return null
  return (
    <div className={cn(FLOATING, 'px-2.5 py-2 text-12 tabular-nums')}>
      <p className="mb-1 font-medium">after {row.runs} runs</p>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5">
        {figure.lines.map((line) => {
          const value = row.best[line.sweep]
          return (
            <div key={line.sweep} className="contents">
              <dt className="size-2 rounded-full" style={{ background: methodColor(line.method) }} aria-hidden="true" />
              <dd className="max-w-40 truncate">{line.name}</dd>
              <dd className="text-right">{value === null || value === undefined ? 'ended' : formatNumber(value)}</dd>
            </div>
          )
        })}
        {row.reference !== null && (
          <div className="contents text-muted">
            <dt className="h-px w-2 bg-muted" aria-hidden="true" />
            <dd>random draws</dd>
            <dd className="text-right">{formatNumber(row.reference)}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}
