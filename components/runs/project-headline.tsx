'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { countOf, formatNumber } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import { bestByObjective } from './best-by-objective'

/** What is best and what is happening, in one line. */
export function ProjectHeadline({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: project } = useQuery(trpc.projects.byName.queryOptions(path))
  const { data: sweeps } = useQuery(trpc.sweeps.list.queryOptions(path))
  const bests = bestByObjective(sweeps ?? [])
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1 className="text-20">{path.project}</h1>
      {bests.map(({ objective, best, sweep }) => (
        <p key={`${objective.goal} ${objective.name}`} className="flex flex-wrap items-baseline gap-x-1.5">
          <span className="text-muted">best {objective.name}</span>
          <span className="font-semibold text-15 tabular-nums">{formatNumber(best.value)}</span>
          <Link href={runHref({ ...path, run: best.runId })} className="link">
            {best.runName}
          </Link>
          <span className="text-muted">in {sweep}</span>
        </p>
      ))}
      {project && (
        <p className="flex items-baseline gap-x-1.5 text-muted">
          {project.runningCount > 0 ? (
            <>
              <StateMark state="running" short />
              {countOf(project.runningCount, 'run')} under way
            </>
          ) : (
            'nothing running'
          )}
          {project.lastActivityAt && (
            <span>
              · last heard <TimeAgo time={project.lastActivityAt} />
            </span>
          )}
        </p>
      )}
    </div>
  )
}
