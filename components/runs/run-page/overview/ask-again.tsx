'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { RunDetail } from '~/server/domain/run'
import type { Retried } from '~/server/domain/suggestion'

const REPEATABLE = ['failed', 'crashed', 'killed']

/** Puts the settings of a run that did not end well first in the queue of its sweep. */
export function AskAgain({ run, sweep }: { run: RunDetail; sweep: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const retry = useMutation(
    trpc.suggestions.retry.mutationOptions({
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.suggestions.list.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.controls.failures.queryFilter({ sweep })),
        ]),
    }),
  )
  if (!REPEATABLE.includes(run.state)) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="sm"
        disabled={retry.isPending || retry.isSuccess}
        onClick={() => retry.mutate({ sweep, runs: [run.storageId] })}
      >
        <RotateCcw /> Ask for it again
      </Button>
      <p role="status" className="text-12 text-muted">
        {retry.error
          ? errorFacts(retry.error).message
          : retry.data === undefined
            ? 'Puts the same settings first in the queue of the sweep, as a new run.'
            : saidOf(retry.data)}
      </p>
    </div>
  )
}

function saidOf({ queued, opened }: Retried): string {
  if (queued === 0) return 'Nothing was queued: it was asked for again already, or its repetition is under way.'
  return `It is the next to be given out.${opened ? ' The sweep was over and is open again for it.' : ''}`
}
