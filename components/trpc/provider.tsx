'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import type { AppRouter } from '~/server/trpc/router'
import { makeQueryClient } from './query-client'

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

let browserQueryClient: QueryClient | undefined

/** One cache a tab. On the server one a request: a shared one would show one person's data to another. */
function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient()
  browserQueryClient ??= makeQueryClient()
  return browserQueryClient
}

const ENDPOINT = '/api/trpc'
const LONG_INPUT = 3000

function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url: ENDPOINT }),
        false: splitLink({
          // Hundreds of runs in one question are longer than an address may be.
          condition: (op) => op.type === 'query' && JSON.stringify(op.input)?.length > LONG_INPUT,
          true: httpBatchLink({ url: ENDPOINT, methodOverride: 'POST', maxItems: 8 }),
          false: httpBatchLink({ url: ENDPOINT, maxURLLength: 14_000, maxItems: 20 }),
        }),
      }),
    ],
  })
}

/** Everything below can ask the server: `useTRPC()` gives query options, TanStack Query holds the answers. */
export function ApiProvider({ children }: { children: React.ReactNode }) {
  const queryClient = getQueryClient()
  const [client] = useState(makeClient)
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
