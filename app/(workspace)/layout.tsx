import { Shell } from '~/components/layout/shell'
import { HydrateClient, queryClient, requireSession, trpc } from '../_trpc/server'

/** The gate of everything that needs a session, and the frame around it. */
export default async function WorkspaceLayout({ children }: { children: React.ReactNode }) {
  await requireSession()
  await Promise.all([
    queryClient().prefetchQuery(trpc.accounts.me.queryOptions()),
    queryClient().prefetchQuery(trpc.projects.list.queryOptions({})),
  ])
  return (
    <HydrateClient>
      <Shell>{children}</Shell>
    </HydrateClient>
  )
}
