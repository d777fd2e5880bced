import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'
import { ProjectList } from '~/components/projects/project-list'

type EntityPageProps = { params: Promise<{ entity: string }> }

export async function generateMetadata({ params }: EntityPageProps): Promise<Metadata> {
  return { title: decodeSegments(await params).entity }
}

export default async function EntityPage({ params }: EntityPageProps) {
  const { entity } = decodeSegments(await params)
  await Promise.all([
    orNotFound(queryClient().fetchQuery(trpc.projects.list.queryOptions({ entity }))),
    queryClient().prefetchQuery(trpc.info.queryOptions()),
  ])
  return (
    <HydrateClient>
      <ProjectList entity={entity} />
    </HydrateClient>
  )
}
