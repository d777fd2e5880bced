'use client'

/**
 * The groups that panels draw in place of runs: the first innermost ones, those whose eye was opened beyond them, and not
 * those whose eye, or that of a group around them, was closed. A group is drawn of its newest runs.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PlotGroup } from '~/components/charts/prepare/plot-run'
import { groupColors } from '~/components/lib/color'
import { formatValue } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { parseFilter } from '~/server/domain/filter/parse'
import type { ProjectPath } from '~/server/domain/ids'
import type { Json } from '~/server/domain/json'
import { groupKey, type RunGroup } from '~/server/domain/run-group'
import type { RunsState } from '~/server/domain/view'

/** The server names so many groups, of which so many are drawn. */
const GROUPS_MAX = 200
const DRAWN_MAX = 100
/** Of one group, and of all of one chart together. */
const MEMBERS_MAX = 1000
const ALL_MEMBERS_MAX = 10_000

export type PanelGroups = {
  groups: PlotGroup[] | null
  total: number
  isPending: boolean
  error: unknown
  retry: () => void
}

export function usePanelGroups(path: ProjectPath, state: RunsState): PanelGroups {
  const trpc = useTRPC()
  const { search, filter, sort, groupBy, top, hidden, shown, colors } = state
  const isGrouped = groupBy.length > 0
  const limit = Math.min(GROUPS_MAX, shown.length > 0 ? GROUPS_MAX : Math.max(1, top))
  const members = Math.min(MEMBERS_MAX, Math.floor(ALL_MEMBERS_MAX / Math.min(limit, DRAWN_MAX)))
  const { data, isPending, error, refetch } = useQuery(
    trpc.runs.groups.queryOptions(
      { ...path, search, filter, sort, groupBy, isFlat: true, members, limit },
      { enabled: isGrouped && parseFilter(filter).kind === 'filter', placeholderData: keepPreviousData },
    ),
  )
  const groups = useMemo(() => {
    if (!isGrouped) return null
    const known = (data?.groups ?? []).map((group) => ({ group, values: valuesOf(group, groupBy.length) }))
    const drawn = known
      .filter(({ group, values }, place) => {
        if (shown.includes(group.key)) return true
        return place < top && !ancestorKeys(values).some((key) => hidden.includes(key))
      })
      .slice(0, DRAWN_MAX)
    // Of hidden ones too, as the table has it: closing an eye changes no other group's colour.
    const first = known.slice(0, top).map(({ group }) => group.key)
    const palette = groupColors([...new Set([...first, ...shown])], colors)
    return drawn.map(
      ({ group, values }): PlotGroup => ({
        key: group.key,
        name: values.map((value) => formatValue(value)).join(', '),
        color: palette.get(group.key) ?? 'var(--muted)',
        values: Object.fromEntries(groupBy.map((column, level) => [column, values[level] ?? null])),
        storageIds: group.members,
        runCount: group.count,
      }),
    )
  }, [isGrouped, data, groupBy, top, shown, hidden, colors])
  return useMemo(
    () => ({ groups, total: data?.total ?? 0, isPending, error, retry: () => void refetch() }),
    [groups, data?.total, isPending, error, refetch],
  )
}

/** Of all columns at once the value is the list of theirs. */
function valuesOf({ value }: RunGroup, depth: number): Json[] {
  return Array.isArray(value) && value.length === depth ? value : [value]
}

/** The keys of the group itself and of all around it. */
function ancestorKeys(values: Json[]): string[] {
  return values.map((_, level) => groupKey(values.slice(0, level + 1)))
}
