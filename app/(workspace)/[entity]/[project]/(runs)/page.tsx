import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import type { SearchParams } from 'nuqs/server'
import { prefetchPanels } from '~/app/_trpc/prefetch-panels'
import { prefetchRuns } from '~/app/_trpc/prefetch-runs'
import { HydrateClient } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { RUN_PANE_COOKIE, readRunPane } from '~/components/workspace/run-pane-cookie'
import { WorkspacePage } from '~/components/workspace/workspace-page'

type ProjectPageProps = { params: Promise<{ entity: string; project: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: ProjectPageProps): Promise<Metadata> {
  return { title: decodeSegments(await params).project }
}

export default async function ProjectPage({ params, searchParams }: ProjectPageProps) {
  const path = decodeSegments(await params)
  const [jar] = await Promise.all([cookies(), prefetchRuns(path, searchParams), prefetchPanels(path, searchParams)])
  return (
    <HydrateClient>
      <WorkspacePage path={path} runPane={readRunPane(jar.get(RUN_PANE_COOKIE)?.value)} />
    </HydrateClient>
  )
}
