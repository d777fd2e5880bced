'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'

/** Makes a version. Charts, queue and runs are read anew, because parameters may have come or gone. */
export function useEditSweep(sweep: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.controls.edit.mutationOptions({
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.sweeps.points.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.controls.versions.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.controls.failures.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.controls.limitFacts.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.suggestions.list.queryFilter({ sweep })),
        ]),
    }),
  )
}
