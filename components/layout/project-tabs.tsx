'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { compareHref, projectHref, reportsHref, runsHref, sweepsHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import type { Place } from './use-place'

/** The row of places in a project, with how much is in each. */
export function ProjectTabs({ path, current }: { path: ProjectPath; current: Place['tab'] }) {
  const trpc = useTRPC()
  // From the list that the layout brings along: what the page brings may come before or after these tabs are drawn,
  // and server and browser would then draw different things.
  const { data: projects } = useQuery(trpc.projects.list.queryOptions({}))
  const data = projects?.find(({ entity, name }) => entity === path.entity && name === path.project)
  const tabs = [
    { id: 'workspace', name: 'Workspace', href: projectHref(path), count: undefined },
    { id: 'runs', name: 'Runs', href: runsHref(path), count: data?.runCount },
    { id: 'sweeps', name: 'Sweeps', href: sweepsHref(path), count: data?.sweepCount },
    { id: 'compare', name: 'Compare', href: compareHref(path), count: undefined },
    { id: 'reports', name: 'Reports', href: reportsHref(path), count: undefined },
  ]
  return (
    <nav aria-label="Project" className="flex gap-5 overflow-x-auto px-4 sm:px-6">
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          href={tab.href}
          aria-current={tab.id === current ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-8 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-13 text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2',
            tab.id === current && 'border-accent text-ink',
          )}
        >
          {tab.name}
          {tab.count !== undefined && <span className="text-12 text-muted tabular-nums">{formatCount(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  )
}
