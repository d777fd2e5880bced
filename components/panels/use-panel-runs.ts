'use client'

/**
 * The runs that panels draw: the first of the table, those whose eye was opened beyond them, and not those whose eye was
 * closed. Asks for the values of `columns` along with them, for legends.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { plotRow } from '~/components/charts/prepare/plot-run'
import { runColor } from '~/components/lib/color'
import { useTRPC } from '~/components/trpc/provider'
import { parseFilter } from '~/server/domain/filter/parse'
import { printFilter } from '~/server/domain/filter/print'
import type { ProjectPath } from '~/server/domain/ids'
import type { RunRow } from '~/server/domain/run'
import type { RunsState } from '~/server/domain/view'
import { panelQuestion } from './panel-question'
import type { PanelRuns } from './panel-runs'
import { usePanelGroups } from './use-panel-groups'

export function usePanelRuns(path: ProjectPath, state: RunsState, columns: readonly string[]): PanelRuns {
  const trpc = useTRPC()
  const { filter, top, shown } = state
  const isGood = parseFilter(filter).kind === 'filter'
  const question = panelQuestion(path, state, columns)
  const first = useQuery(trpc.runs.table.queryOptions(question, { enabled: isGood, placeholderData: keepPreviousData }))
  const further = useQuery(
    trpc.runs.table.queryOptions(
      {
        ...question,
        search: '',
        filter: printFilter({ op: 'in', column: 'id', values: shown }),
        limit: Math.max(1, shown.length),
      },
      { enabled: shown.length > 0, placeholderData: keepPreviousData },
    ),
  )
  const drawn = useMemo(() => {
    const rows = drawnRows(first.data?.runs.slice(0, top), shown.length > 0 ? further.data?.runs : [], state.hidden)
    return rows.map((run) => plotRow(run, runColor(run, state.colors)))
  }, [first.data, further.data, top, shown.length, state.hidden, state.colors])
  const { isPending, error, refetch } = first
  const grouped = usePanelGroups(path, state)
  return useMemo(
    () => ({
      path,
      state,
      drawn,
      groups: grouped.groups,
      total: (grouped.groups === null ? first.data?.total : grouped.total) ?? 0,
      isPending: isGood && (grouped.groups === null ? isPending : grouped.isPending),
      error: error ?? grouped.error,
      retry() {
        void refetch()
        if (grouped.groups !== null) grouped.retry()
      },
    }),
    [path, state, drawn, first.data?.total, isPending, isGood, error, refetch, grouped],
  )
}

/** A run that is among the first and whose eye was opened is there once. */
function drawnRows(first: (RunRow | null)[] = [], further: (RunRow | null)[] = [], hidden: string[]): RunRow[] {
  const isHidden = new Set(hidden)
  const found = new Map<string, RunRow>()
  for (const run of first) if (run !== null && !isHidden.has(run.id)) found.set(run.id, run)
  for (const run of further) if (run !== null) found.set(run.id, run)
  return [...found.values()]
}
