'use client'

import { useRouter } from 'next/navigation'
import { useDeferredValue } from 'react'
import { EmptyState } from '~/components/layout/empty-state'
import { runHref } from '~/components/lib/paths'
import type { SweepDetail, SweepPoints } from '~/server/domain/sweep'
import { useLight } from '../../charts/light'
import { AgentLines } from '../controls/agent-lines'
import { SweepRunTable } from '../runs/sweep-run-table'
import { PanelsSkeleton } from '../sweep-skeletons'
import { useSweepPoints } from '../use-sweep-points'
import { BestPanel } from './best-panel'
import { BestRunPanel } from './best-run-panel'
import { ImportancePanel } from './importance-panel'
import { ParallelPanel } from './parallel-panel'
import { ScatterPanels } from './scatter-panels'
import { useSweepView } from './use-sweep-view'

/** What is best, how it was found, which settings are good, what matters, and the runs behind it. */
export function OverviewTab({ sweep }: { sweep: SweepDetail }) {
  // A click is more urgent than one run more in the charts.
  const data = useDeferredValue(useSweepPoints(sweep.id, { throwOnError: true }))
  if (data === undefined) return <PanelsSkeleton />
  if (!data.points.some((point) => point.state !== 'pending')) return <WaitingForRuns sweep={sweep} />
  return <Panels sweep={sweep} data={data} />
}

function WaitingForRuns({ sweep }: { sweep: SweepDetail }) {
  const isOpen = sweep.state === 'pending' || sweep.state === 'running'
  if (!isOpen) {
    return (
      <EmptyState title="No run was made">
        <p>{`This sweep is ${sweep.state} and no agent took a run from it.`}</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={sweep.agentCount > 0 ? 'Waiting for the first run…' : 'Waiting for the first agent…'}>
      <p>An agent asks for runs and trains them. Paste this where the training should run; the page fills by itself.</p>
      <AgentLines sweep={sweep.id} />
    </EmptyState>
  )
}

function Panels({ sweep, data }: { sweep: SweepDetail; data: SweepPoints }) {
  const router = useRouter()
  const view = useSweepView(data)
  const light = useLight((run) => router.push(runHref({ entity: sweep.entity, project: sweep.project, run })))
  const { objective } = data
  return (
    <div className="flex min-w-0 flex-col gap-9">
      <h2 className="sr-only">Results</h2>
      {objective === null ? (
        <p className="text-13 text-muted">
          This sweep's config names no metric, so there is no best run; the runs are below.
        </p>
      ) : (
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
          <BestPanel sweep={sweep} data={data} objective={objective} light={light} />
          {/* On a phone the answer comes before its history. */}
          <div className="max-lg:order-first">
            <BestRunPanel sweep={sweep} data={data} objective={objective} />
          </div>
        </div>
      )}
      <ParallelPanel sweep={sweep} view={view} light={light} />
      {objective !== null && (
        <div className="grid gap-x-10 gap-y-9 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
          <ImportancePanel sweep={sweep} />
          <ScatterPanels objective={objective} view={view} whole={data.whole} light={light} />
        </div>
      )}
      <SweepRunTable sweep={sweep} data={data} view={view} light={light} height={420} />
    </div>
  )
}
