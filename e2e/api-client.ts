/** The tRPC client that tests speak to a server process with, as any agent does. */
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import type { AppRouter } from '~/server/trpc/router'

export type Api = TRPCClient<AppRouter>

export function apiClient({ url, key }: { url: string; key: string }): Api {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, headers: { authorization: `Bearer ${key}` } })],
  })
}
