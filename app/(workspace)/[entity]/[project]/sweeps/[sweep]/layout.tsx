import { orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'

type SweepLayoutProps = { params: Promise<{ sweep: string }>; children: React.ReactNode }

/** A sweep that is not there answers 404 on all of its pages, those with a skeleton too. */
export default async function SweepLayout({ params, children }: SweepLayoutProps) {
  const { sweep } = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.sweeps.byId.queryOptions({ sweep })))
  return children
}
