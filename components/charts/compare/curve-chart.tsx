'use client'

import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import { formatNumber } from '~/components/lib/format'
import { FLOATING } from '~/components/ui/floating'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { CurvePanel } from '../prepare/compare/curves'
import { dashOf } from './line-look'

type CurveRow = CurvePanel['rows'][number]

/** Mean by step for each contender, with its band; faint where fewer than half of its runs are left. */
export function CurveChart({ panel, height, syncId }: { panel: CurvePanel; height: number; syncId: string }) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={panel.rows}
        syncId={syncId}
        syncMethod="value"
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
        {panel.lines.map(({ contender, method }, place) => (
          <Area
            key={`band ${contender}`}
            dataKey={(row: CurveRow) => row.cells[place]?.band ?? null}
            connectNulls
            stroke="none"
            fill={methodColor(method)}
            fillOpacity={0.14}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {panel.lines.flatMap(({ contender, method, ordinal }, place) =>
          [true, false].map((isThin) => (
            <Line
              key={`${contender} ${isThin}`}
              dataKey={(row: CurveRow) => meanWhere(row.cells[place], isThin)}
              // Contenders may log at different steps; between its own a line goes on.
              connectNulls
              stroke={methodColor(method)}
              strokeDasharray={dashOf(ordinal)}
              strokeWidth={isThin ? 1 : 2}
              strokeOpacity={isThin ? 0.6 : 1}
              dot={panel.rows.length < 3 ? { r: 2.5 } : false}
              activeDot={isThin ? false : { r: 3, stroke: 'var(--surface)' }}
              isAnimationActive={false}
            />
          )),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** The thin line runs along the whole of the mean, under the full one, so that the two meet. */
function meanWhere(cell: CurveRow['cells'][number] | undefined, isThin: boolean): number | null {
  if (cell == null) return null
  return isThin || !cell.isThin ? cell.mean : null
}

function CurveTooltip({ row, panel }: { row: CurveRow | undefined; panel: CurvePanel }) {
  if (row === undefined) return null
  return (
    <div className={cn(FLOATING, 'px-2.5 py-2 text-12 tabular-nums')}>
      <p className="mb-1 font-medium">
        {panel.stride === 1 ? 'step' : `last of ${panel.stride} steps to`} {formatNumber(row.step)}
      </p>
      <dl className="grid grid-cols-[auto_1fr_auto_auto_auto] items-center gap-x-2 gap-y-0.5">
        {panel.lines.map(({ contender, label, method }, place) => {
          const cell = row.cells[place]
          if (cell == null) return null
          return (
            <div key={contender} className="contents">
              <dt className="size-2 rounded-full" style={{ background: methodColor(method) }} aria-hidden="true" />
              <dd className="max-w-40 truncate">{label}</dd>
              <dd className="text-right">{formatNumber(cell.mean)}</dd>
              <dd className="text-right text-muted">
                {cell.band && `${formatNumber(cell.band[0])} to ${formatNumber(cell.band[1])}`}
              </dd>
              <dd className="text-right text-muted">n {cell.count}</dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
