'use client'

/**
 * What people write about a run, changed in place: seen at once, taken back when the server refuses it, and undone for a
 * while after.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import type { RunDetail } from '~/server/domain/run'

export type RunChange = { name?: string; notes?: string; tags?: string[] }

type EditState =
  | { kind: 'idle' }
  /** `before` is what undo brings back; null after an undo. */
  | { kind: 'saved'; said: string; before: RunChange | null }
  | { kind: 'failed'; said: string }

const UNDO_MS = 10_000

export type RunEdit = {
  state: EditState
  /** False when the server did not take it; what was there before is shown again then. */
  change: (change: RunChange, said: string) => Promise<boolean>
  undo: () => void
}

export function useRunEdit(run: RunDetail): RunEdit {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [state, setState] = useState<EditState>({ kind: 'idle' })
  const { mutateAsync } = useMutation(trpc.runs.update.mutationOptions())
  const queryKey = trpc.runs.byId.queryKey({ entity: run.entity, project: run.project, run: run.id })

  // The outside system is the clock: what was done is undone soon or not at all.
  useEffect(() => {
    if (state.kind !== 'saved') return
    const timer = setTimeout(() => setState({ kind: 'idle' }), UNDO_MS)
    return () => clearTimeout(timer)
  }, [state])

  const show = (change: RunChange) =>
    queryClient.setQueryData<RunDetail>(queryKey, (old) => (old === undefined ? old : { ...old, ...change }))

  async function apply(change: RunChange, said: string, isUndo: boolean): Promise<boolean> {
    const before: RunChange = {
      ...(change.name === undefined ? {} : { name: run.name }),
      ...(change.notes === undefined ? {} : { notes: run.notes ?? '' }),
      ...(change.tags === undefined ? {} : { tags: run.tags }),
    }
    await queryClient.cancelQueries({ queryKey })
    show(change)
    try {
      await mutateAsync({ storageId: run.storageId, ...change })
      setState({ kind: 'saved', said, before: isUndo ? null : before })
      return true
    } catch (error) {
      show(before)
      setState({ kind: 'failed', said: errorFacts(error).message })
      return false
    }
  }

  return {
    state,
    change: (change, said) => apply(change, said, false),
    undo() {
      if (state.kind === 'saved' && state.before !== null) void apply(state.before, 'Undone', true)
    },
  }
}
