'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useQueryState } from 'nuqs'
import { useTRPC } from '~/components/trpc/provider'
import type { SweepDetail } from '~/server/domain/sweep'
import { ConfigTab } from './config-tab'
import { useSweepAction } from './controls/use-sweep-action'
import { PanelBoundary } from './panel-boundary'
import { PriorRunsLine } from './prior-runs-line'
import { OverviewTab } from './results/overview-tab'
import { RunsTab } from './runs/runs-tab'
import { type SweepTab, tabParser } from './search-params'
import { SweepHeader } from './sweep-header'
import { PanelsSkeleton } from './sweep-skeletons'
import { SweepTabs } from './sweep-tabs'

const ControlsTab = dynamic(() => import('./controls/controls-tab').then((module) => module.ControlsTab), {
  loading: () => <PanelsSkeleton />,
})
const AgentsTab = dynamic(() => import('./controls/agents/agents-tab').then((module) => module.AgentsTab), {
  loading: () => <PanelsSkeleton />,
})

/** One sweep. `controls` is a page of its own, because people link to it; the other tabs are a word in the address. */
export function SweepPage({ sweep: id, place }: { sweep: string; place: 'tabs' | 'controls' }) {
  const trpc = useTRPC()
  const { data: sweep } = useSuspenseQuery(trpc.sweeps.byId.queryOptions({ sweep: id }))
  const [tab] = useQueryState('tab', tabParser)
  const acting = useSweepAction(id)
  const shown = place === 'controls' ? 'controls' : tab
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <SweepHeader sweep={sweep} acting={acting} />
      {sweep.priorRunCount > 0 && <PriorRunsLine sweep={sweep} />}
      <SweepTabs sweep={sweep} current={shown} />
      <PanelBoundary key={shown} what="This part of the sweep could not be read" fallback={<PanelsSkeleton />}>
        {shown === 'controls' ? <ControlsTab sweep={sweep} acting={acting} /> : <Tab tab={shown} sweep={sweep} />}
      </PanelBoundary>
    </div>
  )
}

function Tab({ tab, sweep }: { tab: SweepTab; sweep: SweepDetail }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab sweep={sweep} />
    case 'runs':
      return <RunsTab sweep={sweep} />
    case 'config':
      return <ConfigTab sweep={sweep} />
    case 'agents':
      return <AgentsTab sweep={sweep} />
  }
}
