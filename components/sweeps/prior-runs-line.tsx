'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf, formatNumber } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { PriorRun, SweepDetail } from '~/server/domain/sweep'

const SHOWN_MAX = 100

/** Which runs from before the sweep its search learns from, with links, and which it was given and cannot use. */
export function PriorRunsLine({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(trpc.sweeps.priorRuns.queryOptions({ sweep: sweep.id }))
  if (data === undefined) {
    if (error !== null) return <ErrorLine error={error} onRetry={() => void refetch()} />
    return <Skeleton className="h-5 w-52" />
  }
  const counting = data.filter(({ reason }) => reason === null)
  const others = data.filter(({ reason }) => reason !== null)
  const verb = sweep.method === 'grid' ? 'Leaves out what' : 'Learns from'
  const after = sweep.method === 'grid' ? ' did' : ''
  return (
    <details className="text-12" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-muted">
        {`${verb} ${countOf(counting.length, 'earlier run')}${after}`}
        {others.length > 0 && ` (${others.length} more ${others.length === 1 ? 'does' : 'do'} not count)`}
      </summary>
      {isOpen && (
        <div className="mt-2 flex max-h-64 flex-col gap-2 overflow-y-auto">
          <RunLinks runs={counting} />
          <RunLinks runs={others} />
        </div>
      )}
    </details>
  )
}

function RunLinks({ runs }: { runs: readonly PriorRun[] }) {
  if (runs.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {runs.slice(0, SHOWN_MAX).map(({ entity, project, run, name, storageId, value, reason }) => (
        <li key={storageId} className="text-muted">
          <Link href={runHref({ entity, project, run })} className="link">
            {name}
          </Link>{' '}
          {reason ?? (value === null ? '' : <span className="tabular-nums">{formatNumber(value)}</span>)}
        </li>
      ))}
      {runs.length > SHOWN_MAX && <li className="text-muted">and {runs.length - SHOWN_MAX} more</li>}
    </ul>
  )
}
