'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { formatCount } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { Agent } from '~/server/domain/agent'
import type { ProjectPath } from '~/server/domain/ids'

/** Who works for this sweep, and how each is doing. */
export function AgentTable({ sweep, path }: { sweep: string; path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: agents } = useSuspenseQuery(trpc.agents.list.queryOptions({ sweep }))
  if (agents.length === 0) {
    return (
      <p className="py-3 text-13 text-muted">
        No agent has come yet. Paste one of the lines on a machine that can train.
      </p>
    )
  }
  return (
    <Table label="Agents">
      <TableHeader>
        <TableRow>
          <TableHead>Agent</TableHead>
          <TableHead>State</TableHead>
          <TableHead>Current run</TableHead>
          <TableHead className="numeric text-right">Finished</TableHead>
          <TableHead className="numeric text-right">Failed</TableHead>
          <TableHead>Last seen</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {agents.map((agent) => (
          <AgentRow key={agent.id} agent={agent} sweep={sweep} path={path} />
        ))}
      </TableBody>
    </Table>
  )
}

function AgentRow({ agent, sweep, path }: { agent: Agent; sweep: string; path: ProjectPath }) {
  return (
    <TableRow>
      <TableCell>
        <span className="whitespace-nowrap">{agent.name}</span>
        {agent.host !== agent.name && <span className="ml-2 whitespace-nowrap text-12 text-muted">{agent.host}</span>}
      </TableCell>
      <TableCell>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateMark state={agent.state} />
          {agent.stateReason !== null && <span className="text-12 text-muted">{agent.stateReason}</span>}
          {agent.state === 'set_aside' && <ReadmitButton agent={agent} sweep={sweep} />}
        </div>
      </TableCell>
      <TableCell>
        {agent.runId === null ? (
          <span className="text-muted">none</span>
        ) : (
          <Link href={runHref({ ...path, run: agent.runId })} className="link whitespace-nowrap">
            {agent.runName ?? agent.runId}
          </Link>
        )}
      </TableCell>
      <TableCell className="numeric">{formatCount(agent.finishedCount)}</TableCell>
      <TableCell className="numeric">{formatCount(agent.failedCount)}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <TimeAgo time={agent.heartbeatAt} />
      </TableCell>
    </TableRow>
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
