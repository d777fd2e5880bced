import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { ReportPage } from '~/components/reports/report-page'

type Props = { params: Promise<{ entity: string; project: string; report: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { report } = decodeSegments(await params)
  const { title } = await orNotFound(queryClient().fetchQuery(trpc.reports.byId.queryOptions({ report })))
  return { title }
}

export default async function ReportRoute({ params }: Props) {
  const { report, ...path } = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.reports.byId.queryOptions({ report })))
  return (
    <HydrateClient>
      <ReportPage path={path} report={report} />
    </HydrateClient>
  )
}
