'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { printFilter } from '~/server/domain/filter/print'
import type { RunRow } from '~/server/domain/run'
import { type TableQuestion, tableQuestion } from './table-question'

/** Of more pinned runs the further ones are only where they stand in the order. */
const PINNED_MAX = 100

/** Runs that stand beside the order, whatever the filter: pinned ones in the order of pinning, and the baseline. */
export function useSideRuns({ columns }: Pick<TableQuestion, 'columns'>): {
  pinned: RunRow[]
  baseline: RunRow | null
} {
  const { path, state } = useWorkspace()
  const trpc = useTRPC()
  const { pinned, baseline } = state.runs
  const ids = [...new Set([...pinned.slice(0, PINNED_MAX), ...(baseline === null ? [] : [baseline])])]
  const filter = printFilter({ op: 'in', column: 'id', values: ids })
  const { data } = useQuery(
    trpc.runs.table.queryOptions(
      { ...tableQuestion(path, { search: '', filter, sort: NEWEST_FIRST }, columns), limit: Math.max(1, ids.length) },
      { enabled: ids.length > 0, placeholderData: keepPreviousData },
    ),
  )
  return useMemo(() => {
    const byId = new Map((data?.runs ?? []).flatMap((run) => (run === null ? [] : [[run.id, run]])))
    return {
      pinned: pinned.flatMap((id) => byId.get(id) ?? []),
      baseline: baseline === null ? null : (byId.get(baseline) ?? null),
    }
  }, [data, pinned, baseline])
}

const NEWEST_FIRST = [{ column: 'createdAt', direction: 'desc' as const }]
