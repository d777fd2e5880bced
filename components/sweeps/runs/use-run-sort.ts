'use client'

import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import type { Goal } from '~/server/domain/objective'
import { sortParser } from '../search-params'
import { nextOrder, readOrder, writeOrder } from './run-order'

/** The order of the run table, in the address. */
export function useRunSort(goal: Goal) {
  const [sort, setSort] = useQueryState('sort', sortParser)
  const order = useMemo(() => readOrder(sort, goal), [sort, goal])
  return { sort, order, sortBy: (key: string) => void setSort(writeOrder(nextOrder(order, key, goal))) }
}
