'use client'

/**
 * What the cache holds under a key, without asking for it. For the frame around a page: a query that the frame started
 * would be under way when the page brings the answer along, and server and browser would then draw different things.
 */
import { notifyManager, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'

export function useCached<T>(key: QueryKey): T | undefined {
  const client = useQueryClient()
  const subscribe = useCallback(
    (onChange: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(onChange)),
    [client],
  )
  return useSyncExternalStore(
    subscribe,
    () => client.getQueryData<T>(key),
    () => undefined,
  )
}
