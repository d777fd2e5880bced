'use client'

/** What the chosen runs propose, and the text that a person starts from. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import type { Objective } from '~/server/domain/objective'
import { useSettled } from '../../use-settled'
import { type ChosenRuns, filterOf } from '../address'
import { copyOfSweep } from '../form/copy-of-sweep'

/** The question that names the runs, for the table and for the proposal alike. */
export function sourceOf(path: ProjectPath, { runs, q, filter, from }: ChosenRuns) {
  return { ...path, runs, search: runs.length > 0 ? '' : q, filter: runs.length > 0 ? '' : filterOf({ filter, from }) }
}

export function useProposal(path: ProjectPath, chosen: ChosenRuns, objective: Objective | null) {
  const trpc = useTRPC()
  const asked = useSettled(JSON.stringify({ ...sourceOf(path, chosen), objective }), 250)
  const proposal = useQuery(
    trpc.sweeps.propose.queryOptions(JSON.parse(asked), {
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const source = useQuery(
    trpc.sweeps.byId.queryOptions({ sweep: chosen.from ?? '' }, { enabled: chosen.from !== null }),
  )
  const isOfAChoiceBefore =
    proposal.isPlaceholderData || asked !== JSON.stringify({ ...sourceOf(path, chosen), objective })
  return {
    proposal: proposal.data,
    error: proposal.error ?? source.error,
    retry: () => void Promise.all([proposal.refetch(), chosen.from === null ? null : source.refetch()]),
    isStale: isOfAChoiceBefore,
    sweepName: source.data?.name ?? null,
    /** Undefined until it is known. */
    startText:
      chosen.from === null
        ? proposal.data?.yaml
        : source.data === undefined
          ? undefined
          : copyOfSweep(source.data.yaml),
  }
}
export type ProposalState = ReturnType<typeof useProposal>
