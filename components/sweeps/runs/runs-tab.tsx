'use client'

import { useRouter } from 'next/navigation'
import { EmptyState } from '~/components/layout/empty-state'
import { runHref } from '~/components/lib/paths'
import type { SweepDetail, SweepPoints } from '~/server/domain/sweep'
import { useLight } from '../../charts/light'
import { AgentLines } from '../controls/agent-lines'
import { useSweepView } from '../results/use-sweep-view'
import { PanelsSkeleton } from '../sweep-skeletons'
import { useSweepPoints } from '../use-sweep-points'
import { SweepRunTable } from './sweep-run-table'

/** The run table alone, as tall as the window allows. */
export function RunsTab({ sweep }: { sweep: SweepDetail }) {
  const data = useSweepPoints(sweep.id, { throwOnError: true })
  if (data === undefined) return <PanelsSkeleton />
  if (data.points.length === 0) {
    return (
      <EmptyState title="No runs yet">
        <p>They appear as soon as an agent asks for the first one.</p>
        <AgentLines sweep={sweep.id} />
      </EmptyState>
    )
  }
  return <Runs sweep={sweep} data={data} />
}

function Runs({ sweep, data }: { sweep: SweepDetail; data: SweepPoints }) {
  const router = useRouter()
  const view = useSweepView(data)
  const light = useLight((run) => router.push(runHref({ entity: sweep.entity, project: sweep.project, run })))
  return (
    <>
      <h2 className="sr-only">All runs of the sweep</h2>
      <SweepRunTable sweep={sweep} data={data} view={view} light={light} height={720} />
    </>
  )
}
