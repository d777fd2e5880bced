'use client'

import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import { formatNumber, formatWithDeviation } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import { AXIS_LINE, AXIS_TICK, GRID } from './chart-style'
import type { CurvePanel } from './prepare/compare-curves'

type CurveRow = CurvePanel['rows'][number]

/** Mean by step for each method, with a band of one deviation over its runs. */
export function MethodCurveChart({ panel, height, syncId }: { panel: CurvePanel; height: number; syncId: string }) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={panel.rows}
        syncId={syncId}
        margin={{ top: 6, right: 10, bottom: 4, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid {...GRID} />
        <XAxis
          type="number"
          dataKey="step"
          domain={panel.stepDomain}
          tickCount={6}
          allowDecimals={false}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={AXIS_LINE}
          tickLine={false}
          height={32}
          label={{ value: 'step', position: 'insideBottom', offset: 0, ...AXIS_TICK }}
        />
        <YAxis
          type="number"
          domain={panel.domain}
          ticks={panel.ticks}
          tickFormatter={(value: number) => formatNumber(value)}
          tick={AXIS_TICK}
          axisLine={false}
          tickLine={false}
          width={44}
          allowDataOverflow
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--outline)' }}
          content={({ payload }) => <CurveTooltip row={payload?.[0]?.payload as CurveRow | undefined} panel={panel} />}
        />
        {panel.methods.map(({ method }) => (
          <Area
            key={`${method} band`}
            dataKey={(row: CurveRow) => row[method]?.band ?? null}
            stroke="none"
            fill={methodColor(method)}
            fillOpacity={0.14}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {panel.methods.map(({ method }) => (
          <Line
            key={method}
            dataKey={(row: CurveRow) => row[method]?.mean ?? null}
            stroke={methodColor(method)}
            strokeWidth={2}
            dot={panel.rows.length < 3 ? { r: 2.5 } : false}
            activeDot={{ r: 3, stroke: 'var(--surface)' }}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

function CurveTooltip({ row, panel }: { row: CurveRow | undefined; panel: CurvePanel }) {
  if (row === undefined) return null
  return (
    <div className={cn(FLOATING, 'px-2.5 py-2 text-12 tabular-nums')}>
      <p className="mb-1 font-medium">step {row.step}</p>
      <dl className="grid grid-cols-[auto_auto_auto_auto] items-center gap-x-2 gap-y-0.5">
        {panel.methods.map(({ method }) => {
          const cell = row[method]
          if (cell === undefined) return null
          const deviation = cell.band === null ? 0 : (cell.band[1] - cell.band[0]) / 2
          return (
            <div key={method} className="contents">
              <dt className="size-2 rounded-full" style={{ background: methodColor(method) }} aria-hidden="true" />
              <dd>{method}</dd>
              <dd className="text-right">{formatWithDeviation(cell.mean, deviation)}</dd>
              <dd className="text-right text-muted">n {cell.count}</dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
