'use client'

import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useCallback, useRef, useState } from 'react'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { cn } from '~/components/lib/cn'
import { sweepsHref } from '~/components/lib/paths'
import { AllNearContext } from '~/components/lib/use-near-viewport'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import { CompareSkeleton } from './compare-skeleton'
import { CompareView } from './compare-view'
import { ExportMenu } from './export/export-menu'
import { ReplicateButton } from './replicate/replicate-button'
import { compareParams, type SetCompareState, toCompareInput } from './search-params'
import { chosenSweeps } from './sweeps/chosen-sweeps'
import { SweepPicker } from './sweeps/sweep-picker'

/** Choose sweeps, see which found the best in how few runs, and what that proves. All of it is in the address. */
export function ComparePage({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: all } = useSuspenseQuery(trpc.sweeps.list.queryOptions(path))
  const [state, setState] = useQueryStates(compareParams, { history: 'replace' })
  const article = useRef<HTMLDivElement>(null)
  const [isTaking, setTaking] = useState(false)
  const { chosen, leftOut } = chosenSweeps(all, state.sweeps)
  const ids = chosen.map(({ id }) => id)
  const comparison = useQuery(
    trpc.sweeps.compare.queryOptions(
      { ...path, sweeps: ids, ...toCompareInput(state) },
      { enabled: ids.length > 0, placeholderData: keepPreviousData },
    ),
  )
  // The same for ever, so that panels which a change does not concern are not drawn anew.
  const onState: SetCompareState = useCallback((change) => void setState(change), [setState])
  if (all.length === 0) return <NothingToCompare path={path} />
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-20">Compare sweeps</h1>
        {comparison.data && (
          <div className="ml-auto flex items-center gap-2">
            <ReplicateButton
              comparison={comparison.data}
              path={path}
              onMade={(made) => onState({ sweeps: [...ids, ...made] })}
            />
            <ExportMenu
              comparison={comparison.data}
              path={path}
              state={state}
              article={article}
              isTaking={isTaking}
              onTaking={setTaking}
            />
          </div>
        )}
      </div>
      <SweepPicker sweeps={all} chosen={chosen} onChoose={(sweeps) => onState({ sweeps, pair: null })} />
      {leftOut.map((sentence) => (
        <p key={sentence} className="text-13 text-muted">
          {sentence}
        </p>
      ))}
      {ids.length === 0 ? (
        <p className="py-6 text-13 text-muted">
          {state.sweeps === null ? 'No sweep has a value yet; this fills with the first one.' : 'Choose sweeps above.'}
        </p>
      ) : comparison.isError ? (
        <ErrorState
          what="These sweeps could not be compared"
          error={comparison.error}
          onRetry={() => void comparison.refetch()}
        />
      ) : comparison.data === undefined ? (
        <CompareSkeleton />
      ) : (
        <div
          ref={article}
          aria-busy={comparison.isPlaceholderData}
          className={cn('transition-opacity', comparison.isPlaceholderData && 'opacity-60')}
        >
          <AllNearContext value={isTaking}>
            <CompareView comparison={comparison.data} path={path} state={state} onState={onState} />
          </AllNearContext>
        </div>
      )}
    </div>
  )
}

function NothingToCompare({ path }: { path: ProjectPath }) {
  return (
    <EmptyState title="No sweeps to compare" isPage>
      <p>
        A comparison shows which method found the best model in how few runs, and how much of that may be luck. Make two
        sweeps of the same settings with different methods, say random and bayes, and look here again.
      </p>
      <p>
        <Link href={`${sweepsHref(path)}/new`} className="link">
          New sweep
        </Link>
      </p>
    </EmptyState>
  )
}
