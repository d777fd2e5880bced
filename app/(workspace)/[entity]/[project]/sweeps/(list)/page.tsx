import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { SweepsOverview } from '~/components/sweeps/list/sweeps-overview'

export const metadata: Metadata = { title: 'Sweeps' }

type Props = { params: Promise<{ entity: string; project: string }> }

export default async function SweepsPage({ params }: Props) {
  const path = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.sweeps.list.queryOptions(path)))
  return (
    <HydrateClient>
      <SweepsOverview path={path} />
    </HydrateClient>
  )
}
