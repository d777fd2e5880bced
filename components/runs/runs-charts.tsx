'use client'

import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { ChartOptions } from '~/components/charts/chart-options'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { MetricPanel } from '~/components/charts/metric-panel'
import { ChooseList } from '~/components/layout/choose-list'
import { runColor } from '~/components/lib/color'
import { formatCount } from '~/components/lib/format'
import { Select, SelectContent, SelectItem, SelectTrigger } from '~/components/ui/select'
import type { RunSummary } from '~/server/domain/run'
import { byUsefulness, isCounter } from './metric-order'
import { CHARTED_RUNS, runsViewParams } from './search-params'

type RunsChartsProps = {
  /** Those to draw, in the order of the table. */
  runs: RunSummary[]
  total: number
  keys: { metrics: string[] }
  objectives: string[]
}

const PANELS_SUGGESTED = 6

/** Line charts of the chosen metrics for the first runs of the table. */
export function RunsCharts({ runs, total, keys, objectives }: RunsChartsProps) {
  const [view, setView] = useQueryStates(runsViewParams)
  const metrics = view.metrics ?? suggestedMetrics(keys.metrics, objectives)
  const plotted = useMemo(() => runs.map((run) => ({ ...run, color: runColor(run) })), [runs])
  if (keys.metrics.length === 0) return null
  return (
    <section aria-label="Charts" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ShowingRuns count={runs.length} total={total} top={view.top} onTop={(top) => setView({ top })} />
        <ChartOptions withGroups />
        <div className="ml-auto">
          <ChooseList
            label="Metrics"
            choices={keys.metrics.map((id) => ({ id, label: id }))}
            chosen={metrics}
            onChange={(chosen) => setView({ metrics: chosen })}
            onReset={view.metrics === null ? undefined : () => setView({ metrics: null })}
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
