'use client'

/** Lines of a console that are in sight: read by pages as they are needed, the last ones kept fresh by hints. */
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { ConsoleLine, ConsolePage } from '~/server/domain/console'
import { CONSOLE_PAGE_LINES, pagesFor } from './console-pages'

export function useConsoleLines(storageId: string, tail: ConsolePage, [from, to]: readonly [number, number]) {
  const trpc = useTRPC()
  const tailFrom = tail.lines[0]?.number ?? tail.lineCount
  const lastOlder = Math.min(to, tailFrom) - 1
  const pages = from <= lastOlder ? pagesFor(from, lastOlder) : []
  const older = useQueries({
    queries: pages.map((page) =>
      trpc.console.page.queryOptions(
        { storageId, from: page * CONSOLE_PAGE_LINES, limit: CONSOLE_PAGE_LINES },
        { gcTime: 30_000 },
      ),
    ),
    combine: (results) => ({
      lines: results.flatMap((result) => result.data?.lines ?? []),
      error: results.find((result) => result.error !== null)?.error ?? null,
      retry: () => {
        for (const result of results) if (result.error !== null) void result.refetch()
      },
    }),
  })
  const lines = useMemo(
    () => new Map<number, ConsoleLine>([...older.lines, ...tail.lines].map((line) => [line.number, line])),
    [older.lines, tail.lines],
  )
  return { lines, error: older.error, retry: older.retry }
}
