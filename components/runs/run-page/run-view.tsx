'use client'

/** One run: what became of it, its curves, its settings, what it printed, what it saved, and why it was made. */
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { formatCount } from '~/components/lib/format'
import { errorCode } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '~/components/ui/tabs'
import type { RunPath } from '~/server/domain/ids'
import type { RunDetail } from '~/server/domain/run'
import { RUN_TABS, type RunTab, runParams } from '../run-params'
import { flatEntries } from '../value-at'
import { RunCharts } from './charts/run-charts'
import { RunSettings } from './config/run-settings'
import { RunHeader } from './header/run-header'
import { useRunEdit } from './header/use-run-edit'
import { RunOverview } from './overview/run-overview'
import { RunSkeleton } from './run-skeleton'

// Parts of which most readers open one or none.
const RunCompare = dynamic(() => import('./compare/run-compare').then(({ RunCompare }) => RunCompare))
const ConsoleView = dynamic(() => import('./console/console-view').then(({ ConsoleView }) => ConsoleView))
const RunFiles = dynamic(() => import('./files/run-files').then(({ RunFiles }) => RunFiles))
const RunSystem = dynamic(() => import('./system/run-system').then(({ RunSystem }) => RunSystem))

export function RunView({ path }: { path: RunPath }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.runs.byId.queryOptions(path))
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
  return <RunParts run={query.data} />
}

/** What is looked at inside of a part is no longer meant once another part is opened. */
const LEFT_BEHIND = { q: null, line: null, file: null, step: null, with: null, same: null, times: null, wrap: null }

function RunParts({ run }: { run: RunDetail }) {
  const [{ tab }, setParams] = useQueryStates(runParams)
  const edit = useRunEdit(run)
  const labels: Record<RunTab, [name: string, count: number | null]> = {
    charts: ['Charts', null],
    overview: ['Overview', null],
    config: ['Config', flatEntries(run.config).length],
    compare: ['Compare', null],
    console: ['Console', run.consoleLineCount],
    files: ['Files', run.fileCount],
    system: ['System', null],
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4">
      <RunHeader run={run} edit={edit} />
      <Tabs
        value={tab}
        onValueChange={(next) => setParams({ ...LEFT_BEHIND, tab: RUN_TABS.find((id) => id === next) ?? null })}
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
        <TabsContent value="overview">
          <RunOverview run={run} edit={edit} />
        </TabsContent>
        <TabsContent value="config">
          <RunSettings run={run} />
        </TabsContent>
        <TabsContent value="compare">
          <RunCompare run={run} />
        </TabsContent>
        <TabsContent value="console" className="flex min-h-0 flex-1 flex-col">
          <ConsoleView run={run} />
        </TabsContent>
        <TabsContent value="files">
          <RunFiles run={run} />
        </TabsContent>
        <TabsContent value="system">
          <RunSystem run={run} />
        </TabsContent>
      </Tabs>
    </div>
  )
}
