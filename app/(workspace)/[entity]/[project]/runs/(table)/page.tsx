import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { prefetchRuns } from '~/app/_trpc/prefetch-runs'
import { HydrateClient } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { RunsPage } from '~/components/runs/runs-page'

type RunsPageProps = { params: Promise<{ entity: string; project: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: RunsPageProps): Promise<Metadata> {
  return { title: `Runs · ${decodeSegments(await params).project}` }
}

export default async function AllRunsPage({ params, searchParams }: RunsPageProps) {
  const path = decodeSegments(await params)
  await prefetchRuns(path, searchParams)
  return (
    <HydrateClient>
      <RunsPage path={path} />
    </HydrateClient>
  )
}
