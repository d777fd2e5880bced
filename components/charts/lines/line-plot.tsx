'use client'

/** Metrics of runs or groups as lines: asks for the data, decides with `prepare/lines`, draws with `LineChart`. */
import { useEffect, useImperativeHandle, useMemo, useState } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf } from '~/components/lib/format'
import { useInView } from '~/components/lib/use-in-view'
import { Skeleton } from '~/components/ui/skeleton'
import type { Stream } from '~/server/domain/history'
import type { LineSettings } from '~/server/domain/panel'
import { ChartEmpty, ChartFrame } from '../chart-frame'
import { LineChart, preloadLineChart } from '../drawn'
import { summaryOf } from '../prepare/lines/line-facts'
import { type LineModel, lineModel, lineSet } from '../prepare/lines/line-model'
import type { PlotGroup, PlotRun } from '../prepare/plot-run'
import type { Range } from '../prepare/ticks'
import { ModelTable } from './model-table'
import { useLineData } from './use-line-data'

export type LinePlotProps = {
  title: string
  metrics: string[]
  formula?: string
  stream?: Stream
  runs: PlotRun[]
  /** Drawn instead of the runs; null draws each run. */
  groups?: PlotGroup[] | null
  settings: LineSettings
  /** The part of x that is shown. Without `onZoom` the chart cannot be zoomed. */
  zoom?: Range | null
  onZoom?: (range: Range | null) => void
  onOpenRun?: (runId: string) => void
  height: number
  /** At the right of the title. */
  actions?: React.ReactNode
  /** Takes hold of what is drawn, for downloads. */
  handle?: React.Ref<LineModel | null>
}

export function LinePlot(props: LinePlotProps) {
  const { title, metrics, formula, runs, groups = null, settings, zoom = null, onZoom, height } = props
  const { ref, isInView } = useInView(300)
  useEffect(preloadLineChart, [])
  // While the hand zooms, this chart alone follows; the others get to know when it is done.
  const [live, setLive] = useState<Range | null>(null)
  const { series, grouped, error, retry } = useLineData({
    ...{ metrics, formula, stream: props.stream, runs, groups, settings, zoom, isInView },
    width: height > 400 ? 1200 : 480,
  })
  const keys = useMemo(() => seriesKeys(metrics, formula), [metrics, formula])
  const set = useMemo(
    () => series && grouped && lineSet({ runs, groups, metrics: keys, series, grouped }, settings),
    [series, grouped, runs, groups, keys, settings],
  )
  const shown = live ?? zoom
  const model = useMemo(() => set && lineModel(set, settings, shown), [set, settings, shown])
  useImperativeHandle<LineModel | null, LineModel | null>(props.handle, () => model ?? null, [model])

  function showPart(range: Range | null, isFinal: boolean) {
    const whole = set?.wholeX
    const isWhole = range === null || whole === undefined || (range[0] <= whole[0] && range[1] >= whole[1])
    setLive(isFinal ? null : range)
    if (isFinal) onZoom?.(isWhole ? null : range)
  }

  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame
        title={title}
        note={model && model.oddCount > 0 ? `✕ ${countOf(model.oddCount, 'value')} NaN or infinite` : undefined}
        height={height}
        summary={model ? summaryOf(title, model) : undefined}
        table={model ? <ModelTable model={model} title={title} /> : undefined}
        actions={props.actions}
      >
        {error !== null && set === undefined ? (
          <ErrorLine error={error} onRetry={retry} />
        ) : set === undefined || model === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : model === null ? (
          <ChartEmpty>{emptyText(props)}</ChartEmpty>
        ) : (
          <LineChart model={model} title={title} onZoom={onZoom && showPart} onOpenRun={props.onOpenRun} />
        )}
      </ChartFrame>
    </div>
  )
}

/** A formula without x is one series, which goes by its text. */
function seriesKeys(metrics: string[], formula: string | undefined): string[] {
  return formula && metrics.length === 0 ? [formula] : metrics
}

function emptyText({ runs, groups, metrics, formula, settings }: LinePlotProps): string {
  if ((groups ?? runs).length === 0) return 'No run is chosen for the charts.'
  const what = formula || metrics.join(' or ')
  if (what === '') return 'Choose a metric to draw.'
  if (settings.x.startsWith('metric:')) return `No run that is drawn logs ${what} together with ${settings.x.slice(7)}.`
  if (settings.isLogY) return `No run that is drawn has a value of ${what} above zero, where a log axis begins.`
  return `No run that is drawn has logged ${what}. One that does will draw a line here.`
}
