'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { entityHref, projectHref, reportHref, runHref, sweepHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { useCached } from '~/components/trpc/use-cached'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '~/components/ui/dropdown-menu'
import type { ProjectPath, RunPath } from '~/server/domain/ids'
import type { ReportSummary } from '~/server/domain/report'
import type { RunDetail } from '~/server/domain/run'
import type { SweepSummary } from '~/server/domain/sweep'
import { BrandMark } from './brand'
import type { Place } from './use-place'

type Sibling = { name: string; href: string }

/** sweepboard ▸ owner ▸ project ▸ run: each part a link, entity and project also a menu of their siblings. */
export function PathBar({ place }: { place: Place }) {
  const trpc = useTRPC()
  const me = useQuery(trpc.accounts.me.queryOptions())
  const projects = useQuery(trpc.projects.list.queryOptions({}))
  const { entity, project, run, sweep, report } = place
  const entities = (me.data?.entities ?? []).map(({ name }) => ({ name, href: entityHref(name) }))
  const siblings = (projects.data ?? [])
    .filter((other) => other.entity === entity)
    .slice(0, 30)
    .map(({ name }) => ({ name, href: projectHref({ entity: entity ?? '', project: name }) }))
  return (
    <nav aria-label="Path" className="flex min-w-0 items-center gap-1 text-13">
      <Link href="/" className="flex items-center gap-1.5 rounded-sm py-1 pr-1 font-semibold hover:text-accent">
        <BrandMark />
        <span className={entity ? 'max-sm:sr-only' : undefined}>sweepboard</span>
      </Link>
      {entity && <Part name={entity} href={entityHref(entity)} siblings={entities} hideable={project !== null} />}
      {entity && project && <Part name={project} href={projectHref({ entity, project })} siblings={siblings} />}
      {entity && project && run && <RunPart path={{ entity, project, run }} />}
      {entity && project && sweep && <SweepPart path={{ entity, project }} sweep={sweep} />}
      {entity && project && report && <ReportPart path={{ entity, project }} report={report} />}
    </nav>
  )
}

/** By the name that people use; the id is told on hover, and stands in until the name is read. */
function RunPart({ path }: { path: RunPath }) {
  const trpc = useTRPC()
  const data = useCached<RunDetail>(trpc.runs.byId.queryKey(path))
  return <Part name={data?.name ?? path.run} title={`Run ${path.run}`} href={runHref(path)} siblings={[]} />
}

function SweepPart({ path, sweep }: { path: ProjectPath; sweep: string }) {
  const trpc = useTRPC()
  const data = useCached<SweepSummary>(trpc.sweeps.byId.queryKey({ sweep }))
  return <Part name={data?.name ?? sweep} title={`Sweep ${sweep}`} href={sweepHref(path, sweep)} siblings={[]} />
}

function ReportPart({ path, report }: { path: ProjectPath; report: string }) {
  const trpc = useTRPC()
  const data = useCached<ReportSummary>(trpc.reports.byId.queryKey({ report }))
  return <Part name={data?.title ?? report} title={`Report ${report}`} href={reportHref(path, report)} siblings={[]} />
}

type PartProps = Sibling & {
  siblings: Sibling[]
  title?: string
  /** Left out on a phone, where the project matters more. */
  hideable?: boolean
}

function Part({ name, href, siblings, title, hideable = false }: PartProps) {
  return (
    <span className={hideable ? 'flex min-w-0 items-center max-sm:hidden' : 'flex min-w-0 items-center'}>
      <span aria-hidden="true" className="px-1 text-muted">
        ▸
      </span>
      <Link href={href} title={title} className="truncate rounded-sm py-1 hover:text-accent">
        {name}
      </Link>
      {siblings.length > 1 && (
        <DropdownMenu>
          <DropdownMenuTrigger
            aria-label={`Others beside ${name}`}
            className="ml-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
          >
            <ChevronDown className="size-3" />
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            {siblings.map((sibling) => (
              <DropdownMenuItem key={sibling.href} asChild>
                <Link href={sibling.href}>{sibling.name}</Link>
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </span>
  )
}
