'use client'

import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { EmptyState } from '~/components/layout/empty-state'
import { TimeAgo } from '~/components/layout/time-ago'
import { reportHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import type { ReportSummary } from '~/server/domain/report'

/** What people wrote about the runs of a project, last changed first. */
export function ReportsList({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: reports } = useSuspenseQuery(trpc.reports.list.queryOptions(path))
  if (reports.length === 0) {
    return (
      <EmptyState title="No reports yet" isPage>
        <p>
          A report is a page of text with panels that stay live: what was tried, what came of it, what to do next. Share
          it with a link, or take it along as one HTML file.
        </p>
        <NewReport path={path} />
      </EmptyState>
    )
  }
  return (
    <div className="flex max-w-4xl flex-col gap-3">
      <div className="flex items-center gap-2">
        <h1 className="text-20">Reports</h1>
        <div className="ml-auto">
          <NewReport path={path} />
        </div>
      </div>
      <ul className="border-hairline border-t">
        {reports.map((report) => (
          <ReportItem key={report.id} report={report} href={reportHref(path, report.id)} />
        ))}
      </ul>
    </div>
  )
}

function ReportItem({ report, href }: { report: ReportSummary; href: string }) {
  return (
    <li className="border-hairline border-b">
      <Link href={href} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2 hover:bg-hover">
        <span className="min-w-0 font-semibold text-15">{report.title}</span>
        {report.publishedAt !== null && <span className="text-12 text-muted">published</span>}
        <span className="ml-auto whitespace-nowrap text-12 text-muted">
          {report.updatedBy}, <TimeAgo time={report.updatedAt} />
        </span>
      </Link>
    </li>
  )
}

function NewReport({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const router = useRouter()
  const create = useMutation(
    trpc.reports.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`${reportHref(path, id)}?edit=true`),
    }),
  )
  return (
    <div className="flex items-center gap-2">
      <Button
        variant="primary"
        disabled={create.isPending}
        onClick={() => create.mutate({ ...path, title: 'Untitled report', content: { blocks: [] } })}
      >
        <Plus /> New report
      </Button>
      {create.isError && (
        <p role="alert" className="text-12 text-bad">
          {errorFacts(create.error).message}
        </p>
      )}
    </div>
  )
}
