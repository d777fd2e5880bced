'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
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

/** The runs of a sweep as charts take them; the page has asked for them already. */
export function useSweepPoints(sweep: string): SweepPoints {
  const trpc = useTRPC()
  return useSuspenseQuery(trpc.sweeps.points.queryOptions({ sweep }, { select })).data
}

/** The same for what can do without: undefined until they are there. */
export function useSweepPointsIfRead(sweep: string): SweepPoints | undefined {
  const trpc = useTRPC()
  return useQuery(trpc.sweeps.points.queryOptions({ sweep }, { select })).data
}
