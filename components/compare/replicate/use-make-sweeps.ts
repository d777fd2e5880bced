'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import { writeSweepConfig } from '~/server/domain/write-sweep-config'
import type { Replicate } from './replicate-plan'

export type MadeSweep = { id: string; name: string }

/** Makes one after the other. When one is refused, those before it are there; a second try goes on after them. */
export function useMakeSweeps(path: ProjectPath, onMade: (sweeps: string[]) => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [begun, setBegun] = useState<MadeSweep[]>([])
  const [made, setMade] = useState<MadeSweep[] | null>(null)
  const create = useMutation(trpc.sweeps.create.mutationOptions())

  async function priorRunsOf(sweep: string | null): Promise<string[]> {
    if (sweep === null) return []
    const runs = await queryClient.fetchQuery(trpc.sweeps.priorRuns.queryOptions({ sweep }))
    return runs.map(({ storageId }) => storageId)
  }

  async function make(replicates: readonly Replicate[]) {
    const done = [...begun]
    try {
      for (const { config, name, priorOf } of replicates.slice(done.length)) {
        const priorRuns = await priorRunsOf(priorOf)
        const { sweep } = await create.mutateAsync({ ...path, config: writeSweepConfig(config), priorRuns })
        done.push({ id: sweep, name })
        setBegun([...done])
      }
      setMade(done)
      onMade(done.map(({ id }) => id))
    } catch {
      // The mutation keeps it, and the form shows it.
    }
    await queryClient.invalidateQueries(trpc.sweeps.list.queryFilter())
  }

  return {
    make: (replicates: readonly Replicate[]) => void make(replicates),
    isMaking: create.isPending,
    progress: begun.length,
    error: create.error,
    made,
  }
}
