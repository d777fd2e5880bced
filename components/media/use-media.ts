'use client'

/** Media of runs: at which steps there are values, and the values themselves, each read once and kept. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC, useTRPCClient } from '~/components/trpc/provider'
import type { Json } from '~/server/domain/json'
import type { MediaInput } from '~/server/domain/media'
import type { MediaRun } from './media-run'

/** More runs than this side by side are not looked at. */
export const MEDIA_RUNS_MAX = 20

export function useMediaSteps(runs: readonly MediaRun[], metric: string, isWanted: boolean) {
  const trpc = useTRPC()
  const storageIds = runs.slice(0, MEDIA_RUNS_MAX).map((run) => run.storageId)
  return useQuery(
    trpc.history.mediaSteps.queryOptions(
      { storageIds, key: metric },
      { enabled: isWanted && storageIds.length > 0, placeholderData: keepPreviousData },
    ),
  )
}

export type MediaPlace = { storageId: string; line: number }

/** Values by `valueKey`. Lines are written once, so what was read is never asked for again. */
export function useMediaValues(metric: string, places: readonly MediaPlace[]) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const input = useMemo(() => ({ key: metric, runs: byRun(places) }), [metric, places])
  return useQuery({
    queryKey: [...trpc.history.media.queryKey(input), 'whole'],
    enabled: places.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    async queryFn({ signal }) {
      const values = new Map<string, Json>()
      let { runs } = input
      // What did not fit into one answer comes with the next; one that brings nothing new would go on for ever.
      while (runs.length > 0) {
        const page = await client.history.media.query({ key: metric, runs }, { signal })
        for (const { storageId, line, value } of page.values) values.set(valueKey({ storageId, line }), value)
        runs = page.values.length === 0 ? [] : byRun(page.left)
      }
      return values
    },
  })
}

export function valueKey({ storageId, line }: MediaPlace): string {
  return `${storageId} ${line}`
}

function byRun(places: readonly MediaPlace[]): MediaInput['runs'] {
  const runs = new Map<string, number[]>()
  for (const { storageId, line } of places) runs.set(storageId, [...(runs.get(storageId) ?? []), line])
  return [...runs].map(([storageId, lines]) => ({ storageId, lines }))
}
