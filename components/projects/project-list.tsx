'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryState } from 'nuqs'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { formatCount } from '~/components/lib/format'
import { projectHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { ConnectSteps } from './connect-steps'
import { projectsParams } from './search-params'

/** Projects of one entity, or of all that one belongs to; latest activity first. */
export function ProjectList({ entity }: { entity: string | null }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.projects.list.queryOptions(entity === null ? {} : { entity }))
  const [q, setQ] = useQueryState('q', projectsParams.q)
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton className="h-80 w-full" />
    return <ErrorState what="The projects could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  const found = query.data.filter((project) =>
    `${project.entity}/${project.name}`.toLowerCase().includes(q.toLowerCase()),
  )
  if (query.data.length === 0) {
    return (
      <EmptyState title="No project yet" isPage>
        <p>A project is made by its first run or sweep. Paste this, and it shows up here by itself.</p>
        <ConnectSteps project="my-project" />
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h1 className="text-20">{entity ?? 'Projects'}</h1>
        <SearchField
          label="Search projects"
          value={q}
          onChange={(text) => setQ(text === '' ? null : text)}
          className="w-full sm:w-64"
        />
      </div>
      <Table label="Projects">
        <TableHeader>
          <TableRow>
            <TableHead>Project</TableHead>
            <TableHead>Now</TableHead>
            <TableHead className="numeric">Runs</TableHead>
            <TableHead className="numeric max-sm:hidden">Sweeps</TableHead>
            <TableHead className="numeric max-sm:hidden">Last heard</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {found.map((project) => (
            <TableRow key={`${project.entity}/${project.name}`} className="h-10 hover:bg-hover">
              <TableCell>
                <Link
                  href={projectHref({ entity: project.entity, project: project.name })}
                  className="font-medium hover:text-accent"
                >
                  {entity === null && <span className="font-normal text-muted">{project.entity} / </span>}
                  {project.name}
                </Link>
              </TableCell>
              <TableCell>
                {project.runningCount > 0 ? (
                  <span className="inline-flex gap-1.5">
                    <StateMark state="running" />
                    {formatCount(project.runningCount)}
                  </span>
                ) : (
                  <span className="text-muted">quiet</span>
                )}
              </TableCell>
              <TableCell className="numeric">{formatCount(project.runCount)}</TableCell>
              <TableCell className="numeric max-sm:hidden">{formatCount(project.sweepCount)}</TableCell>
              <TableCell className="text-right text-muted max-sm:hidden">
                {project.lastActivityAt ? <TimeAgo time={project.lastActivityAt} /> : '–'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {found.length === 0 && <p className="text-muted">No project of that name.</p>}
    </div>
  )
}
