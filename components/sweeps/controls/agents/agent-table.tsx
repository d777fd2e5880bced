'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { countOf, formatCount } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { useNow } from '~/components/lib/use-now'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { Agent } from '~/server/domain/agent'
import type { ProjectPath } from '~/server/domain/ids'
import { isStoppable, standingOf } from './agent-words'
import { StopAgentDialog } from './stop-agent-dialog'

/** Agents beyond it are gone or lost ones that nobody looks at each time. */
const SHOWN = 50

/** Who works for this sweep, how each is doing, and ways to end it or to let it in again. */
export function AgentTable({ sweep, path }: { sweep: string; path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: agents } = useSuspenseQuery(trpc.agents.list.queryOptions({ sweep }))
  const [areAllShown, setAllShown] = useState(false)
  if (agents.length === 0) {
    return (
      <p className="py-3 text-13 text-muted">
        No agent has come yet. Paste one of the lines below on a machine that can train.
      </p>
    )
  }
  const ordered = [...agents].sort((a, b) => Number(isAway(a)) - Number(isAway(b)))
  const shown = areAllShown ? ordered : ordered.slice(0, SHOWN)
  return (
    <>
      <Table label="Agents">
        <TableHeader>
          <TableRow>
            <TableHead>Agent</TableHead>
            <TableHead>State</TableHead>
            <TableHead>Current run</TableHead>
            <TableHead className="numeric">Finished</TableHead>
            <TableHead className="numeric">Failed</TableHead>
            <TableHead>Last seen</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((agent) => (
            <AgentRow key={agent.id} agent={agent} sweep={sweep} path={path} />
          ))}
        </TableBody>
      </Table>
      {ordered.length > shown.length && (
        <Button variant="link" size="sm" className="self-start" onClick={() => setAllShown(true)}>
          Show {countOf(ordered.length - shown.length, 'more agent')}
        </Button>
      )}
    </>
  )
}

function isAway({ state }: Agent): boolean {
  return state === 'gone' || state === 'lost'
}

type RowProps = { agent: Agent; sweep: string; path: ProjectPath }

function AgentRow({ agent, sweep, path }: RowProps) {
  const isElsewhere = agent.sweep !== null && agent.sweep !== sweep
  return (
    <TableRow>
      <TableCell>
        <span className="whitespace-nowrap">{agent.name}</span>
        {agent.host !== agent.name && <span className="ml-2 whitespace-nowrap text-12 text-muted">{agent.host}</span>}
        {agent.worksForProject && <span className="ml-2 whitespace-nowrap text-12 text-muted">whole project</span>}
      </TableCell>
      <TableCell>
        <AgentState agent={agent} sweep={sweep} />
      </TableCell>
      <TableCell>
        {agent.runId === null ? (
          <span className="text-muted">none</span>
        ) : (
          <>
            <Link href={runHref({ ...path, run: agent.runId })} className="link whitespace-nowrap">
              {agent.runName ?? agent.runId}
            </Link>
            {isElsewhere && agent.sweep !== null && (
              <span className="ml-2 whitespace-nowrap text-12 text-muted">
                of{' '}
                <Link href={sweepHref(path, agent.sweep)} className="link">
                  {agent.sweepName}
                </Link>
              </span>
            )}
          </>
        )}
      </TableCell>
      <TableCell className="numeric">{formatCount(agent.finishedCount)}</TableCell>
      <TableCell className="numeric">{formatCount(agent.failedCount)}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <TimeAgo time={agent.heartbeatAt} />
      </TableCell>
      <TableCell className="text-right">
        {isStoppable(agent) && <StopAgentDialog agent={agent} sweep={sweep} />}
      </TableCell>
    </TableRow>
  )
}

function AgentState({ agent, sweep }: { agent: Agent; sweep: string }) {
  const { isStopping, says } = standingOf(agent, useNow())
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {isStopping ? (
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <span aria-hidden="true" className="inline-block w-3 text-center text-12 text-warn-ink">
            ◐
          </span>
          stopping
        </span>
      ) : (
        <StateMark state={agent.state} />
      )}
      {says !== null && (
        <span className="text-12 text-muted" suppressHydrationWarning>
          {says}
        </span>
      )}
      {agent.state === 'set_aside' && !isStopping && <ReadmitButton agent={agent} sweep={sweep} />}
    </div>
  )
}

function ReadmitButton({ agent, sweep }: { agent: Agent; sweep: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const readmit = useMutation(
    trpc.agents.readmit.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.agents.list.queryFilter({ sweep })),
    }),
  )
  return (
    <>
      <Button size="sm" disabled={readmit.isPending} onClick={() => readmit.mutate({ agent: agent.id })}>
        Let in again
      </Button>
      {readmit.error && <span className="text-12 text-bad">{errorFacts(readmit.error).message}</span>}
    </>
  )
}
