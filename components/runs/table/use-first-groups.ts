'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { groupColors } from '~/components/lib/color'
import { useTRPC } from '~/components/trpc/provider'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { TableQuestion } from './table-question'

/** What one answer holds at most. */
const GROUPS_MAX = 200

/** The innermost groups that charts draw first, and the colours of all that are drawn. */
export function useFirstGroups(
  { entity, project, search, filter, sort }: TableQuestion,
  isEnabled: boolean,
): { keys: ReadonlySet<string>; colors: ReadonlyMap<string, string> } {
  const { state } = useWorkspace()
  const trpc = useTRPC()
  const { groupBy, top, shown, colors } = state.runs
  const limit = Math.min(GROUPS_MAX, Math.max(1, top))
  const { data } = useQuery(
    trpc.runs.groups.queryOptions(
      { entity, project, search, filter, sort, groupBy, isFlat: true, limit },
      { enabled: isEnabled && groupBy.length > 0, placeholderData: keepPreviousData },
    ),
  )
  return useMemo(() => {
    const keys = (data?.groups ?? []).slice(0, top).map(({ key }) => key)
    return { keys: new Set(keys), colors: groupColors([...new Set([...keys, ...shown])], colors) }
  }, [data, top, shown, colors])
}
