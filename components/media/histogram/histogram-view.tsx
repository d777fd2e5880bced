'use client'

/** Histograms over steps: a picture for each run, all on one scale. */
import { useImperativeHandle, useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { ErrorLine } from '~/components/layout/error-line'
import { csvOf } from '~/components/lib/csv'
import { countOf, formatNumber } from '~/components/lib/format'
import type { PanelExport, PanelExportRef } from '~/components/panels/panel-export'
import { Skeleton } from '~/components/ui/skeleton'
import { type MediaSteps, parseMedia } from '~/server/domain/media'
import type { MediaRun } from '../media-run'
import {
  type HistogramMatrix,
  histogramMatrix,
  type StepHistogram,
  stepRange,
  valueRange,
} from '../prepare/histogram-matrix'
import { spread } from '../prepare/step-axis'
import { RunName } from '../run-name'
import { useMediaValues, valueKey } from '../use-media'
import { HeatMap } from './heat-map'
import { HistogramTable } from './histogram-table'

/** Pictures of more runs would be too small to read. */
const RUNS_MAX = 8
/** Columns of one picture: finer ones are no wider than a pixel or two. */
const COLUMNS_MAX = 240
const NAME_HEIGHT = 18

type HistogramViewProps = {
  runs: readonly MediaRun[]
  metric: string
  title: string
  height: number
  steps: readonly MediaSteps[]
  actions?: React.ReactNode
  exported?: PanelExportRef
}

export type RunHistograms = { run: MediaRun; matrix: HistogramMatrix }

export function HistogramView({ runs, metric, title, height, steps, actions, exported }: HistogramViewProps) {
  const { drawn, error, retry, thinned } = useHistograms(runs, metric, steps)
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => (drawn ? { csv: () => csvOf(factRows(drawn)), svg: null } : null),
    [drawn],
  )
  const isMany = (drawn?.length ?? 0) > 1
  const rowCount = Math.ceil((drawn?.length ?? 1) / 2)
  const plotHeight = isMany ? Math.max(96, Math.floor((height - 8 * (rowCount - 1)) / rowCount) - NAME_HEIGHT) : height
  return (
    <ChartFrame
      title={title}
      note={noteOf(steps.length, drawn?.length, thinned)}
      summary={drawn ? summaryOf(title, drawn) : undefined}
      table={drawn && drawn.length > 0 ? <HistogramTable drawn={drawn} title={title} /> : undefined}
      height={height}
      actions={actions}
    >
      {error !== null ? (
        <ErrorLine error={error} onRetry={retry} />
      ) : drawn === undefined ? (
        <Skeleton className="h-full w-full" />
      ) : drawn.length === 0 ? (
        <ChartEmpty>The histograms that were logged hold no values.</ChartEmpty>
      ) : (
        <div className={isMany ? 'grid h-full grid-cols-1 gap-2 overflow-y-auto @lg:grid-cols-2' : 'h-full'}>
          {drawn.map(({ run, matrix }) => (
            <div key={run.storageId} className="min-w-0">
              {isMany && <RunName run={run} />}
              <HeatMap matrix={matrix} height={plotHeight} label={`${title} of ${run.name}`} />
            </div>
          ))}
        </div>
      )}
    </ChartFrame>
  )
}

function useHistograms(runs: readonly MediaRun[], metric: string, steps: readonly MediaSteps[]) {
  const chosen = useMemo(() => {
    const byRun = new Map(steps.map((run) => [run.storageId, run]))
    return runs
      .flatMap((run) => {
        const found = byRun.get(run.storageId)
        return found === undefined ? [] : [{ run, steps: found }]
      })
      .slice(0, RUNS_MAX)
      .map(({ run, steps: found }) => {
        const places = found.lines.map((line, index) => ({
          storageId: run.storageId,
          line,
          step: found.steps[index] ?? 0,
        }))
        return { run, places: spread(places, COLUMNS_MAX), valueCount: found.valueCount }
      })
  }, [runs, steps])
  const places = useMemo(() => chosen.flatMap((one) => one.places), [chosen])
  const { data, error, refetch } = useMediaValues(metric, places)
  const drawn = useMemo(() => {
    if (data === undefined) return undefined
    const read = chosen.map(({ run, places: wanted }) => ({
      run,
      histograms: wanted.flatMap((place): StepHistogram[] => {
        const media = parseMedia(data.get(valueKey(place)) ?? null)
        return media?.kind === 'histogram' ? [{ step: place.step, edges: media.edges, counts: media.counts }] : []
      }),
    }))
    return matricesOf(read)
  }, [data, chosen])
  const thinned = chosen.some((one) => one.places.length < one.valueCount) ? COLUMNS_MAX : null
  return { drawn, error: data === undefined ? error : null, retry: () => void refetch(), thinned }
}

/** All with the same axes, so that their pictures can be compared. */
function matricesOf(read: { run: MediaRun; histograms: StepHistogram[] }[]): RunHistograms[] {
  const all = read.flatMap(({ histograms }) => histograms)
  const yRange = valueRange(all)
  if (yRange === null) return []
  const xRange = stepRange(all)
  const binCount = Math.max(...all.map(({ counts }) => counts.length))
  const rows = Math.min(96, Math.max(24, binCount))
  return read.flatMap(({ run, histograms }) => {
    const matrix = histogramMatrix(histograms, { rows, yRange, xRange })
    return matrix === null ? [] : [{ run, matrix }]
  })
}

function noteOf(runCount: number, drawnCount: number | undefined, thinned: number | null): string | undefined {
  const parts = [
    drawnCount !== undefined && drawnCount < runCount ? `${drawnCount} of ${countOf(runCount, 'run')}` : null,
    thinned === null ? null : `${thinned} steps of each, spread evenly`,
  ]
  return parts.filter((part) => part !== null).join(' · ') || undefined
}

function summaryOf(title: string, drawn: RunHistograms[]): string {
  const said = drawn.map(({ run, matrix }) => {
    const first = matrix.columns[0]
    const last = matrix.columns.at(-1)
    return `${run.name}: median ${formatNumber(first?.median ?? 0)} at step ${first?.step ?? 0}, ${formatNumber(last?.median ?? 0)} at step ${last?.step ?? 0}`
  })
  return `Distribution of ${title} over steps. ${said.join('. ')}.`
}

function factRows(drawn: RunHistograms[]): (string | number)[][] {
  const head = ['run', 'step', 'values', 'smallest', '5 %', 'median', '95 %', 'largest']
  return [
    head,
    ...drawn.flatMap(({ run, matrix }) =>
      matrix.columns.map(({ step, count, min, low, median, high, max }) => [
        run.name,
        step,
        count,
        min,
        low,
        median,
        high,
        max,
      ]),
    ),
  ]
}
