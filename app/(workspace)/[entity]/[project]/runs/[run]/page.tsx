import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { RunView } from '~/components/runs/run-page/run-view'

type RunPageProps = { params: Promise<{ entity: string; project: string; run: string }> }

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const path = decodeSegments(await params)
  const { name } = await orNotFound(queryClient().fetchQuery(trpc.runs.byId.queryOptions(path)))
  return { title: name }
}

export default async function RunPage({ params }: RunPageProps) {
  const path = decodeSegments(await params)
  const cache = queryClient()
  const [{ storageId }] = await Promise.all([
    orNotFound(cache.fetchQuery(trpc.runs.byId.queryOptions(path))),
    cache.prefetchQuery(trpc.projects.byName.queryOptions({ entity: path.entity, project: path.project })),
  ])
  await cache.prefetchQuery(trpc.runs.metrics.queryOptions({ storageId }))
  return (
    <HydrateClient>
      <RunView path={path} />
    </HydrateClient>
  )
}
