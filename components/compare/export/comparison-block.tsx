'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useCallback, useState } from 'react'
import { ErrorState } from '~/components/layout/error-state'
import { compareHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import { CompareSkeleton } from '../compare-skeleton'
import { CompareView } from '../compare-view'
import { readCompareState, type SetCompareState, toCompareInput } from '../search-params'

type ComparisonBlockProps = {
  path: ProjectPath
  sweeps: string[]
  /** The address of the comparison behind its `?`. */
  options: string
}

/** A comparison inside another page. What a reader turns there stays with the reader. */
export function ComparisonBlock({ path, sweeps, options }: ComparisonBlockProps) {
  const trpc = useTRPC()
  const [state, setState] = useState(() => readCompareState(options))
  const comparison = useQuery(trpc.sweeps.compare.queryOptions({ ...path, sweeps, ...toCompareInput(state) }))
  const onState: SetCompareState = useCallback((change) => setState((before) => ({ ...before, ...change })), [])
  const href = `${compareHref(path)}?sweeps=${sweeps.join(',')}${options === '' ? '' : `&${options}`}`
  if (comparison.isError) {
    return (
      <ErrorState
        what="These sweeps could not be compared"
        error={comparison.error}
        onRetry={() => void comparison.refetch()}
      />
    )
  }
  if (comparison.data === undefined) return <CompareSkeleton />
  return (
    <div className="flex flex-col gap-3">
      <CompareView comparison={comparison.data} path={path} state={state} onState={onState} />
      <p className="text-12 text-muted">
        <Link href={href} className="link">
          Open the comparison
        </Link>
      </p>
    </div>
  )
}
