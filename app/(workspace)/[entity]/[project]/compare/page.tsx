import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { ComparePage } from '~/components/compare/compare-page'
import { decodeSegments } from '~/components/lib/paths'

export const metadata: Metadata = { title: 'Compare sweeps' }

type Props = { params: Promise<{ entity: string; project: string }> }

export default async function Page({ params }: Props) {
  const path = decodeSegments(await params)
  await orNotFound(queryClient().fetchQuery(trpc.sweeps.list.queryOptions(path)))
  return (
    <HydrateClient>
      <ComparePage path={path} />
    </HydrateClient>
  )
}
