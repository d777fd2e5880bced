import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { SweepPage } from '~/components/sweeps/sweep-page'

/** The points of more runs are slower to draw into the HTML than for the browser to ask for, and it can keep those. */
const POINTS_IN_PAGE_MAX = 1000

type Props = { params: Promise<{ entity: string; project: string; sweep: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sweep } = decodeSegments(await params)
  const found = await orNotFound(queryClient().fetchQuery(trpc.sweeps.byId.queryOptions({ sweep })))
  return { title: found.name }
}

export default async function Page({ params }: Props) {
  const { sweep } = decodeSegments(await params)
  const { runs } = await orNotFound(queryClient().fetchQuery(trpc.sweeps.byId.queryOptions({ sweep })))
  // Importance is asked by the panel itself: a forest takes its time, and the page should not wait for it.
  await Promise.all([
    runs.total <= POINTS_IN_PAGE_MAX && queryClient().prefetchQuery(trpc.sweeps.points.queryOptions({ sweep })),
    queryClient().prefetchQuery(trpc.agents.list.queryOptions({ sweep })),
  ])
  return (
    <HydrateClient>
      <SweepPage sweep={sweep} place="tabs" />
    </HydrateClient>
  )
}
