'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useImperativeHandle, useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { ImportanceBars } from '~/components/charts/importance-bars'
import { type ImportanceModel, importanceModel, TRIAL_COUNT_TRUSTED } from '~/components/charts/prepare/importance'
import { ErrorLine } from '~/components/layout/error-line'
import { csvOf } from '~/components/lib/csv'
import { countOf, formatShare } from '~/components/lib/format'
import { useInView } from '~/components/lib/use-in-view'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { parseFilter } from '~/server/domain/filter/parse'
import type { Panel } from '~/server/domain/panel'
import type { RunImportance } from '~/server/domain/run-values'
import type { PanelExport } from '../panel-export'
import { columnLabel } from '../panel-words'
import type { KindProps } from './kind-props'

export function ImportancePanel(props: KindProps<Extract<Panel, { kind: 'importance' }>>) {
  const { panel, title, runs, height, actions, exported } = props
  const { column } = panel
  const { ref, isInView } = useInView(300)
  const trpc = useTRPC()
  const { search, filter } = runs.state
  const { data, error, refetch } = useQuery(
    trpc.runs.importance.queryOptions(
      { ...runs.path, search, filter, column },
      { enabled: isInView && parseFilter(filter).kind === 'filter', placeholderData: keepPreviousData },
    ),
  )
  const model = useMemo(() => data && importanceModel(data), [data])
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => (model ? { csv: () => csvOf(importanceRows(model)), svg: null } : null),
    [model],
  )
  const isEmpty = model !== undefined && (model.isTooFew || model.rows.length === 0)
  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame title={title} note={data && noteOf(data)} height={height} actions={actions}>
        {error !== null && data === undefined ? (
          <ErrorLine error={error} onRetry={() => void refetch()} />
        ) : model === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : isEmpty ? (
          <ChartEmpty>
            {model.trialCount === 0
              ? `No run has a number for ${columnLabel(column)} and settings that vary.`
              : `Too few runs to say (${model.trialCount} of about ${TRIAL_COUNT_TRUSTED}).`}
          </ChartEmpty>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel is scrolled by keys too
          <section tabIndex={0} aria-label={title} className="h-full overflow-y-auto">
            <ImportanceBars model={model} />
            {model.caution !== null && (
              <p className="mt-2 text-12 text-muted">
                <span aria-hidden="true" className="mr-1.5 text-warn-ink">
                  ▲
                </span>
                {model.caution}
              </p>
            )}
          </section>
        )}
      </ChartFrame>
    </div>
  )
}

function noteOf({ trialCount, valueCount, total, fit }: RunImportance): string {
  const of = trialCount < total ? ` of ${total}` : ''
  const lacking = valueCount > trialCount ? `, ${valueCount - trialCount} lack a setting` : ''
  const fits = fit === null ? '' : `, explains ${formatShare(Math.max(0, fit))} of the spread`
  return `${countOf(trialCount, 'run')}${of}${lacking}${fits}`
}

function importanceRows({ rows }: ImportanceModel) {
  return [
    ['parameter', 'importance', 'deviation', 'correlation'],
    ...rows.map(({ name, importance, deviation, correlation }) => [name, importance, deviation, correlation]),
  ]
}
