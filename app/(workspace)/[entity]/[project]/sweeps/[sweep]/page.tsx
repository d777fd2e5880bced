import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { SweepPage } from '~/components/sweeps/sweep-page'

type Props = { params: Promise<{ entity: string; project: string; sweep: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sweep } = decodeSegments(await params)
  const found = await orNotFound(queryClient().fetchQuery(trpc.sweeps.byId.queryOptions({ sweep })))
  return { title: found.name }
}

export default async function Page({ params }: Props) {
  const { sweep } = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.sweeps.byId.queryOptions({ sweep })))
  await queryClient().prefetchQuery(trpc.sweeps.points.queryOptions({ sweep }))
  // Not awaited: a forest takes its time, and the page streams it while the rest is there already.
  void queryClient().prefetchQuery(trpc.sweeps.importance.queryOptions({ sweep }))
  return (
    <HydrateClient>
      <SweepPage sweep={sweep} place="tabs" />
    </HydrateClient>
  )
}
