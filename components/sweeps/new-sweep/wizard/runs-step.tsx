'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { SearchField } from '~/components/layout/search-field'
import { countOf, formatCount } from '~/components/lib/format'
import { FilterField } from '~/components/runs/filter/filter-field'
import { filterProblem } from '~/components/runs/table/table-question'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { NAMED_RUNS_MAX } from '~/server/domain/sweep-proposal'
import { useSettled } from '../../use-settled'
import { filterOf } from '../address'
import { ChoiceGroup } from '../fields/choice-group'
import { RunPicker } from './run-picker'
import type { StepProps } from './step-props'

const PAGE_ROWS = 100
const ROWS_MAX = 500
const COLUMNS_SHOWN = 3

/** Which runs the sweep is made from: all that match, or those that are ticked. */
export function RunsStep({ path, state, change, proposed }: StepProps) {
  const trpc = useTRPC()
  const [limit, setLimit] = useState(PAGE_ROWS)
  const q = useSettled(state.q, 250)
  const { proposal } = proposed
  const metric = proposal?.objective?.name ?? null
  const varying = (proposal?.settings ?? []).filter(
    ({ proposed: space }) => space !== null && space.distribution !== 'constant',
  )
  const columns = [
    ...varying.slice(0, COLUMNS_SHOWN).map(({ path: keys }) => `config.${keys.join('.')}`),
    ...(metric === null ? [] : [`summary.${metric}`]),
  ]
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.runs.table.queryOptions(
      { ...path, search: q, filter: filterOf(state), columns, limit },
      { placeholderData: keepPreviousData, enabled: filterProblem(state.filter) === null },
    ),
  )
  const isTicking = state.runs.length > 0
  const rows = (data?.runs ?? []).filter((row) => row !== null)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid gap-2 sm:grid-cols-2">
        <SearchField value={state.q} onChange={(next) => change({ q: next })} label="Search names and tags" />
        <FilterField path={path} value={state.filter} onChange={(filter) => change({ filter })} />
      </div>
      {state.from !== null && (
        <p className="flex items-center gap-1 text-12">
          Runs of the sweep {proposed.sweepName ?? state.from}
          <Button variant="ghost" size="icon-sm" aria-label="Runs of any sweep" onClick={() => change({ from: null })}>
            <X />
          </Button>
        </p>
      )}
      <ChoiceGroup
        label="Make the sweep from"
        value={isTicking ? 'ticked' : 'all'}
        onChange={(choice) => change({ runs: choice === 'all' ? [] : rows.slice(0, 1).map(({ id }) => id) })}
        choices={[
          { value: 'all', label: `all that match${data === undefined ? '' : ` (${formatCount(data.total)})`}` },
          { value: 'ticked', label: `ticked ones (${formatCount(state.runs.length)})`, isRefused: rows.length === 0 },
        ]}
        hint={isTicking ? `At most ${NAMED_RUNS_MAX} can be ticked.` : 'Tick runs to take those alone.'}
      />
      {error !== null && data === undefined ? (
        <ErrorLine error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-96" />
      ) : rows.length === 0 ? (
        <p className="py-6 text-13 text-muted">
          No run matches.{' '}
          {state.q !== '' || state.filter !== ''
            ? 'Search and filter leave none.'
            : 'Runs come here as they are tracked.'}
        </p>
      ) : (
        <div aria-busy={isPlaceholderData} className="min-w-0">
          <RunPicker
            rows={rows}
            columns={columns}
            ticked={state.runs}
            areAllMeant={!isTicking}
            onTick={(runs) => change({ runs: runs.slice(0, NAMED_RUNS_MAX) })}
          />
          {data.total > rows.length && (
            <p className="flex items-center gap-2 py-2 text-12 text-muted">
              Showing {formatCount(rows.length)} of {countOf(data.total, 'run')} (newest)
              {limit < ROWS_MAX ? (
                <Button size="sm" onClick={() => setLimit(Math.min(ROWS_MAX, limit + PAGE_ROWS))}>
                  Show more
                </Button>
              ) : (
                ': search or filter for the rest'
              )}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
