import type { Metadata } from 'next'
import { HydrateClient, queryClient, trpc } from '~/app/_trpc/server'
import { SettingsView } from '~/components/settings/settings-view'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  await Promise.all([
    queryClient().prefetchQuery(trpc.accounts.keys.queryOptions()),
    queryClient().prefetchQuery(trpc.info.queryOptions()),
  ])
  return (
    <HydrateClient>
      <SettingsView />
    </HydrateClient>
  )
}
