'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ErrorState } from '~/components/layout/error-state'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { countOf, formatNumber } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { Agent } from '~/server/domain/agent'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepDetail, SweepPoint } from '~/server/domain/sweep'
import { sweepPointsOf } from '~/server/domain/sweep-points'
import { AgentLines } from '../../controls/agent-lines'
import { Arrival } from './arrival'

/** The sweep is made: how agents are started, and what comes of it, live, from the first agent to the first value. */
export function StartedPage({ path, sweep: id }: { path: ProjectPath; sweep: string }) {
  const trpc = useTRPC()
  const sweep = useQuery(trpc.sweeps.byId.queryOptions({ sweep: id }))
  const agents = useQuery(trpc.agents.list.queryOptions({ sweep: id }))
  const points = useQuery(
    trpc.sweeps.points.queryOptions({ sweep: id }, { select: (data) => sweepPointsOf(data).points }),
  )
  if (sweep.error !== null && sweep.data === undefined) {
    return <ErrorState what="The sweep could not be read" error={sweep.error} onRetry={() => void sweep.refetch()} />
  }
  return (
    <div className="flex min-w-0 max-w-6xl flex-col gap-8">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-20">{sweep.data === undefined ? 'The sweep is made' : `${sweep.data.name} is made`}</h1>
        <Button asChild variant="primary" className="ml-auto">
          <Link href={sweepHref(path, id)}>Open the sweep</Link>
        </Button>
      </div>
      <section aria-labelledby="start-agents" className="min-w-0">
        <h2 id="start-agents" className="mb-1 text-15">
          Start agents
        </h2>
        <p className="mb-3 text-13 text-muted">
          An agent asks for one run after the other and trains it. Start as many as you like, on any machine.
        </p>
        <AgentLines sweep={id} />
      </section>
      <section aria-labelledby="arrivals" aria-live="polite">
        <h2 id="arrivals" className="mb-2 text-15">
          Then watch them come
        </h2>
        {sweep.data === undefined ? (
          <Skeleton className="h-32" />
        ) : (
          <Arrivals path={path} sweep={sweep.data} agents={agents.data ?? []} points={points.data ?? []} />
        )}
      </section>
    </div>
  )
}

type ArrivalsProps = { path: ProjectPath; sweep: SweepDetail; agents: readonly Agent[]; points: readonly SweepPoint[] }

/** In the order in which they happen; what has not happened yet waits. */
function Arrivals({ path, sweep, agents, points }: ArrivalsProps) {
  const firstAgent = [...agents].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))[0]
  const firstRun = points.find(({ startedAtMs }) => startedAtMs !== null)
  const valued = points.find(({ value }) => value !== null)
  const metric = sweep.objective?.name
  return (
    <ol className="flex flex-col">
      <Arrival isHere={firstAgent !== undefined} waiting="Waiting for the first agent…">
        {firstAgent && (
          <>
            Agent <span className="font-mono">{firstAgent.name}</span> on {firstAgent.host} came{' '}
            <TimeAgo time={firstAgent.createdAt} />
            {agents.length > 1 && `, and ${countOf(agents.length - 1, 'other', 'others')}`}
          </>
        )}
      </Arrival>
      <Arrival isHere={firstRun !== undefined} waiting="then the first run">
        {firstRun && (
          <>
            <Link href={runHref({ ...path, run: firstRun.runId })} className="link">
              {firstRun.name}
            </Link>{' '}
            <StateMark state={firstRun.state} />
            {points.length > 1 && `, and ${countOf(points.length - 1, 'other run')}`}
          </>
        )}
      </Arrival>
      {metric !== undefined && (
        <Arrival isHere={valued !== undefined} waiting={`then its first ${metric}`}>
          {valued?.value != null && (
            <>
              {metric} <span className="font-semibold tabular-nums">{formatNumber(valued.value)}</span> in {valued.name}
            </>
          )}
        </Arrival>
      )}
    </ol>
  )
}
