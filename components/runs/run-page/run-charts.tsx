'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { ChartOptions } from '~/components/charts/chart-options'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { MetricPanel } from '~/components/charts/metric-panel'
import { type PlotRun, plotRun } from '~/components/charts/prepare/plot-run'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunDetail } from '~/server/domain/run'
import { byUsefulness, isCounter } from '../metric-order'
import { metricSections } from '../metric-sections'
import { runParams } from '../run-params'

/** Every metric of the run, in sections by prefix. */
export function RunCharts({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const [{ q }, setParams] = useQueryStates(runParams)
  const query = useQuery(trpc.runs.metrics.queryOptions({ storageId: run.storageId }))
  const runs = useMemo(() => [plotRun(run)], [run])
  if (query.isPending) return <Skeleton className="h-[217px] w-full" />
  if (query.isError && query.data === undefined) {
    return <ErrorState what="The metrics could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  const metrics = (query.data ?? []).filter((fact) => !fact.key.startsWith('_') && fact.pointCount > 0)
  const found = byUsefulness(
    metrics.map((fact) => fact.key),
    [],
  ).filter((key) => key.toLowerCase().includes(q.toLowerCase()))
  const counters = found.filter(isCounter)
  const telling = found.filter((key) => !isCounter(key))
  if (metrics.length === 0) {
    return (
      <EmptyState title="No metric yet">
        <p>
          A chart appears here with the first <code className="font-mono">run.log({'{ loss: 0.42 }'})</code>.
        </p>
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField
          label="Search metrics"
          value={q}
          onChange={(text) => setParams({ q: text === '' ? null : text })}
          className="w-full sm:w-64"
        />
        <ChartOptions metrics={metrics.map((fact) => fact.key)} />
        <span className="ml-auto text-12 text-muted">
          {found.length < metrics.length
            ? `${found.length} of ${metrics.length} metrics`
            : countOf(found.length, 'metric')}
        </span>
      </div>
      <CrosshairProvider>
        {metricSections(telling).map((section) => (
          <section key={section.name} className="flex flex-col gap-2">
            {section.name !== '' && (
              <h2 className="text-15">
                {section.name} <span className="font-normal text-12 text-muted">{section.metrics.length}</span>
              </h2>
            )}
            <Panels metrics={section.metrics} runs={runs} />
          </section>
        ))}
        {counters.length > 0 && (
          <details open={telling.length === 0}>
            <summary className="w-fit cursor-pointer py-1 text-muted hover:text-ink">
              {countOf(counters.length, 'counter')}: {counters.join(', ')}
            </summary>
            <div className="pt-2">
              <Panels metrics={counters} runs={runs} />
            </div>
          </details>
        )}
      </CrosshairProvider>
    </div>
  )
}

function Panels({ metrics, runs }: { metrics: string[]; runs: PlotRun[] }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(320px,100%),1fr))] gap-x-6 gap-y-4">
      {metrics.map((metric) => (
        <MetricPanel key={metric} metric={metric} runs={runs} />
      ))}
    </div>
  )
}
