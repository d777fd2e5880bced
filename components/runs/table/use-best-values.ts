'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { Goal } from '~/server/domain/objective'
import { columnGoal } from './column-goal'
import type { TableQuestion } from './table-question'

/** Columns are looked through one by one, which costs. */
const COLUMNS_MAX = 8

/** The best value of each column that has a good side, over all runs that match. */
export function useBestValues(
  { entity, project, search, filter, columns }: TableQuestion,
  goals: ReadonlyMap<string, Goal>,
  isEnabled: boolean,
): ReadonlyMap<string, number> {
  const trpc = useTRPC()
  const judged = columns.filter((id) => columnGoal(id, goals) !== null).slice(0, COLUMNS_MAX)
  const { data } = useQuery(
    trpc.runs.groups.queryOptions(
      { entity, project, search, filter, groupBy: [], columns: judged },
      { enabled: isEnabled && judged.length > 0, placeholderData: keepPreviousData },
    ),
  )
  return useMemo(() => {
    const facts = data?.groups[0]?.facts ?? {}
    const bests = Object.entries(facts).flatMap(([id, { min, max, count }]): [string, number][] => {
      const best = columnGoal(id, goals) === 'maximize' ? max : min
      // One value alone, or all the same, is nobody's best.
      return best === null || count < 2 || min === max ? [] : [[id, best]]
    })
    return new Map(bests)
  }, [data, goals])
}
