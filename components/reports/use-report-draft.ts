'use client'

/**
 * What somebody writes, kept until the server has it. A change is saved a moment after it was made; while the server is away
 * it waits here and in the browser's own storage, so that a closed tab loses nothing. When another changed the report
 * meanwhile nothing is overwritten: the writer decides.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { z } from 'zod'
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

/** `version` is the report's that the value was made from; a value that the server has is sent. */
type Held = { value: Draft; version: number; isSent: boolean }

const heldSchema = z.object({ value: z.object({ title: z.string(), content: reportContentSchema }), version: z.int() })

function draftOf({ title, content }: Report): Draft {
  return { title, content }
}

/** What the server has is shown again only where it is newer than what is held, so that nothing jumps back for a moment. */
function current(held: Held, report: Report): Held {
  const isBehind = held.isSent && report.version > held.version
  return isBehind ? { value: draftOf(report), version: report.version, isSent: true } : held
}

export function useReportDraft(report: Report) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const key = trpc.reports.byId.queryKey({ report: report.id })
  const [held, setHeld] = useState<Held>(
    () => readKept(report.id) ?? { value: draftOf(report), version: report.version, isSent: true },
  )
  const [state, setState] = useState<DraftState>({ kind: 'saved' })
  const update = useMutation(
    trpc.reports.update.mutationOptions({
      retry: false,
      // Paused while the browser thinks it is offline, nobody would be told.
      networkMode: 'always',
    }),
  )

  const save = useEffectEvent(async () => {
    if (held.isSent || update.isPending) return
    try {
      const saved = await update.mutateAsync({ report: report.id, version: held.version, ...sendable(held.value) })
      queryClient.setQueryData(key, saved)
      setHeld((now) => ({ ...now, version: saved.version, isSent: now.value === held.value }))
      setState((was) => (was.kind === 'conflict' ? was : { kind: 'saved' }))
    } catch (error) {
      const { message } = errorFacts(error)
      const isConflict = errorCode(error) === 'CONFLICT'
      if (isConflict) await queryClient.invalidateQueries({ queryKey: key })
      setState(isConflict ? { kind: 'conflict', message } : { kind: 'waiting', problem: message })
    }
  })

  // The outside systems are the server and the browser's storage.
  useEffect(() => {
    keep(report.id, held)
    if (held.isSent || state.kind === 'conflict') return
    const hasFailed = state.kind === 'waiting' && state.problem !== null
    const timer = setTimeout(() => void save(), hasFailed ? RETRY_AFTER_MS : SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [held, state, report.id])

  return {
    draft: current(held, report).value,
    state,
    change(part: Partial<Draft>) {
      setHeld((was) => {
        const now = current(was, report)
        return { ...now, value: { ...now.value, ...part }, isSent: false }
      })
      setState((was) => (was.kind === 'conflict' ? was : { kind: 'waiting', problem: null }))
    },
    /** After a conflict: what the server has now is the truth again. */
    takeTheirs() {
      setHeld({ value: draftOf(report), version: report.version, isSent: true })
      setState({ kind: 'saved' })
    },
    /** After a conflict: what is written here replaces what the server has now. */
    keepMine() {
      setHeld((was) => ({ ...was, version: report.version, isSent: false }))
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

function keep(id: string, { value, version, isSent }: Held): void {
  try {
    if (isSent) localStorage.removeItem(storageKey(id))
    else localStorage.setItem(storageKey(id), JSON.stringify({ value, version }))
  } catch {
    // Storage is full or switched off; the draft still lives in this page.
  }
}

/** A draft that a closed tab left behind. */
function readKept(id: string): Held | null {
  if (typeof localStorage === 'undefined') return null
  try {
    const kept = heldSchema.safeParse(JSON.parse(localStorage.getItem(storageKey(id)) ?? 'null'))
    return kept.success ? { ...kept.data, isSent: false } : null
  } catch {
    return null
  }
}
