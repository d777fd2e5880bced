'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useRef, useState } from 'react'
import { TimeAgo } from '~/components/layout/time-ago'
import { AllNearContext } from '~/components/lib/use-near-viewport'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import { DeleteReport } from './delete-report'
import { ExportReport } from './export-report'
import { ReportBlocks } from './report-blocks'

/** Only in the browser: it begins with what a closed tab left behind there. */
const ReportEditor = dynamic(() => import('./report-editor').then((module) => module.ReportEditor), {
  ssr: false,
  loading: () => <Skeleton className="h-96 w-full" />,
})

export function ReportPage({ path, report: id }: { path: ProjectPath; report: string }) {
  const trpc = useTRPC()
  const { data: report } = useSuspenseQuery(trpc.reports.byId.queryOptions({ report: id }))
  const [isEditing, setEditing] = useQueryState('edit', parseAsBoolean.withDefault(false))
  const article = useRef<HTMLElement>(null)
  const [isTaking, setTaking] = useState(false)
  if (isEditing) return <ReportEditor path={path} report={report} onDone={() => setEditing(null)} />
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <h1 className="text-28">{report.title}</h1>
          <p className="mt-1 text-12 text-muted">
            by {report.createdBy}
            {report.updatedBy !== report.createdBy && `, last changed by ${report.updatedBy}`} ·{' '}
            <TimeAgo time={report.updatedAt} />
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button onClick={() => setEditing(true)}>Edit</Button>
          <ExportReport report={report} article={article} isTaking={isTaking} onTaking={setTaking} />
          <DeleteReport path={path} report={report} />
        </div>
      </header>
      <article ref={article} className="flex flex-col gap-6">
        {report.content.blocks.length === 0 ? (
          <p className="text-muted">Nothing is written yet. Edit begins.</p>
        ) : (
          <AllNearContext value={isTaking}>
            <ReportBlocks path={path} blocks={report.content.blocks} />
          </AllNearContext>
        )}
      </article>
    </div>
  )
}
