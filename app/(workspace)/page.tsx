import type { Metadata } from 'next'
import { HydrateClient, queryClient, trpc } from '~/app/_trpc/server'
import { ProjectList } from '~/components/projects/project-list'

export const metadata: Metadata = { title: 'Projects' }

export default async function HomePage() {
  await Promise.all([
    queryClient().prefetchQuery(trpc.projects.list.queryOptions({})),
    queryClient().prefetchQuery(trpc.info.queryOptions()),
  ])
  return (
    <HydrateClient>
      <ProjectList entity={null} />
    </HydrateClient>
  )
}
