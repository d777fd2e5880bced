'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { RunDetail } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'

/** Asks the program to end, and says what is going on until its state shows that it did. */
export function StopRun({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const stop = useMutation(
    trpc.runs.stop.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.runs.byId.queryKey() }),
    }),
  )
  if (isTerminal(run.state)) return null
  const isAsked = run.stopRequestedAt !== null || stop.isPending || stop.isSuccess
  return (
    <div className="flex items-center gap-2 text-12 text-muted max-sm:order-first max-sm:w-full max-sm:flex-row-reverse max-sm:justify-end sm:ml-auto">
      <span role="status">
        {stop.isError
          ? errorFacts(stop.error).message
          : isAsked
            ? 'Asked to stop; the program ends with its next report.'
            : 'Ends the program; what it logged stays.'}
      </span>
      <Button variant="danger" disabled={isAsked} onClick={() => stop.mutate({ storageId: run.storageId })}>
        Stop run
      </Button>
    </div>
  )
}
