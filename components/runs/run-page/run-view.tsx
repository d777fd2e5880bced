'use client'

/** One run: what became of it, its curves, its settings, what it printed, and why it was made. */
import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { formatCount } from '~/components/lib/format'
import { errorCode } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '~/components/ui/tabs'
import type { RunPath } from '~/server/domain/ids'
import { RUN_TABS, type RunTab, runParams } from '../run-params'
import { flatEntries } from '../value-at'
import { ConsoleView } from './console-view'
import { RunCharts } from './run-charts'
import { RunHeader } from './run-header'
import { RunOverview } from './run-overview'
import { RunSettings } from './run-settings'
import { RunSkeleton } from './run-skeleton'

export function RunView({ path }: { path: RunPath }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.runs.byId.queryOptions(path))
  const [{ tab }, setParams] = useQueryStates(runParams)
  if (query.data === undefined) {
    if (query.isPending) return <RunSkeleton />
    if (errorCode(query.error) === 'NOT_FOUND') {
      return (
        <EmptyState title="There is no such run" isPage>
          {query.error.message}
        </EmptyState>
      )
    }
    return <ErrorState what="The run could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  const run = query.data
  const labels: Record<RunTab, [string, number | null]> = {
    charts: ['Charts', null],
    config: ['Config and summary', flatEntries(run.config).length + flatEntries(run.summary).length],
    console: ['Console', run.consoleLineCount],
    overview: ['Overview', null],
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4">
      <RunHeader run={run} />
      <Tabs
        value={tab}
        onValueChange={(next) => setParams({ tab: next as RunTab, q: null, follow: null })}
        className="min-h-0 flex-1"
      >
        <TabsList aria-label="Parts of the run">
          {RUN_TABS.map((id) => {
            const [name, count] = labels[id]
            return (
              <TabsTrigger key={id} value={id}>
                {name} {count !== null && <span className="text-12 text-muted tabular-nums">{formatCount(count)}</span>}
              </TabsTrigger>
            )
          })}
        </TabsList>
        <TabsContent value="charts">
          <RunCharts run={run} />
        </TabsContent>
        <TabsContent value="config">
          <RunSettings run={run} />
        </TabsContent>
        <TabsContent value="console" className="flex min-h-0 flex-1 flex-col">
          <ConsoleView run={run} />
        </TabsContent>
        <TabsContent value="overview">
          <RunOverview run={run} />
        </TabsContent>
      </Tabs>
    </div>
  )
}
