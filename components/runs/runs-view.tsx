'use client'

/** The page of a project: what is best, the charts of the first runs, and the table of all. */
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { LineHighlightProvider, useHighlightLine } from '~/components/charts/line-highlight'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { runHref } from '~/components/lib/paths'
import { ConnectSteps } from '~/components/projects/connect-steps'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import type { RunSummary } from '~/server/domain/run'
import { allColumns, shownColumns } from './columns'
import { ProjectHeadline } from './project-headline'
import type { ChartedState } from './run-row'
import { RunTable } from './run-table'
import { RunsCharts } from './runs-charts'
import { RunsSkeleton } from './runs-skeleton'
import { RunsToolbar } from './runs-toolbar'
import { runsViewParams } from './search-params'
import { useObjectives, useRuns } from './use-runs'

export function RunsView({ path }: { path: ProjectPath }) {
  return (
    <LineHighlightProvider>
      <Runs path={path} />
    </LineHighlightProvider>
  )
}

const NO_KEYS = { config: [], summary: [], metrics: [] }

function Runs({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const router = useRouter()
  const highlight = useHighlightLine()
  const [view, setView] = useQueryStates(runsViewParams)
  const { query, runs, total, waitingCount, hold, release, refresh, more } = useRuns(path)
  const keys = useQuery(trpc.runs.columns.queryOptions(path)).data ?? NO_KEYS
  const objectives = useObjectives(path)
  const columns = useMemo(() => shownColumns(view.columns, keys, objectives), [view.columns, keys, objectives])
  const hidden = useMemo(() => new Set(view.hide), [view.hide])
  const first = useMemo(() => new Set(runs.slice(0, view.top).map((run) => run.id)), [runs, view.top])
  const charted = useMemo(() => runs.slice(0, view.top).filter((run) => !hidden.has(run.id)), [runs, view.top, hidden])
  const isNarrowed = view.q !== '' || view.filter.length > 0

  if (query.isPending) return <RunsSkeleton />
  if (query.isError && query.data === undefined) {
    return <ErrorState what="The runs could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  if (total === 0 && !isNarrowed) return <EmptyProject path={path} />

  function chartedState(run: RunSummary): ChartedState {
    if (!first.has(run.id)) return 'beyond'
    return hidden.has(run.id) ? 'hidden' : 'charted'
  }

  function toggleCharted({ id }: RunSummary) {
    void setView({ hide: hidden.has(id) ? view.hide.filter((other) => other !== id) : [...view.hide, id] })
  }

  return (
    <div className="flex flex-col gap-5">
      <ProjectHeadline path={path} />
      <RunsCharts runs={charted} total={total} keys={keys} objectives={objectives} />
      <section
        aria-label="Runs"
        className="flex flex-col gap-2"
        onPointerEnter={hold}
        onPointerLeave={release}
        onFocus={hold}
        onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || release()}
      >
        <RunsToolbar
          total={total}
          columns={columns}
          offered={allColumns(keys)}
          waitingCount={waitingCount}
          onRefresh={refresh}
        />
        {runs.length === 0 ? (
          <EmptyState title="No run matches">
            <p>Every filter and the search must hold for a run to be listed.</p>
            <Button className="self-start" onClick={() => setView({ q: '', filter: [] })}>
              Clear search and filters
            </Button>
          </EmptyState>
        ) : (
          <RunTable
            runs={runs}
            total={total}
            columns={columns}
            sort={view.sort}
            onSort={(sort) => {
              release()
              void setView({ sort })
            }}
            chartedState={chartedState}
            onToggleCharted={toggleCharted}
            hrefOf={(run) => runHref({ ...path, run: run.id })}
            onOpen={(run) => router.push(runHref({ ...path, run: run.id }))}
            onHover={(run) => highlight(run?.storageId ?? null)}
            onEnd={more}
            isMoreComing={query.isFetchingNextPage}
          />
        )}
      </section>
    </div>
  )
}

function EmptyProject({ path }: { path: ProjectPath }) {
  return (
    <EmptyState title={`No run in ${path.project} yet`} isPage>
      <p>Paste this into a training script; the first run shows up here by itself.</p>
      <ConnectSteps project={path.project} />
    </EmptyState>
  )
}
