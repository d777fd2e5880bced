'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { ChartOptions } from '~/components/charts/chart-options'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { MetricPanel } from '~/components/charts/metric-panel'
import { plotRow } from '~/components/charts/prepare/plot-run'
import { ChooseList } from '~/components/layout/choose-list'
import { formatCount } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Select, SelectContent, SelectItem, SelectTrigger } from '~/components/ui/select'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { byUsefulness, isCounter } from './metric-order'
import { useChartedRuns } from './table/use-charted-runs'
import { useColumns } from './table/use-columns'

const CHARTED_RUNS = [10, 20, 50, 100]
const NO_METRICS: string[] = []

const PANELS_SUGGESTED = 6

/** Line charts of the chosen metrics for the first runs of the table. */
export function RunsCharts() {
  const { path, state, setRuns } = useWorkspace()
  const trpc = useTRPC()
  const [chosen, setMetrics] = useQueryState('metrics', parseAsArrayOf(parseAsString))
  const offered = useQuery(trpc.runs.columns.queryOptions(path)).data?.metrics ?? NO_METRICS
  const { goals } = useColumns()
  const { runs, total } = useChartedRuns()
  const plotted = useMemo(() => runs.map((run) => plotRow(run, run.color)), [runs])
  const metrics = chosen ?? suggestedMetrics(offered, [...goals.keys()])
  if (offered.length === 0) return null
  return (
    <section aria-label="Charts" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ShowingRuns count={runs.length} total={total} top={state.runs.top} onTop={(top) => setRuns({ top })} />
        <ChartOptions metrics={offered} />
        <div className="ml-auto">
          <ChooseList
            label="Metrics"
            choices={offered.map((id) => ({ id, label: id }))}
            chosen={metrics}
            onChange={(next) => setMetrics(next)}
            onReset={chosen === null ? undefined : () => setMetrics(null)}
          />
        </div>
      </div>
      <CrosshairProvider>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(320px,100%),1fr))] gap-x-6 gap-y-4">
          {metrics.map((metric) => (
            <MetricPanel key={metric} metric={metric} runs={plotted} />
          ))}
        </div>
      </CrosshairProvider>
    </section>
  )
}

/** Counters only when there is nothing else: they are offered in the list of metrics. */
function suggestedMetrics(metrics: string[], objectives: string[]): string[] {
  const ours = byUsefulness(
    metrics.filter((metric) => !metric.startsWith('_')),
    objectives,
  )
  const telling = ours.filter((metric) => !isCounter(metric) || objectives.includes(metric))
  return (telling.length > 0 ? telling : ours).slice(0, PANELS_SUGGESTED)
}

type ShowingRunsProps = { count: number; total: number; top: number; onTop: (top: number) => void }

/** "Showing 20 of 143 runs", with the way to change it. */
function ShowingRuns({ count, total, top, onTop }: ShowingRunsProps) {
  return (
    <span className="flex items-center gap-1.5 text-12 text-muted">
      Showing
      <Select value={String(top)} onValueChange={(value) => onTop(Number(value))}>
        <SelectTrigger size="sm" aria-label="Runs drawn at most" className="text-ink tabular-nums">
          <span>{formatCount(count)}</span>
        </SelectTrigger>
        <SelectContent>
          {CHARTED_RUNS.map((choice) => (
            <SelectItem key={choice} value={String(choice)}>
              first {choice}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      of {formatCount(total)} runs, as sorted below
    </span>
  )
}
