'use client'

import type { SweepDetail } from '~/server/domain/sweep'
import { AgentLines } from './agent-lines'
import { AgentTable } from './agents/agent-table'
import { ControlSection } from './control-section'
import { FailuresSection } from './failures/failures-section'
import { LimitsSection } from './limits/limits-section'
import { QueueSection } from './queue/queue-section'
import { RunningSection } from './running/running-section'
import { SpaceSection } from './space/space-section'
import { StateSection } from './state-section'
import type { SweepActing } from './use-sweep-action'

const PARTS = [
  { id: 'state', title: 'State' },
  { id: 'limits', title: 'Limits' },
  { id: 'space', title: 'Space' },
  { id: 'queue', title: 'Queue' },
  { id: 'running', title: 'Running now' },
  { id: 'failures', title: 'Failures' },
  { id: 'agents', title: 'Agents' },
  { id: 'start-agents', title: 'Start agents' },
] as const

/** All that can be done to a sweep while it lives, one part below the other, with the way to each at the left. */
export function ControlsTab({ sweep, acting }: { sweep: SweepDetail; acting: SweepActing }) {
  return (
    <div className="grid min-w-0 gap-x-10 gap-y-4 lg:grid-cols-[8rem_minmax(0,1fr)]">
      <nav aria-label="Controls" className="max-lg:hidden">
        <ul className="sticky top-4 flex flex-col gap-1 text-13">
          {PARTS.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="block py-0.5 text-muted hover:text-ink">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 max-w-6xl flex-col gap-10">
        <ControlSection id="state" title="State">
          <StateSection sweep={sweep} acting={acting} />
        </ControlSection>
        <ControlSection id="limits" title="Limits" height="h-36">
          <LimitsSection sweep={sweep} />
        </ControlSection>
        <ControlSection id="space" title="Space" height="h-40">
          <SpaceSection sweep={sweep} />
        </ControlSection>
        <ControlSection id="queue" title="Queue">
          <QueueSection sweep={sweep} />
        </ControlSection>
        <ControlSection id="running" title="Running now">
          <RunningSection sweep={sweep} />
        </ControlSection>
        <ControlSection id="failures" title="Failures">
          <FailuresSection sweep={sweep} />
        </ControlSection>
        <ControlSection id="agents" title="Agents">
          <AgentTable sweep={sweep.id} path={{ entity: sweep.entity, project: sweep.project }} />
        </ControlSection>
        <ControlSection id="start-agents" title="Start agents" height="h-56">
          <AgentLines sweep={sweep.id} />
        </ControlSection>
      </div>
    </div>
  )
}
