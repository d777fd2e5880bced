'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import type { SweepPoints } from '~/server/domain/sweep'
import { type SweepColumns, sweepPointsOf } from '~/server/domain/sweep-points'

/** One answer becomes rows once, however many panels look at it, and they all get the very same rows. */
const rowsOf = new WeakMap<SweepColumns, SweepPoints>()

function select(answer: SweepColumns): SweepPoints {
  const known = rowsOf.get(answer)
  if (known !== undefined) return known
  const made = sweepPointsOf(answer)
  rowsOf.set(answer, made)
  return made
}

/**
 * The runs of a sweep as charts take them. Undefined until they are there: the page brings those of a sweep of ordinary
 * size along, the browser asks for those of a large one. A failure is `throwOnError`'s, for what cannot do without.
 */
export function useSweepPoints(sweep: string, { throwOnError }: { throwOnError: boolean }): SweepPoints | undefined {
  const trpc = useTRPC()
  return useQuery(trpc.sweeps.points.queryOptions({ sweep }, { select, throwOnError })).data
}
