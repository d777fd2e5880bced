'use client'

import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { Stream } from '~/server/domain/history'
import { LINE_SETTINGS, type LineSettings } from '~/server/domain/panel'
import { LinePlot } from './lines/line-plot'
import type { PlotRun } from './prepare/plot-run'
import { chartParams } from './search-params'

type MetricPanelProps = { metric: string; runs: PlotRun[]; height?: number; stream?: Stream }

/** One metric of the given runs over time, drawn as the address of the page says. */
export function MetricPanel({ metric, runs, height = 190, stream }: MetricPanelProps) {
  const [{ x, log, smooth }] = useQueryStates(chartParams)
  const settings = useMemo(
    (): LineSettings => ({ ...LINE_SETTINGS, x, isLogY: log, smoothing: { kind: 'ema', amount: smooth } }),
    [x, log, smooth],
  )
  const metrics = useMemo(() => [metric], [metric])
  return <LinePlot title={metric} metrics={metrics} runs={runs} settings={settings} height={height} stream={stream} />
}
