'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { printValue } from '~/server/domain/filter/print'
import type { ProjectPath } from '~/server/domain/ids'
import { columnKind } from '~/server/domain/run-column'
import { RUN_STATES } from '~/server/domain/run-state'
import type { Option } from './completion'

const VALUES_MAX = 30
const AGO: Option[] = [
  { text: '-1d', hint: 'a day ago' },
  { text: '-7d', hint: 'a week ago' },
  { text: '-30d', hint: 'a month ago' },
]

/** The most common values of a column, as the filter language writes them. */
export function useColumnValues(path: ProjectPath, column: string | null): Option[] {
  const trpc = useTRPC()
  const kind = column === null ? null : columnKind(column)
  const isAsked = kind === 'json' || kind === 'text' || kind === 'texts'
  const { data } = useQuery(
    trpc.runs.groups.queryOptions(
      { ...path, groupBy: [column ?? 'state'], limit: VALUES_MAX },
      { enabled: isAsked, placeholderData: keepPreviousData },
    ),
  )
  if (kind === 'state') return RUN_STATES.map((text) => ({ text, hint: '' }))
  if (kind === 'time') return AGO
  if (!isAsked) return []
  return (data?.groups ?? []).flatMap(({ value, label, count }) => {
    if (value === null || typeof value === 'object') return []
    return [{ text: printValue(label ?? value), hint: countOf(count, 'run') }]
  })
}
