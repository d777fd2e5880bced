'use client'

/**
 * Keeps what is on the page true: listens to hints and asks again for what they touch, each query at most once a
 * second (a list of many pages as many seconds as it has pages). A query that is under way when a hint comes is asked
 * once more after it, never cut off, or a slow answer under a fast training would never arrive.
 */
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useState } from 'react'
import type { ProjectPath } from '~/server/domain/ids'
import type { Hint } from '~/server/domain/live'
import { isTouched } from './hint-targets'
import { useTRPC } from './provider'

const REFETCH_MS_MIN = 1000

export type LiveState = 'live' | 'connecting' | 'offline'

/** `path` null means all projects that one may see. */
export function useLiveHints(path: ProjectPath | null): LiveState {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [refresher] = useState(() => createRefresher(queryClient))
  useEffect(() => refresher.start(), [refresher])
  const subscription = useSubscription(
    trpc.live.hints.subscriptionOptions({ path }, { onData: (hint) => refresher.take(hint) }),
  )
  if (subscription.status === 'pending') return 'live'
  return subscription.status === 'error' ? 'offline' : 'connecting'
}

function createRefresher(queryClient: QueryClient) {
  const dirty = new Set<string>()
  const askedAt = new Map<string, number>()

  function flush(): void {
    if (dirty.size === 0) return
    const now = Date.now()
    const due = new Set<string>()
    for (const hash of dirty) {
      const query = queryClient.getQueryCache().get(hash)
      if (query?.state.fetchStatus === 'fetching') continue
      if (query !== undefined && now - (askedAt.get(hash) ?? 0) < refetchMs(query)) continue
      dirty.delete(hash)
      if (query === undefined) continue
      due.add(hash)
      askedAt.set(hash, now)
    }
    if (due.size > 0) void queryClient.invalidateQueries({ predicate: (query) => due.has(query.queryHash) })
  }

  return {
    take(hint: Hint): void {
      for (const query of queryClient.getQueryCache().getAll()) {
        if (isTouched(hint, query.queryKey)) dirty.add(query.queryHash)
      }
      flush()
    },
    start(): () => void {
      const timer = setInterval(flush, 250)
      return () => clearInterval(timer)
    },
  }
}

/** What costs the server more, or is looked at less closely, is asked again less often. */
const SLOW_MS: Record<string, number> = { 'history.keys': 5000, 'runs.values': 3000, 'runs.importance': 15_000 }
/** A curve of a thousand runs moves little in a second, and costs as much as a thousand curves. */
const GROUPED_MS_A_RUN = 8

/** A query may say in its `meta` how often it wants to be asked, given what it holds. */
function refetchMs({ queryKey, state, meta }: Query): number {
  const own = meta?.['refetchMs']
  if (typeof own === 'function') return Number(own(state.data))
  const path = Array.isArray(queryKey[0]) ? queryKey[0].join('.') : ''
  if (path === 'history.grouped') {
    const { input } = (queryKey[1] ?? {}) as { input?: { groups?: { storageIds: unknown[] }[] } }
    const runs = input?.groups?.reduce((sum, { storageIds }) => sum + storageIds.length, 0) ?? 0
    return Math.max(REFETCH_MS_MIN, GROUPED_MS_A_RUN * runs)
  }
  const data = state.data as { pages?: unknown[] } | undefined
  return SLOW_MS[path] ?? REFETCH_MS_MIN * Math.max(1, data?.pages?.length ?? 1)
}
