'use client'

import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { sweepsHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import { CompareView } from './compare-view'
import { defaultChoice } from './default-choice'
import { SweepPicker } from './sweep-picker'

/** The curves of a training that people look at first; a project without them shows what it has. */
const METRICS = ['loss', 'val_loss', 'accuracy', 'val_accuracy']
const SWEEP_COUNT_MAX = 20

/** Choose sweeps, see which found the best in how few runs. The choice is in the address. */
export function ComparePage({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: all } = useSuspenseQuery(trpc.sweeps.list.queryOptions(path))
  const [named, setNamed] = useQueryState('sweeps', parseAsArrayOf(parseAsString))
  const known = new Set(all.map((sweep) => sweep.id))
  const missing = (named ?? []).filter((id) => !known.has(id))
  const chosen = (named ?? defaultChoice(all)).filter((id) => known.has(id)).slice(0, SWEEP_COUNT_MAX)
  const comparison = useQuery(
    trpc.sweeps.compare.queryOptions(
      { ...path, sweeps: chosen, metrics: METRICS },
      { enabled: chosen.length > 0, placeholderData: keepPreviousData },
    ),
  )
  if (all.length === 0) return <NothingToCompare path={path} />
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <h1 className="text-20">Compare sweeps</h1>
      <SweepPicker sweeps={all} chosen={chosen} onChoose={(ids) => void setNamed(ids)} />
      {missing.length > 0 && (
        <p className="text-13 text-muted">{`Not in this project, so left out: ${missing.join(', ')}.`}</p>
      )}
      {chosen.length === 0 ? (
        <p className="py-6 text-13 text-muted">
          {named === null ? 'No sweep has a value yet; this fills with the first one.' : 'Choose sweeps above.'}
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
        <CompareView comparison={comparison.data} path={path} metrics={METRICS} />
      )}
    </div>
  )
}

function NothingToCompare({ path }: { path: ProjectPath }) {
  return (
    <EmptyState title="No sweeps to compare">
      <p>
        A comparison shows which method found the best model in how few runs. Make two sweeps of the same settings with
        different methods, say random and bayes, and look here again.
      </p>
      <p>
        <Link href={`${sweepsHref(path)}/new`} className="link">
          New sweep
        </Link>
      </p>
    </EmptyState>
  )
}

function CompareSkeleton() {
  return (
    <div className="flex flex-col gap-6" aria-busy="true">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-[25rem]" />
      <Skeleton className="h-32" />
      <div className="grid gap-6 sm:grid-cols-2">
        <Skeleton className="h-52" />
        <Skeleton className="h-52" />
      </div>
    </div>
  )
}
