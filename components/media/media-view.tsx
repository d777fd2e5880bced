'use client'

/**
 * What runs logged to be shown under one name, whatever its kind: asks which steps there are, reads the values of the one
 * that is looked at, and hands them to the viewer of their kind. Stands in a workspace's panel, in a report, and on a
 * run's page.
 */
import { useMemo, useState } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { ErrorLine } from '~/components/layout/error-line'
import { useInView } from '~/components/lib/use-in-view'
import type { PanelExportRef } from '~/components/panels/panel-export'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import { type Media, type MediaSteps, parseMedia } from '~/server/domain/media'
import { HistogramView } from './histogram/histogram-view'
import type { MediaRun } from './media-run'
import { allSteps, placeAt, positionOf } from './prepare/step-axis'
import { StepBar } from './step-bar'
import { MEDIA_RUNS_MAX, useMediaSteps, useMediaValues, valueKey } from './use-media'
import { type ShownMedia, Viewer } from './viewer'

export type MediaViewProps = {
  runs: readonly MediaRun[]
  metric: string
  path: ProjectPath
  /** Of the whole below the title, in pixels. */
  height: number
  /** The metric when it is absent. */
  title?: string
  /** The step that is looked at, when somebody else keeps it; null is the last. */
  step?: number | null
  onStep?: (step: number | null) => void
  /** At the right of the title. */
  actions?: React.ReactNode
  /** Takes hold of the data that is shown. */
  exported?: PanelExportRef
}

export function MediaView(props: MediaViewProps) {
  const { runs, metric, height, title = metric, actions } = props
  const { ref, isInView } = useInView(300)
  const query = useMediaSteps(runs, metric, isInView)
  const isEmpty = query.data !== undefined && query.data.length === 0
  return (
    <div ref={ref} className="min-w-0">
      {query.data === undefined || isEmpty ? (
        <ChartFrame title={title} height={height} actions={actions}>
          {query.error ? (
            <ErrorLine error={query.error} onRetry={() => query.refetch()} />
          ) : runs.length === 0 ? (
            <ChartEmpty>No run is chosen to show something of.</ChartEmpty>
          ) : isEmpty ? (
            <ChartEmpty>No run that is shown has logged {metric} as something to look at.</ChartEmpty>
          ) : (
            <Skeleton className="h-full w-full" />
          )}
        </ChartFrame>
      ) : (
        <KindView {...props} title={title} steps={query.data} />
      )}
    </div>
  )
}

type KindViewProps = Omit<MediaViewProps, 'title'> & { title: string; steps: MediaSteps[] }

/** The kind is that of the newest value; a metric of several kinds shows each value by its own. */
function KindView(props: KindViewProps) {
  const { steps, metric } = props
  const sample = useMemo(() => {
    const [run] = steps
    const line = run?.lines.at(-1)
    return run === undefined || line === undefined ? [] : [{ storageId: run.storageId, line }]
  }, [steps])
  const newest = useMediaValues(metric, sample)
  const value = [...(newest.data?.values() ?? [])][0]
  if (value === undefined) {
    return (
      <ChartFrame title={props.title} height={props.height} actions={props.actions}>
        {newest.error ? (
          <ErrorLine error={newest.error} onRetry={() => newest.refetch()} />
        ) : (
          <Skeleton className="h-full w-full" />
        )}
      </ChartFrame>
    )
  }
  return parseMedia(value)?.kind === 'histogram' ? <HistogramView {...props} /> : <SteppedView {...props} />
}

/** One step at a time, the runs side by side. */
function SteppedView({ runs, metric, path, height, title, actions, steps, ...chosen }: KindViewProps) {
  const [ownStep, setOwnStep] = useState<number | null>(null)
  const step = chosen.step === undefined ? ownStep : chosen.step
  const onStep = chosen.onStep ?? setOwnStep
  const all = useMemo(() => allSteps(steps), [steps])
  const position = positionOf(all, step)
  const at = all[position] ?? 0
  const places = useMemo(
    () =>
      steps.flatMap((run) => {
        const place = placeAt(run, at)
        return place === null ? [] : [{ storageId: run.storageId, ...place }]
      }),
    [steps, at],
  )
  const values = useMediaValues(metric, places)
  const shown = runs.slice(0, MEDIA_RUNS_MAX).flatMap((run): ShownMedia[] => {
    const place = places.find(({ storageId }) => storageId === run.storageId)
    if (place === undefined) return []
    const value = values.data?.get(valueKey(place))
    const media: Media | null = value === undefined ? null : parseMedia(value)
    return [{ run, media, isRead: value !== undefined, step: place.step === at ? null : place.step }]
  })
  const bar = all.length > 1 ? <StepBar label={title} steps={all} position={position} onMove={onStep} /> : null
  return (
    <ChartFrame title={title} note={noteOf(runs.length, shown.length)} height={height} actions={actions}>
      <div className="flex h-full flex-col gap-1">
        <div className="min-h-0 flex-1">
          {values.error && values.data === undefined ? (
            <ErrorLine error={values.error} onRetry={() => values.refetch()} />
          ) : (
            <Viewer shown={shown} path={path} title={title} height={height - (bar === null ? 0 : 32)} bar={bar} />
          )}
        </div>
        {bar}
      </div>
    </ChartFrame>
  )
}

function noteOf(runCount: number, shownCount: number): string | undefined {
  if (runCount <= 1) return undefined
  if (runCount > MEDIA_RUNS_MAX) return `the first ${MEDIA_RUNS_MAX} of ${runCount} runs`
  return shownCount < runCount ? `${shownCount} of ${runCount} runs have one` : undefined
}
