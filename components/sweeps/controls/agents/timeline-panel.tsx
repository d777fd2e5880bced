'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { timelineModel, timelineSummary } from '~/components/charts/prepare/timeline/timeline-model'
import { STATE_COLOR } from '~/components/charts/timeline/state-color'
import { TimelineChart } from '~/components/charts/timeline/timeline-chart'
import { AXIS_HEIGHT, ROW_HEIGHT } from '~/components/charts/timeline/timeline-geometry'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { STATE_LOOK } from '~/components/lib/states'
import { useNow } from '~/components/lib/use-now'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunState } from '~/server/domain/run-state'
import type { SweepDetail } from '~/server/domain/sweep'
import { spanParser } from '../search-params'
import { TimelineTable } from './timeline-table'

const ROWS_MAX = 24
const EMPTY_HEIGHT = 120

/** Who ran what when, and who waited for what between two runs. */
export function TimelinePanel({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const router = useRouter()
  const timeline = useQuery(trpc.agents.timeline.queryOptions({ sweep: sweep.id }))
  const model = useMemo(() => (timeline.data === undefined ? null : timelineModel(timeline.data)), [timeline.data])
  const [chosen, setChosen] = useQueryState('span', spanParser)
  const clock = useNow()
  // A timeline that is over stands still; the clock would only paint it again.
  const nowMs = model?.isLive === false ? (model.span?.[1] ?? clock) : clock
  const isEmpty = model !== null && model.rows.length === 0
  const height =
    model === null || isEmpty
      ? EMPTY_HEIGHT
      : AXIS_HEIGHT + Math.min(ROWS_MAX, Math.max(2, model.rows.length)) * ROW_HEIGHT
  return (
    <ChartFrame
      title="Who ran what, and who waited?"
      note={model === null || isEmpty ? undefined : countOf(model.rows.length, 'agent')}
      height={height}
      summary={model === null ? undefined : timelineSummary(model, nowMs)}
      table={model === null || isEmpty ? undefined : <TimelineTable model={model} nowMs={nowMs} />}
      actions={
        chosen !== null && (
          <Button size="sm" onClick={() => void setChosen(null)}>
            Show all
          </Button>
        )
      }
    >
      {timeline.error !== null && model === null && (
        <ErrorLine error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {model === null && timeline.error === null && <Skeleton className="h-full" />}
      {isEmpty && (
        <ChartEmpty>A row for each agent and a bar for each of its runs, once the first has begun.</ChartEmpty>
      )}
      {model !== null && !isEmpty && (
        <TimelineChart
          model={model}
          chosen={chosen}
          onChoose={(view) => void setChosen(view === null ? null : [Math.round(view[0]), Math.round(view[1])])}
          onOpen={(run) => router.push(runHref({ entity: sweep.entity, project: sweep.project, run }))}
          height={height}
          nowMs={nowMs}
        />
      )}
    </ChartFrame>
  )
}

const KEY: readonly RunState[] = ['running', 'finished', 'failed', 'crashed', 'killed']

/** The colours in words; what ended badly is also taller, and a wait is a line of dashes. */
export function TimelineKey() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted">
      {KEY.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="inline-block w-3 rounded-[1px]"
            style={{
              background: `var(--${STATE_COLOR[state]})`,
              height: state === 'failed' || state === 'crashed' ? 12 : 7,
            }}
          />
          {STATE_LOOK[state].word}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true" className="inline-block w-4 border-warn border-t-2 border-dashed" />
        waiting for a run
      </li>
      <li>Drag to zoom, double-click to show all.</li>
    </ul>
  )
}
