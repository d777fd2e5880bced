'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { countOf, formatDuration } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { useNow } from '~/components/lib/use-now'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { Agent } from '~/server/domain/agent'
import type { SweepDetail } from '~/server/domain/sweep'
import { StopRunDialog } from './stop-run-dialog'

const SHOWN = 50

/** Each run under way with the agent that has it, and a way to stop that one alone. */
export function RunningSection({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const { data: agents } = useSuspenseQuery(trpc.agents.list.queryOptions({ sweep: sweep.id }))
  const [areAllShown, setAllShown] = useState(false)
  const working = agents.filter((agent) => agent.runId !== null && agent.sweep === sweep.id)
  const shown = areAllShown ? working : working.slice(0, SHOWN)
  const waiting = agents.filter(({ waitingSince, state }) => waitingSince !== null && state === 'active').length
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-13 text-muted">
        {working.length === 0
          ? 'No agent has a run in hand.'
          : `${countOf(working.length, 'run')} in the hands of agents.`}
        {waiting > 0 && ` ${countOf(waiting, 'agent')} ${waiting === 1 ? 'waits' : 'wait'} for one.`}{' '}
        <AgentsLink sweep={sweep} />
      </p>
      {working.length > 0 && (
        <ul>
          {shown.map((agent) => (
            <RunningLine key={agent.id} sweep={sweep} agent={agent} />
          ))}
        </ul>
      )}
      {working.length > shown.length && (
        <Button variant="link" size="sm" className="self-start" onClick={() => setAllShown(true)}>
          Show {countOf(working.length - shown.length, 'more run')}
        </Button>
      )}
    </div>
  )
}

function AgentsLink({ sweep }: { sweep: SweepDetail }) {
  const params = new URLSearchParams(useSearchParams())
  params.set('tab', 'agents')
  const href = `${sweepHref({ entity: sweep.entity, project: sweep.project }, sweep.id)}?${params}`
  return (
    <Link href={href} className="link">
      All agents and their timeline
    </Link>
  )
}

function RunningLine({ sweep, agent }: { sweep: SweepDetail; agent: Agent }) {
  const { entity, project } = sweep
  const name = agent.runName ?? agent.runId ?? ''
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-hairline border-b py-1 last:border-b-0">
      <Link href={runHref({ entity, project, run: agent.runId ?? '' })} className="link min-w-0 basis-48 truncate">
        {name}
      </Link>
      <span className="min-w-0 flex-1 basis-40 truncate text-muted">
        {agent.name} on {agent.host}
      </span>
      <RunningFor since={agent.runStartedAt} />
      {agent.runStorageId !== null && (
        <StopRunDialog
          storageId={agent.runStorageId}
          name={name}
          sweep={sweep.id}
          isStopping={agent.runStopRequestedAt !== null}
        />
      )}
    </li>
  )
}

function RunningFor({ since }: { since: string | null }) {
  const now = useNow()
  if (since === null) return null
  return (
    <span className="numeric w-24 text-muted" suppressHydrationWarning>
      {formatDuration(Math.max(0, (now - Date.parse(since)) / 1000))}
    </span>
  )
}
