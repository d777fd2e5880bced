'use client'

/** What the run printed: followed to its end, scrolled through, or searched. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { countOf, formatCount } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunDetail } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'
import { runParams } from '../run-params'
import { ConsoleLines } from './console-lines'
import { ConsoleMatches } from './console-matches'

const MATCHES_MAX = 1000

export function ConsoleView({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const [{ q, follow }, setParams] = useQueryStates(runParams)
  const search = useDeferredValue(q)
  const { storageId } = run
  const tail = useQuery(trpc.console.page.queryOptions({ storageId, limit: 500 }))
  const matches = useQuery(
    trpc.console.page.queryOptions(
      { storageId, from: 0, limit: MATCHES_MAX, search },
      { enabled: search !== '', placeholderData: keepPreviousData },
    ),
  )
  if (tail.data === undefined) {
    if (tail.isPending) return <Skeleton className="h-[60vh] w-full" />
    return <ErrorState what="The console could not be read" error={tail.error} onRetry={() => tail.refetch()} />
  }
  const { lineCount } = tail.data
  if (lineCount === 0) {
    return (
      <EmptyState title="Nothing printed yet">
        <p>Lines that the program prints appear here, and stay when the run is over.</p>
      </EmptyState>
    )
  }
  const isFollowing = follow && !isTerminal(run.state)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <SearchField
          label="Search the console"
          value={q}
          onChange={(text) => setParams({ q: text === '' ? null : text })}
          className="w-full sm:w-72"
        />
        {!isTerminal(run.state) && (
          <Button
            aria-pressed={follow}
            onClick={() => setParams({ follow: !follow })}
            className="aria-pressed:bg-selected"
          >
            Follow
          </Button>
        )}
        <span role="status" className="ml-auto text-12 text-muted">
          {search === ''
            ? countOf(lineCount, 'line')
            : matchesSaid(matches.data?.matchCount, matches.data?.lines.length, lineCount)}
        </span>
      </div>
      {search === '' ? (
        <ConsoleLines
          storageId={storageId}
          tail={tail.data}
          isFollowing={isFollowing}
          onUnfollow={() => setParams({ follow: false })}
        />
      ) : (
        <ConsoleMatches lines={matches.data?.lines ?? []} search={search} isLoading={matches.isPending} />
      )}
    </div>
  )
}

function matchesSaid(matchCount: number | undefined, shown: number | undefined, lineCount: number): string {
  if (matchCount === undefined || shown === undefined) return 'Searching…'
  const where = `in ${countOf(lineCount, 'line')}`
  if (shown < matchCount)
    return `Showing the first ${formatCount(shown)} of ${formatCount(matchCount)} matches ${where}`
  return `${countOf(matchCount, 'match', 'matches')} ${where}`
}
