import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { ReportsList } from '~/components/reports/reports-list'

export const metadata: Metadata = { title: 'Reports' }

type Props = { params: Promise<{ entity: string; project: string }> }

export default async function ReportsPage({ params }: Props) {
  const path = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.reports.list.queryOptions(path)))
  return (
    <HydrateClient>
      <ReportsList path={path} />
    </HydrateClient>
  )
}
