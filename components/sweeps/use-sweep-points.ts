'use client'

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '~/components/trpc/provider'
import type { SweepPoints } from '~/server/domain/sweep'
import { type SweepColumns, sweepPointsOf, withChanges } from '~/server/domain/sweep-points'

/** One answer becomes rows once, however many panels look at it, and they all get the very same rows. */
const rowsOf = new WeakMap<SweepColumns, SweepPoints>()

function select(answer: SweepColumns): SweepPoints {
  const known = rowsOf.get(answer)
  if (known !== undefined) return known
  const made = sweepPointsOf(answer)
  rowsOf.set(answer, made)
  return made
}

/** Drawing many runs takes a moment, and one more changes little: a large sweep is looked at less often while it goes on. */
const LARGE_COUNT = 2000
const LARGE_EVERY_MS = 5000
const META = {
  refetchMs: (data: unknown) =>
    ((data as SweepColumns | undefined)?.runCount ?? 0) > LARGE_COUNT ? LARGE_EVERY_MS : 1000,
}

/**
 * The runs of a sweep as charts take them. Undefined until they are there: the page brings those of a sweep of ordinary
 * size along, the browser asks for those of a large one; after that only for what changed. A failure is `throwOnError`'s,
 * for what cannot do without.
 */
export function useSweepPoints(sweep: string, { throwOnError }: { throwOnError: boolean }): SweepPoints | undefined {
  const trpc = useTRPC()
  const ask = useAskPoints()
  const queryClient = useQueryClient()
  const options = trpc.sweeps.points.queryOptions({ sweep })
  return useQuery({
    queryKey: options.queryKey,
    queryFn: ({ signal }) => ask(sweep, knownOf(queryClient, options.queryKey), signal),
    select,
    throwOnError,
    meta: META,
    // Every answer is new; comparing a hundred thousand cells would only find that out.
    structuralSharing: false,
  }).data
}

function knownOf(queryClient: QueryClient, key: readonly unknown[]): SweepColumns | undefined {
  return queryClient.getQueryData<SweepColumns>(key)
}

function useAskPoints() {
  const client = useTRPCClient()
  return async (sweep: string, known: SweepColumns | undefined, signal: AbortSignal): Promise<SweepColumns> => {
    const answer = await client.sweeps.points.query({ sweep, since: known?.cursor }, { signal })
    if (answer.part !== 'changes' || known === undefined) return answer
    // A run went, or the two are not of one piece: all of it again.
    return withChanges(known, answer) ?? client.sweeps.points.query({ sweep }, { signal })
  }
}
