'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import { holdOrder } from './hold-order'
import { runsQuery, runsViewParams } from './search-params'

/** The runs of the current view: as many pages as were scrolled to, in an order that can be held still. */
export function useRuns(path: ProjectPath) {
  const trpc = useTRPC()
  const [view] = useQueryStates(runsViewParams)
  const q = useDeferredValue(view.q)
  const query = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(runsQuery(path, { ...view, q }), {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  )
  const read = useMemo(() => dedupe(query.data?.pages.flatMap((page) => page.runs) ?? []), [query.data])
  const [heldIds, setHeldIds] = useState<string[] | null>(null)
  const { rows, waitingCount } = useMemo(() => holdOrder(heldIds, read), [heldIds, read])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false })
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return {
    query,
    runs: rows,
    total: query.data?.pages[0]?.total ?? 0,
    waitingCount,
    hold: () => setHeldIds((held) => held ?? read.map((run) => run.id)),
    release: () => setHeldIds(null),
    /** Lets in what waits, and holds on. */
    refresh: () => setHeldIds((held) => (held === null ? null : read.map((run) => run.id))),
    more,
  }
}

/** A run that moved between the reading of two pages is on both of them. */
function dedupe<T extends { id: string }>(runs: T[]): T[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()]
}

/** Names of what the project's sweeps aim at: the first columns and the first charts. */
export function useObjectives(path: ProjectPath): string[] {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.sweeps.list.queryOptions(path))
  return useMemo(() => [...new Set((data ?? []).flatMap((sweep) => sweep.objective?.name ?? []))], [data])
}
