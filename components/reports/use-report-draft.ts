'use client'

/**
 * What somebody writes, kept until the server has it. A change is saved a moment after it was made; while the server is away
 * it waits here and in the browser's own storage, so that a closed tab loses nothing. When another changed the report
 * meanwhile nothing is overwritten: the writer decides.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { errorCode, errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { type Report, type ReportContent, reportContentSchema } from '~/server/domain/report'

export type Draft = { title: string; content: ReportContent }

/** saved: the server has it; waiting: it will be sent in a moment, or again; conflict: somebody else was faster. */
export type DraftState =
  | { kind: 'saved' }
  | { kind: 'waiting'; problem: string | null }
  | { kind: 'conflict'; message: string }

const SAVE_AFTER_MS = 700
const RETRY_AFTER_MS = 5000

export function useReportDraft(report: Report) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<Draft | null>(() => readKept(report))
  const [state, setState] = useState<DraftState>({ kind: 'saved' })
  const version = useRef(report.version)
  const update = useMutation(trpc.reports.update.mutationOptions({ retry: false }))

  const save = useEffectEvent(async () => {
    if (draft === null || update.isPending) return
    try {
      const saved = await update.mutateAsync({ report: report.id, version: version.current, ...sendable(draft) })
      version.current = saved.version
      queryClient.setQueryData(trpc.reports.byId.queryKey({ report: report.id }), saved)
      setDraft((now) => (now === draft ? null : now))
      setState((was) => (was.kind === 'conflict' ? was : { kind: 'saved' }))
    } catch (error) {
      const { message } = errorFacts(error)
      const isConflict = errorCode(error) === 'CONFLICT'
      if (isConflict)
        await queryClient.invalidateQueries({ queryKey: trpc.reports.byId.queryKey({ report: report.id }) })
      setState(isConflict ? { kind: 'conflict', message } : { kind: 'waiting', problem: message })
    }
  })

  // The outside systems are the server and the browser's storage.
  useEffect(() => {
    keep(report.id, draft)
    if (draft === null || state.kind === 'conflict') return
    const hasFailed = state.kind === 'waiting' && state.problem !== null
    const timer = setTimeout(() => void save(), hasFailed ? RETRY_AFTER_MS : SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [draft, state, report.id])

  return {
    draft: draft ?? { title: report.title, content: report.content },
    state,
    change(part: Partial<Draft>) {
      if (draft === null) version.current = report.version
      setDraft((was) => ({ ...(was ?? { title: report.title, content: report.content }), ...part }))
      setState((was) => (was.kind === 'conflict' ? was : { kind: 'waiting', problem: null }))
    },
    /** After a conflict: what the server has now is the truth again. */
    takeTheirs() {
      version.current = report.version
      setDraft(null)
      setState({ kind: 'saved' })
    },
    /** After a conflict: what is written here replaces what the server has now. */
    keepMine() {
      version.current = report.version
      setState({ kind: 'waiting', problem: null })
    },
  }
}

/** A title that was emptied is not sent: the server wants one, and the old one stands until then. */
function sendable({ title, content }: Draft): Partial<Draft> {
  return title.trim() === '' ? { content } : { title, content }
}

function storageKey(id: string): string {
  return `sweepboard report ${id}`
}

function keep(id: string, draft: Draft | null): void {
  try {
    if (draft === null) localStorage.removeItem(storageKey(id))
    else localStorage.setItem(storageKey(id), JSON.stringify(draft))
  } catch {
    // Storage is full or switched off; the draft still lives in this page.
  }
}

/** A draft that a closed tab left behind. */
function readKept(report: Report): Draft | null {
  if (typeof localStorage === 'undefined') return null
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(report.id)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('content' in kept) || !('title' in kept)) return null
    const content = reportContentSchema.safeParse(kept.content)
    return content.success && typeof kept.title === 'string' ? { title: kept.title, content: content.data } : null
  } catch {
    return null
  }
}
