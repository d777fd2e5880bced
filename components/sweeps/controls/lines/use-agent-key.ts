'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'

/** A key for the agents of a sweep, made on the spot. The server keeps its hash alone, so it is shown while the page is. */
export function useAgentKey(name: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.accounts.createKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.accounts.keys.queryKey() }),
    }),
  )
  return {
    key: create.data?.key ?? null,
    name: create.data?.name ?? null,
    isMaking: create.isPending,
    error: create.error,
    make: () => create.mutate({ name: `agents of ${name}`.slice(0, 100) }),
  }
}
