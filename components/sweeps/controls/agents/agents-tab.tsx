'use client'

import type { SweepDetail } from '~/server/domain/sweep'
import { AgentLines } from '../agent-lines'
import { ControlSection } from '../control-section'
import { AgentTable } from './agent-table'
import { TimelineKey, TimelinePanel } from './timeline-panel'

/** Who works for the sweep, what each ran and waited for, and the lines that start more of them. */
export function AgentsTab({ sweep }: { sweep: SweepDetail }) {
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <section aria-label="Agents" className="flex min-w-0 flex-col">
        <AgentTable sweep={sweep.id} path={{ entity: sweep.entity, project: sweep.project }} />
      </section>
      <section aria-label="Timeline" className="flex min-w-0 flex-col gap-2">
        <TimelinePanel sweep={sweep} />
        <TimelineKey />
      </section>
      <ControlSection id="start-agents" title="Start agents" height="h-56">
        <div className="max-w-4xl">
          <AgentLines sweep={sweep.id} />
        </div>
      </ControlSection>
    </div>
  )
}
