'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { toast } from '~/components/layout/toasts'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC, useTRPCClient } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import type { BulkOutcome, WhichRuns } from '~/server/domain/run-bulk'
import type { Selection } from '../table/selection'
import { type Asked, type BulkResult, sayResult, sumPreviews, takeSteps, whichRuns } from './bulk-steps'

export type BulkTarget = { selection: Selection; count: number; asked: Asked }
export type BulkJob = { doing: string; gone: number; total: number }

type Words = { doing: string; did: string }

/** What can be done to the ticked runs, and how far it is. */
export function useBulk(path: ProjectPath) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [job, setJob] = useState<BulkJob | null>(null)
  const abort = useRef<AbortController>(undefined)

  async function go<T>(
    parts: readonly T[],
    {
      total,
      words,
      call,
    }: { total: number; words: Words; call: (part: T, cursor: string | null) => Promise<BulkOutcome> },
  ): Promise<BulkResult | null> {
    abort.current = new AbortController()
    setJob({ doing: words.doing, gone: 0, total })
    try {
      return await takeSteps({
        parts,
        call,
        onProgress: (gone) => setJob({ doing: words.doing, gone, total }),
        signal: abort.current.signal,
      })
    } catch (error) {
      toast({
        text: `The runs could not all be ${words.did}: ${errorFacts(error).message}`,
        isBad: true,
        staysMs: 12_000,
      })
      return null
    } finally {
      setJob(null)
      await queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() })
    }
  }

  type Call = (which: WhichRuns, cursor: string | null) => Promise<BulkOutcome>
  async function change({ selection, count, asked }: BulkTarget, words: Words, call: Call): Promise<void> {
    const result = await go(whichRuns(selection, asked), { total: count, words, call })
    if (result !== null) toast(sayResult(result, words.did))
  }

  async function undoDeletion(stamps: readonly string[], count: number): Promise<void> {
    const words = { doing: 'Bringing back', did: 'brought back' }
    const call = (deletedAt: string, cursor: string | null) =>
      client.runs.restore.mutate({ ...path, which: { kind: 'deletion', deletedAt }, cursor })
    const result = await go(stamps, { total: count, words, call })
    if (result !== null) toast(sayResult(result, words.did))
  }

  return {
    job,
    /** Counted anew, to be said before something is done. */
    preview: async ({ selection, asked }: BulkTarget) =>
      sumPreviews(
        await Promise.all(whichRuns(selection, asked).map((which) => client.runs.preview.query({ ...path, which }))),
      ),
    cancel: () => abort.current?.abort(),
    tag: (target: BulkTarget, { add, remove }: { add: string[]; remove: string[] }) =>
      change(target, { doing: 'Tagging', did: 'tagged' }, (which, cursor) =>
        client.runs.tag.mutate({ ...path, which, cursor, add, remove }),
      ),
    group: (target: BulkTarget, group: string | null) =>
      change(
        target,
        { doing: 'Grouping', did: group === null ? 'taken out of groups' : `put into ${group}` },
        (which, cursor) => client.runs.setGroup.mutate({ ...path, which, cursor, group }),
      ),
    stop: (target: BulkTarget) =>
      change(target, { doing: 'Stopping', did: 'asked to stop' }, (which, cursor) =>
        client.runs.stopMany.mutate({ ...path, which, cursor }),
      ),
    move: (target: BulkTarget, to: ProjectPath, givesNewIds: boolean) =>
      change(target, { doing: 'Moving', did: `moved to ${to.project}` }, (which, cursor) =>
        client.runs.move.mutate({ ...path, which, cursor, to, givesNewIds }),
      ),
    /** Into the trash, with ten seconds to take it back at once. */
    async remove({ selection, count, asked }: BulkTarget): Promise<void> {
      const words = { doing: 'Deleting', did: 'deleted' }
      const call: Call = (which, cursor) => client.runs.delete.mutate({ ...path, which, cursor })
      // By ids, each step would be a deletion of its own; undone is the whole.
      const stamps: string[] = []
      const noted: Call = async (which, cursor) => {
        const outcome = await call(which, cursor)
        if (outcome.deletedAt !== null && !stamps.includes(outcome.deletedAt)) stamps.push(outcome.deletedAt)
        return outcome
      }
      const result = await go(whichRuns(selection, asked), { total: count, words, call: noted })
      if (result === null) return
      toast({
        ...sayResult(result, words.did),
        ...(result.done > 0 ? { action: { label: 'Undo', run: () => void undoDeletion(stamps, result.done) } } : {}),
      })
    },
  }
}

export type Bulk = ReturnType<typeof useBulk>
