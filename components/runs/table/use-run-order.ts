'use client'

/**
 * The runs of the workspace in their order, any stretch of it: blocks of rows are asked for as they come into sight, all from
 * one version of the order. An order can be held still while somebody points at it; its values stay live all the same.
 */
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { RunRow } from '~/server/domain/run'
import { blocksInSight } from './lines'
import { BLOCK_ROWS, type TableQuestion } from './table-question'
import { useSettledSight } from './use-settled'

type Order = { key: string; version: string; total: number }

export type RunOrder = {
  total: number
  /** Undefined while it is being read, null for a run that was deleted since. */
  rowAt: (index: number) => RunRow | null | undefined
  /** Says which rows are in sight. */
  show: (from: number, to: number) => void
  /** The first rows, by which columns are laid out. */
  first: readonly RunRow[]
  /** Runs that came while the order was held; null when nothing changed, 0 when only places did. */
  waitingCount: number | null
  hold: () => void
  release: () => void
  /** Lets in what waits, and holds on. */
  refresh: () => void
  version: string | null
  isPending: boolean
  /** Rows of the question before are shown until those of this one come. */
  isStale: boolean
  error: unknown
  retry: () => void
}

export function useRunOrder(question: TableQuestion, isEnabled: boolean): RunOrder {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { columns: _, ...order } = question
  const key = JSON.stringify(order)
  const head = useQuery(
    trpc.runs.table.queryOptions(question, { enabled: isEnabled, placeholderData: keepPreviousData }),
  )
  const [isHeld, setHeld] = useState(false)
  const [held, setHeldOrder] = useState<Order | null>(null)
  const now: Order | null =
    head.data === undefined || head.isPlaceholderData
      ? null
      : { key, version: head.data.version, total: head.data.total }
  if (isHeld && now !== null && held?.key !== key) setHeldOrder(now)
  const shown = isHeld && held?.key === key ? held : now

  const [sight, show] = useSettledSight()
  const blocks = blocksInSight({ start: 0, count: shown?.total ?? 0, size: BLOCK_ROWS }, sight)
  const asked = shown === null ? [] : blocks.filter((block) => block > 0 || shown.version !== now?.version)
  const answers = useQueries({
    queries: asked.map((block) =>
      trpc.runs.table.queryOptions({ ...question, version: shown?.version, offset: block * BLOCK_ROWS }),
    ),
  })
  const [known] = useState(() => ({ key, rows: new Map<number, (RunRow | null)[]>() }))
  const lost = answers.some(({ data }) => data !== undefined && data.version !== shown?.version)
  useEffect(() => {
    // No server knows the order any more; the one of now takes its place.
    if (lost) {
      setHeldOrder(null)
      void queryClient.invalidateQueries({ queryKey: trpc.runs.table.queryKey(question) })
    }
  })

  const read = new Map<number, (RunRow | null)[]>()
  if (head.data !== undefined && (shown === null || shown.version === head.data.version)) read.set(0, head.data.runs)
  for (const [index, block] of asked.entries()) {
    const answer = answers[index]?.data
    if (answer !== undefined && answer.version === shown?.version) read.set(block, answer.runs)
  }
  const isNew = now !== null && known.key !== key
  useEffect(() => {
    if (isNew) {
      known.key = key
      known.rows.clear()
    }
    for (const [block, rows] of read) known.rows.set(block, rows)
  })

  const total = shown?.total ?? head.data?.total ?? 0
  const first = head.data?.runs
  return {
    total,
    rowAt(index) {
      const block = Math.floor(index / BLOCK_ROWS)
      // What stood there before is better than nothing for the moment until the block comes.
      return (read.get(block) ?? (isNew ? undefined : known.rows.get(block)))?.[index % BLOCK_ROWS]
    },
    first: useMemo(() => (first ?? []).filter((row) => row !== null), [first]),
    show,
    waitingCount:
      shown !== null && now !== null && shown.version !== now.version ? Math.max(0, now.total - shown.total) : null,
    hold() {
      setHeld(true)
      setHeldOrder(now)
    },
    release: () => setHeld(false),
    // The order of now is taken hold of as soon as it is drawn.
    refresh: () => setHeldOrder(null),
    version: shown?.version ?? null,
    isPending: head.isPending,
    isStale: head.isPlaceholderData,
    error: head.error ?? answers.find(({ error }) => error !== null)?.error ?? null,
    retry: () => void Promise.all([head.refetch(), ...answers.map((answer) => answer.refetch())]),
  }
}
