'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
  DialogTrigger,
} from '~/components/ui/dialog'
import type { ApiKey } from '~/server/domain/account'

/** Takes a key back, after saying what that ends. */
export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const revoke = useMutation(
    trpc.accounts.revokeKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.accounts.keys.queryKey() }),
    }),
  )
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Revoke ${apiKey.name}`}>
          Revoke…
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Revoke “{apiKey.name}”?</DialogTitle>
        <DialogDescription>
          Trainings and agents that sign in with it are refused from the next request on. What they logged stays.
        </DialogDescription>
        {revoke.isError && (
          <p role="alert" className="text-bad">
            {errorFacts(revoke.error).message}
          </p>
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" disabled={revoke.isPending} onClick={() => revoke.mutate({ id: apiKey.id })}>
            Revoke the key
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
