'use client'

import type { SweepDetail } from '~/server/domain/sweep'
import { AgentLines } from './agent-lines'
import { AgentTable } from './agent-table'

/** Who works for the sweep, and the lines that start more of them. */
export function AgentsTab({ sweep }: { sweep: SweepDetail }) {
  return (
    <div className="flex flex-col gap-6">
      <AgentTable sweep={sweep.id} path={{ entity: sweep.entity, project: sweep.project }} />
      <section aria-labelledby="start-agent" className="max-w-3xl">
        <h2 id="start-agent" className="mb-1 text-15">
          Start an agent
        </h2>
        <AgentLines sweep={sweep.id} hasProgram={sweep.config.program !== undefined} />
      </section>
    </div>
  )
}
