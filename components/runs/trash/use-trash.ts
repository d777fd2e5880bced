'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from '~/components/layout/toasts'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC, useTRPCClient } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import type { BulkOutcome, WhichTrashed } from '~/server/domain/run-bulk'
import { sayResult, takeSteps } from '../bulk/bulk-steps'

const NEVER = new AbortController().signal

/** Bringing back and deleting for good. */
export function useTrash(path: ProjectPath) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  type Call = (which: WhichTrashed, cursor: string | null) => Promise<BulkOutcome>
  async function go(which: WhichTrashed, did: string, call: Call): Promise<void> {
    setBusy(true)
    try {
      toast(sayResult(await takeSteps({ parts: [which], call, onProgress: () => undefined, signal: NEVER }), did))
    } catch (error) {
      toast({ text: `The runs could not all be ${did}: ${errorFacts(error).message}`, isBad: true })
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() })
    }
  }

  return {
    isBusy,
    restore: (ids: string[]) =>
      go({ kind: 'ids', ids }, 'restored', (which, cursor) => client.runs.restore.mutate({ ...path, which, cursor })),
    purge: (ids: string[] | 'all') =>
      go(ids === 'all' ? { kind: 'all' } : { kind: 'ids', ids }, 'deleted for ever', (which, cursor) =>
        client.runs.purge.mutate({ ...path, which, cursor }),
      ),
  }
}
