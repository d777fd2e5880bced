'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf } from '~/components/lib/format'
import { useNearViewport } from '~/components/lib/use-near-viewport'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { ChartEmpty, ChartFrame } from './chart-frame'
import { LineChart } from './line-chart'
import { ModelTable } from './model-table'
import { lineModel, type PlotRun, summaryOf } from './prepare/line-model'
import { chartParams } from './search-params'

type MetricPanelProps = { metric: string; runs: PlotRun[]; height?: number }

/** Enough for the widest panel: more buckets than pixels would not be seen. */
const BUCKETS = 400

/** One metric of the given runs over time. Asks for its data when it comes near the window. */
export function MetricPanel({ metric, runs, height = 190 }: MetricPanelProps) {
  const trpc = useTRPC()
  const [{ x, log, smooth, group }] = useQueryStates(chartParams)
  const { ref, isNear } = useNearViewport()
  const storageIds = runs.map((run) => run.storageId)
  const query = useQuery(
    trpc.history.series.queryOptions(
      { storageIds, keys: [metric], x, buckets: BUCKETS },
      { enabled: isNear && runs.length > 0, placeholderData: keepPreviousData },
    ),
  )
  const model = useMemo(
    () => query.data && lineModel(query.data, runs, { xAxis: x, isLog: log, smoothing: smooth, groupBy: group }),
    [query.data, runs, x, log, smooth, group],
  )
  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame
        title={metric}
        note={model && model.oddCount > 0 ? `✕ ${countOf(model.oddCount, 'value')} NaN or infinite` : undefined}
        height={height}
        summary={model ? summaryOf(metric, model) : undefined}
        table={model ? <ModelTable model={model} title={metric} /> : undefined}
      >
        {query.isError && !query.data ? (
          <ErrorLine error={query.error} onRetry={() => query.refetch()} />
        ) : model === undefined ? (
          <PanelWait hasRuns={runs.length > 0} />
        ) : model === null ? (
          <ChartEmpty>
            {log ? 'No value above zero to show on a log axis.' : `A run that logs ${metric} will draw a line here.`}
          </ChartEmpty>
        ) : (
          <LineChart model={model} />
        )}
      </ChartFrame>
    </div>
  )
}

function PanelWait({ hasRuns }: { hasRuns: boolean }) {
  return hasRuns ? <Skeleton className="h-full w-full" /> : <ChartEmpty>No run is chosen for the charts.</ChartEmpty>
}
