import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { prefetchRuns } from '~/app/_trpc/prefetch-runs'
import { HydrateClient } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { RunsView } from '~/components/runs/runs-view'

type ProjectPageProps = { params: Promise<{ entity: string; project: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: ProjectPageProps): Promise<Metadata> {
  return { title: decodeSegments(await params).project }
}

export default async function ProjectPage({ params, searchParams }: ProjectPageProps) {
  const path = decodeSegments(await params)
  await prefetchRuns(path, searchParams)
  return (
    <HydrateClient>
      <RunsView path={path} />
    </HydrateClient>
  )
}
