'use client'

import { useQuery } from '@tanstack/react-query'
import { CodeBlock } from '~/components/layout/code-block'
import { useTRPC } from '~/components/trpc/provider'
import { ApiKeys } from './api-keys'

/** Who I am here, the address to give to machines, and the keys they sign in with. */
export function SettingsView() {
  const trpc = useTRPC()
  const { data: me } = useQuery(trpc.accounts.me.queryOptions())
  const { data: info } = useQuery(trpc.info.queryOptions())
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <div className="flex flex-col gap-1">
        <h1 className="text-20">Settings</h1>
        {me && (
          <p className="text-muted">
            Signed in as {me.username}; {me.entities.map(({ name, role }) => `${role} of ${name}`).join(', ')}.
          </p>
        )}
      </div>
      <ApiKeys />
      <section className="flex flex-col gap-2">
        <h2 className="text-15">Address of this server</h2>
        <p className="text-muted">What a training machine needs besides a key.</p>
        <CodeBlock label="Shell" code={`export SWEEPBOARD_URL=${info?.baseUrl ?? ''}`} />
      </section>
    </div>
  )
}
