'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { LinePlot } from '~/components/charts/lines/line-plot'
import { plotRun } from '~/components/charts/prepare/plot-run'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { LINE_SETTINGS } from '~/server/domain/panel'
import type { RunDetail } from '~/server/domain/run'
import { systemSections } from './system-charts'

/** Readings have no step of their own; they are of the time since the start. */
const SETTINGS = { ...LINE_SETTINGS, x: 'runtime' as const, clipsOutliers: false }

/** What the machine was doing while the run ran. */
export function RunSystem({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const { storageId } = run
  const query = useQuery(trpc.runs.metrics.queryOptions({ storageId, stream: 'system' }))
  const runs = useMemo(() => [plotRun(run)], [run])
  const sections = useMemo(() => systemSections((query.data ?? []).map(({ key }) => key)), [query.data])
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton className="h-[217px] w-full" />
    return <ErrorState what="The readings could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  if (sections.length === 0) {
    return (
      <EmptyState title="No reading of the machine yet">
        <p>
          Programs that begin with <code className="font-mono">init()</code> of the package{' '}
          <code className="font-mono">sweepboard</code> read processor, memory, disk, network and graphics cards every
          15 seconds; so do those of <code className="font-mono">wandb</code>.
        </p>
      </EmptyState>
    )
  }
  return (
    <CrosshairProvider>
      <div className="flex flex-col gap-5">
        {sections.map((section) => (
          <section key={section.title} className="flex flex-col gap-2">
            <h2 className="text-15">{section.title}</h2>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(min(320px,100%),1fr))] gap-x-6 gap-y-4">
              {section.charts.map(({ title, metrics }) => (
                <LinePlot
                  key={title}
                  title={title}
                  metrics={metrics}
                  runs={runs}
                  settings={SETTINGS}
                  height={160}
                  stream="system"
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </CrosshairProvider>
  )
}
