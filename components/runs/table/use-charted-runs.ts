'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { runColor } from '~/components/lib/color'
import { useTRPC } from '~/components/trpc/provider'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { RunRow } from '~/server/domain/run'
import { chartedState } from './charted'
import { filterProblem, tableQuestion } from './table-question'
import { useColumns } from './use-columns'

export type ChartedRun = RunRow & { color: string }

/**
 * The runs that charts of the workspace draw, in the order of the table: the first ones without those whose eye is closed.
 * `columns` are asked for besides those of the table.
 */
export function useChartedRuns(columns: readonly string[] = []): {
  runs: ChartedRun[]
  total: number
  isPending: boolean
  error: unknown
} {
  const { path, state } = useWorkspace()
  const trpc = useTRPC()
  const { shown, isKnown } = useColumns()
  const isGood = filterProblem(state.runs.filter) === null
  const question = tableQuestion(path, state.runs, [...shown.map(({ id }) => id), ...columns])
  const { data, isPending, error } = useQuery(
    trpc.runs.table.queryOptions(question, { enabled: isKnown && isGood, placeholderData: keepPreviousData }),
  )
  const { runs } = state
  const drawn = useMemo(
    () =>
      (data?.runs ?? [])
        .filter((run) => run !== null)
        .filter((run, place) => chartedState(runs, run.id, place < runs.top) === 'charted')
        .map((run) => ({ ...run, color: runColor(run, runs.colors) })),
    [data, runs],
  )
  return { runs: drawn, total: data?.total ?? 0, isPending, error }
}
