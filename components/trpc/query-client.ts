/**
 * The one way a QueryClient is made, for the server's prefetch and for the browser. Only answers are handed to the
 * browser, never queries under way: layout and page share a request's cache, and a query that one starts while the
 * other is drawn would be waiting in the HTML and answered in the browser. So pages wait for what they prefetch.
 */
import { QueryClient } from '@tanstack/react-query'
import { errorCode } from './errors'

/** Trying again helps against a restart of the server, not against a refusal, and never while a page is drawn. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (typeof window === 'undefined') return false
  const code = errorCode(error)
  const isRefusal = code !== null && code !== 'INTERNAL_SERVER_ERROR' && code !== 'SERVICE_UNAVAILABLE'
  return !isRefusal && failures < 3
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Hints say when something changed; the clock alone is no reason to ask again.
      queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: shouldRetry, retryDelay: 1000 },
      // As one text in the HTML: React would take an answer apart and put it together again field by field.
      dehydrate: { serializeData: JSON.stringify },
      hydrate: { deserializeData: JSON.parse },
    },
  })
}
