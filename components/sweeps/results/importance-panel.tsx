'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ErrorState } from '~/components/layout/error-state'
import { countOf, formatShare } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { SweepDetail } from '~/server/domain/sweep'
import { ChartEmpty } from '../../charts/chart-frame'
import { ImportanceBars } from '../../charts/importance-bars'
import { importanceModel, TRIAL_COUNT_TRUSTED } from '../../charts/prepare/importance'

/** How much each setting matters, and how far to believe it. */
export function ImportancePanel({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.sweeps.importance.queryOptions({ sweep: sweep.id }))
  const model = useMemo(() => (data === undefined ? null : importanceModel(data)), [data])
  if (model === null) {
    if (error === null) return <Skeleton className="h-60" />
    return <ErrorState what="Importance could not be computed" error={error} onRetry={() => void refetch()} />
  }
  const isEmpty = model.isTooFew || model.rows.length === 0
  return (
    <section aria-labelledby="importance" className="min-w-0">
      <div className="flex h-7 items-center gap-2">
        <h3 id="importance" className="text-13">
          What matters?
        </h3>
        <span className="truncate text-12 text-muted tabular-nums">
          {countOf(model.trialCount, 'run')}
          {model.fit !== null && !isEmpty && ` · explains ${formatShare(Math.max(0, model.fit))} of the spread`}
        </span>
      </div>
      {isEmpty ? (
        <div className="h-40">
          <ChartEmpty>
            {`Not enough runs yet (${model.trialCount} of about ${TRIAL_COUNT_TRUSTED}). It fills as runs end with a value.`}
          </ChartEmpty>
        </div>
      ) : (
        <ImportanceBars model={model} />
      )}
      {!isEmpty && (
        <p className="mt-1.5 text-12 text-muted">
          Lines: one standard error of the importance, 95 % interval of the correlation.
        </p>
      )}
      {model.caution !== null && !isEmpty && (
        <p className="mt-2 text-12 text-muted">
          <span aria-hidden="true" className="mr-1.5 text-warn-ink">
            ▲
          </span>
          {model.caution}
        </p>
      )}
    </section>
  )
}
