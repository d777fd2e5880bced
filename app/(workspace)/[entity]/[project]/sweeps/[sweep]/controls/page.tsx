import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { SweepPage } from '~/components/sweeps/sweep-page'

export const metadata: Metadata = { title: 'Sweep controls' }

type Props = { params: Promise<{ entity: string; project: string; sweep: string }> }

export default async function ControlsPage({ params }: Props) {
  const { sweep } = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.sweeps.byId.queryOptions({ sweep })))
  await Promise.all([
    queryClient().prefetchQuery(trpc.agents.list.queryOptions({ sweep })),
    queryClient().prefetchQuery(trpc.controls.limitFacts.queryOptions({ sweep })),
    queryClient().prefetchQuery(trpc.controls.versions.queryOptions({ sweep })),
    queryClient().prefetchQuery(trpc.controls.failures.queryOptions({ sweep })),
    queryClient().prefetchQuery(trpc.suggestions.list.queryOptions({ sweep })),
  ])
  return (
    <HydrateClient>
      <SweepPage sweep={sweep} place="controls" />
    </HydrateClient>
  )
}
