'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import type { SweepAction } from '~/server/domain/sweep'
import { outcomeOf } from './action-effects'

/** Presses a button of a sweep. The state on the page is what the server then says, never what was hoped for. */
export function useSweepAction(sweep: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mutation = useMutation(
    trpc.sweeps.change.mutationOptions({
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.sweeps.list.queryFilter()),
          queryClient.invalidateQueries(trpc.agents.list.queryFilter({ sweep })),
        ]),
    }),
  )
  return {
    act: (action: SweepAction) => mutation.mutate({ sweep, action }),
    pending: mutation.isPending ? mutation.variables.action : null,
    outcome: mutation.data && mutation.variables ? outcomeOf(mutation.variables.action, mutation.data) : null,
    error: mutation.error,
  }
}

export type SweepActing = ReturnType<typeof useSweepAction>
