'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'

/** Whatever changes the queue changes the sweep's counts, its runs and what may be asked for again. */
function useRefresh(sweep: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.suggestions.list.queryFilter({ sweep })),
      queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
      queryClient.invalidateQueries(trpc.controls.failures.queryFilter({ sweep })),
    ])
}

export function useEnqueue(sweep: string) {
  const onSettled = useRefresh(sweep)
  return useMutation(useTRPC().suggestions.enqueue.mutationOptions({ onSettled }))
}

export function useRetry(sweep: string) {
  const onSettled = useRefresh(sweep)
  return useMutation(useTRPC().suggestions.retry.mutationOptions({ onSettled }))
}

export function useWithdraw(sweep: string) {
  const onSettled = useRefresh(sweep)
  return useMutation(useTRPC().suggestions.withdraw.mutationOptions({ onSettled }))
}

export function useMoveToFront(sweep: string) {
  const onSettled = useRefresh(sweep)
  return useMutation(useTRPC().suggestions.moveToFront.mutationOptions({ onSettled }))
}
