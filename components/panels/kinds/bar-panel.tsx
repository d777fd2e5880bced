'use client'

import { useImperativeHandle, useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { BarChart } from '~/components/charts/drawn'
import { type BarModel, barModel } from '~/components/charts/prepare/columns/bars'
import { barsSvg } from '~/components/charts/prepare/columns/columns-svg'
import { svgLook } from '~/components/charts/svg-look'
import { ErrorLine } from '~/components/layout/error-line'
import { csvOf } from '~/components/lib/csv'
import { countOf, formatNumber } from '~/components/lib/format'
import { useInView } from '~/components/lib/use-in-view'
import { Skeleton } from '~/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { Panel } from '~/server/domain/panel'
import type { PanelExport } from '../panel-export'
import { columnLabel } from '../panel-words'
import { useRunValues } from '../use-run-values'
import type { KindProps } from './kind-props'

export function BarPanel(props: KindProps<Extract<Panel, { kind: 'bar' }>>) {
  const { panel, title, runs, settings, height, actions, exported, onOpenRun } = props
  const { column, isLog = false } = panel
  const { ref, isInView } = useInView(300)
  const { points, error, retry } = useRunValues(
    runs,
    useMemo(() => [column], [column]),
    isInView,
  )
  const { drawn, groups } = runs
  const { band } = settings
  const model = useMemo(
    () => points && barModel({ points, column, runs: drawn, groups }, { band, isLog }),
    [points, column, drawn, groups, band, isLog],
  )
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => (model ? { csv: () => csvOf(barRows(model)), svg: () => barsSvg(model, title, svgLook()) } : null),
    [model, title],
  )
  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame
        title={title}
        note={
          model && model.withoutValue > 0
            ? `${countOf(model.withoutValue, groups ? 'group' : 'run')} without it`
            : undefined
        }
        summary={model ? summaryOf(title, model) : undefined}
        table={model ? <BarTable model={model} title={title} /> : undefined}
        height={height}
        actions={actions}
      >
        {error !== null ? (
          <ErrorLine error={error} onRetry={retry} />
        ) : model === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : model === null ? (
          <ChartEmpty>No run that is drawn has a number for {columnLabel(column)}.</ChartEmpty>
        ) : (
          <BarChart model={model} onOpenRun={onOpenRun} />
        )}
      </ChartFrame>
    </div>
  )
}

function summaryOf(title: string, { bars }: BarModel): string {
  const [first] = bars
  if (first === undefined) return `${title}: no values.`
  const most = bars.reduce((a, b) => (b.value > a.value ? b : a), first)
  const least = bars.reduce((a, b) => (b.value < a.value ? b : a), first)
  return `${title}: ${countOf(bars.length, 'bar')}. Largest ${most.name} at ${formatNumber(most.value)}, smallest ${least.name} at ${formatNumber(least.value)}.`
}

function barRows({ bars }: BarModel) {
  const rows = bars.map(({ name, runId, value, low, high, count }) => [name, runId, value, low, high, count])
  return [['name', 'run', 'value', 'low', 'high', 'runs'], ...rows]
}

function BarTable({ model, title }: { model: BarModel; title: string }) {
  return (
    <Table label={`${title} as a table`} className="text-12">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead className="numeric">Value</TableHead>
          <TableHead className="numeric">From</TableHead>
          <TableHead className="numeric">To</TableHead>
          <TableHead className="numeric">Runs</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {model.bars.map((bar) => (
          <TableRow key={bar.key} className="h-7">
            <TableCell className="max-w-40 truncate">{bar.name}</TableCell>
            <TableCell className="numeric">{formatNumber(bar.value)}</TableCell>
            <TableCell className="numeric">{bar.low === null ? '–' : formatNumber(bar.low)}</TableCell>
            <TableCell className="numeric">{bar.high === null ? '–' : formatNumber(bar.high)}</TableCell>
            <TableCell className="numeric">{bar.count}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
