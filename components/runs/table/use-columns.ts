'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { ProjectPath } from '~/server/domain/ids'
import type { Goal } from '~/server/domain/objective'
import { allColumns, type RunColumn, type ShownColumn, shownColumns } from './columns'

const NO_KEYS = { config: [], summary: [], metrics: [] }

/** What the project's sweeps aim at, the oldest sweep's first; where two differ about a metric, the newer has the say. */
export function useGoals(path: ProjectPath): ReadonlyMap<string, Goal> {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.sweeps.list.queryOptions(path))
  return useMemo(() => {
    const objectives = (data ?? []).flatMap((sweep) => sweep.objective ?? [])
    // The list has the newest first.
    return new Map(objectives.toReversed().map(({ name, goal }) => [name, goal]))
  }, [data])
}

export type Columns = {
  shown: ShownColumn[]
  offered: RunColumn[]
  goals: ReadonlyMap<string, Goal>
  /** False while it is not known yet what columns there are. */
  isKnown: boolean
}

/** What runs of the project can be shown, filtered and grouped by. */
export function useOfferedColumns(path: ProjectPath): RunColumn[] {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.runs.columns.queryOptions(path))
  const goals = useGoals(path)
  return useMemo(() => allColumns(data ?? NO_KEYS, [...goals.keys()]), [data, goals])
}

/** The columns of the workspace's runs: those that are shown, and those that could be. */
export function useColumns(): Columns {
  const { path, state } = useWorkspace()
  const trpc = useTRPC()
  const { data, isPending } = useQuery(trpc.runs.columns.queryOptions(path))
  const goals = useGoals(path)
  const offered = useOfferedColumns(path)
  const chosen = state.runs.columns
  return useMemo(() => {
    const shown = shownColumns(chosen, data ?? NO_KEYS, [...goals.keys()])
    return { shown, offered, goals, isKnown: !isPending }
  }, [data, isPending, offered, goals, chosen])
}
