/**
 * The one way a QueryClient is made, for the server's prefetch and for the browser. Queries that are still under way
 * are dehydrated too: the page streams them instead of waiting.
 */
import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query'
import { errorCode } from './errors'

/** Trying again helps against a restart of the server, not against a refusal. */
function shouldRetry(failures: number, error: unknown): boolean {
  const code = errorCode(error)
  const isRefusal = code !== null && code !== 'INTERNAL_SERVER_ERROR' && code !== 'SERVICE_UNAVAILABLE'
  return !isRefusal && failures < 3
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Hints say when something changed; the clock alone is no reason to ask again.
      queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: shouldRetry, retryDelay: 1000 },
      dehydrate: {
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
        // Next must see the error itself, or its own control flow (redirects) would be swallowed.
        shouldRedactErrors: () => false,
      },
    },
  })
}
