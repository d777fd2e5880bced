import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { RunsView } from '~/components/runs/runs-view'
import { loadRunsView, runsQuery } from '~/components/runs/search-params'

type ProjectPageProps = { params: Promise<{ entity: string; project: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: ProjectPageProps): Promise<Metadata> {
  return { title: decodeSegments(await params).project }
}

export default async function ProjectPage({ params, searchParams }: ProjectPageProps) {
  const path = decodeSegments(await params)
  const view = await loadRunsView(searchParams)
  const cache = queryClient()
  await Promise.all([
    orNotFound(cache.fetchQuery(trpc.projects.byName.queryOptions(path))),
    cache.prefetchQuery(trpc.runs.columns.queryOptions(path)),
    cache.prefetchQuery(trpc.sweeps.list.queryOptions(path)),
    cache.prefetchInfiniteQuery(
      trpc.runs.list.infiniteQueryOptions(runsQuery(path, view), { getNextPageParam: (page) => page.nextCursor }),
    ),
  ])
  return (
    <HydrateClient>
      <RunsView path={path} />
    </HydrateClient>
  )
}
