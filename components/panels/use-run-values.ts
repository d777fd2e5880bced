'use client'

/** Columns of all the runs that the table lists, for panels over runs; those whose eye was closed are left out. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ValuePoint } from '~/components/charts/prepare/columns/value-point'
import { runColor } from '~/components/lib/color'
import { useTRPC } from '~/components/trpc/provider'
import { parseFilter } from '~/server/domain/filter/parse'
import { readColumn } from '~/server/domain/run-column'
import type { PanelRuns } from './panel-runs'

export type RunPoints = {
  /** In the order of the table; undefined while they are not known. */
  points: ValuePoint[] | undefined
  /** Of all runs that the table lists; more than `points` when there are very many. */
  total: number
  error: unknown
  retry: () => void
}

export function useRunValues({ path, state }: PanelRuns, columns: readonly string[], isInView: boolean): RunPoints {
  const trpc = useTRPC()
  const { search, filter, sort } = state
  const isGood = parseFilter(filter).kind === 'filter' && columns.every((column) => readColumn(column) !== null)
  const { data, error, refetch } = useQuery(
    trpc.runs.values.queryOptions(
      { ...path, search, filter, sort, columns: [...columns] },
      { enabled: isInView && isGood && columns.length > 0, placeholderData: keepPreviousData },
    ),
  )
  const points = useMemo(() => {
    if (data === undefined) return undefined
    // Columns of the question before are no values of this one.
    if (data.columns.length !== columns.length) return undefined
    const hidden = new Set(state.hidden)
    return data.id.flatMap((id, index): ValuePoint[] => {
      const [storageId, name, serial, runState] = [
        data.storageId[index],
        data.name[index],
        data.serial[index],
        data.state[index],
      ]
      if (
        hidden.has(id) ||
        storageId === undefined ||
        name === undefined ||
        serial === undefined ||
        runState === undefined
      )
        return []
      const values = data.columns.map((column) => column[index] ?? null)
      return [{ id, storageId, name, state: runState, color: runColor({ id, serial }, state.colors), values }]
    })
  }, [data, columns.length, state.hidden, state.colors])
  return { points, total: data?.total ?? 0, error: points === undefined ? error : null, retry: () => void refetch() }
}
