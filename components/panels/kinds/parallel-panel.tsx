'use client'

import { useQuery } from '@tanstack/react-query'
import { useImperativeHandle, useMemo, useState } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { useLight } from '~/components/charts/light'
import { useBrushing, useSettledPass } from '~/components/charts/parallel-coordinates/brushing'
import { PLOT_HEIGHT } from '~/components/charts/parallel-coordinates/geometry'
import { type AxisArranging, ParallelCoordinates } from '~/components/charts/parallel-coordinates/parallel-coordinates'
import { parallelData } from '~/components/charts/prepare/columns/parallel-data'
import { drawnAxes, movedTo } from '~/components/charts/prepare/parallel/axis-arrangement'
import type { Brushes } from '~/components/charts/prepare/parallel/axis-brush'
import { parallelTable } from '~/components/charts/prepare/parallel/parallel-table'
import type { AxisData } from '~/components/charts/prepare/parameter-axis'
import { type Axis, axesOf } from '~/components/charts/prepare/parameter-axis'
import { ErrorLine } from '~/components/layout/error-line'
import { csvOf } from '~/components/lib/csv'
import { formatCount, formatValue } from '~/components/lib/format'
import { useInView } from '~/components/lib/use-in-view'
import { useGoals } from '~/components/runs/table/use-columns'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { guessGoal } from '~/server/domain/metric-guess'
import type { Objective } from '~/server/domain/objective'
import type { Panel } from '~/server/domain/panel'
import type { PanelExport } from '../panel-export'
import type { PanelRuns } from '../panel-runs'
import { columnLabel } from '../panel-words'
import { useRunValues } from '../use-run-values'
import type { KindProps } from './kind-props'
import { ParallelTable } from './parallel-table'

type ParallelPanelProps = KindProps<Extract<Panel, { kind: 'parallel' }>>

/** Titles of the axes above the plot and a scroll bar below it. */
const HEIGHT = PLOT_HEIGHT + 44
const COLUMNS_SUGGESTED = 10

export function ParallelPanel(props: ParallelPanelProps) {
  const { panel, title, runs, actions, exported } = props
  const { ref, isInView } = useInView(300)
  const isSuggested = panel.columns.length === 0
  const suggested = useSuggestedColumns(runs, isSuggested)
  const columns = isSuggested ? suggested : panel.columns
  const result = useResult(panel, runs)
  const asked = useMemo(() => (result === null ? columns : [...columns, result.column]), [columns, result])
  const { points, total, error, retry } = useRunValues(runs, asked, isInView)
  const data = useMemo(
    () => points && parallelData(points, { columns, result, isSuggested }),
    [points, columns, result, isSuggested],
  )
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => (data ? { csv: () => csvOf(parallelRows(data, asked)), svg: null } : null),
    [data, asked],
  )
  const isShort = data !== undefined && data.points.length < total
  return (
    <div ref={ref} className="min-w-0">
      {error !== null || data === undefined || columns.length + (result === null ? 0 : 1) < 2 ? (
        <ChartFrame title={title} height={HEIGHT} actions={actions}>
          {error !== null ? (
            <ErrorLine error={error} onRetry={retry} />
          ) : data === undefined && columns.length > 0 ? (
            <Skeleton className="h-full w-full" />
          ) : (
            <ChartEmpty>Choose two columns or more: “Edit” in the menu is where.</ChartEmpty>
          )}
        </ChartFrame>
      ) : (
        <ParallelDrawing
          {...props}
          data={data}
          note={isShort ? `${formatCount(data.points.length)} of ${formatCount(total)} runs` : undefined}
        />
      )}
    </div>
  )
}

function ParallelDrawing(props: ParallelPanelProps & { data: AxisData; note: string | undefined }) {
  const { panel, title, actions, onChange, onOpenRun, data, note } = props
  const goal = data.objective?.goal ?? 'maximize'
  const allAxes = useMemo(() => labelled(axesOf(data, panel.scales)), [data, panel.scales])
  const order = panel.columns
  const axes = useMemo(() => drawnAxes(allAxes, { order, hidden: [] }), [allAxes, order])
  const table = useMemo(() => parallelTable(allAxes, data.points, goal), [allAxes, data.points, goal])
  const [brushes, setBrushes] = useState<Brushes>({})
  const control = useBrushing({ table, brushes, onCommit: setBrushes })
  const settled = useSettledPass(control.brushing, 150)
  const light = useLight((runId) => onOpenRun?.(runId))
  const isBrushed = Object.keys(brushes).length > 0
  const result = axes.find((axis) => axis.isObjective) ?? null
  return (
    <ChartFrame
      title={title}
      note={isBrushed ? `${formatCount(settled.count)} of ${formatCount(data.points.length)} runs` : note}
      summary={`A line for each of ${data.points.length} runs through ${axes.map((axis) => axis.label).join(', ')}.`}
      height={HEIGHT}
      table={<ParallelTable table={settled.table} bits={settled.bits} axes={axes} title={title} />}
      actions={
        <>
          {isBrushed && (
            <Button size="sm" onClick={() => setBrushes({})}>
              Clear brushes
            </Button>
          )}
          {actions}
        </>
      }
    >
      <ParallelCoordinates
        table={table}
        axes={axes}
        colorAxis={result ?? axes[0] ?? null}
        control={control}
        arranging={arrangingOf(panel, { axes: allAxes, onChange })}
        light={light}
      />
    </ChartFrame>
  )
}

function labelled(axes: Axis[]): Axis[] {
  return axes.map((axis) => (axis.isObjective ? axis : { ...axis, label: columnLabel(axis.key) }))
}

type Arranged = { axes: Axis[]; onChange: ((panel: Panel) => void) | undefined }

/** What is done to the axes is done to the panel; where it cannot be changed they stay as they are. */
function arrangingOf(panel: ParallelPanelProps['panel'], { axes, onChange }: Arranged): AxisArranging {
  const { flipped = [], scales = {} } = panel
  const shown = axes.filter((axis) => !axis.isObjective).map((axis) => axis.key)
  const arrangement = { order: panel.columns, hidden: [], flipped, scales, color: null }
  return {
    flipped,
    flip: (key) =>
      onChange?.({
        ...panel,
        flipped: flipped.includes(key) ? flipped.filter((other) => other !== key) : [...flipped, key],
      }),
    hide: (key) => onChange?.({ ...panel, columns: shown.filter((other) => other !== key) }),
    move: (key, to) => onChange?.({ ...panel, columns: movedTo(axes, key, to, arrangement) }),
    setScale: (key, scale) => onChange?.({ ...panel, scales: { ...scales, [key]: scale } }),
    setColor: (key) => onChange?.({ ...panel, color: key, columns: shown.filter((other) => other !== key) }),
  }
}

const NO_COLUMNS: string[] = []

/** The settings that most runs have; those that do not vary draw no axis. */
function useSuggestedColumns({ path }: PanelRuns, isAsked: boolean): string[] {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.runs.columns.queryOptions(path, { enabled: isAsked }))
  return useMemo(
    () =>
      data?.config
        .filter((key) => !key.startsWith('_'))
        .slice(0, COLUMNS_SUGGESTED)
        .map((key) => `config.${key}`) ?? NO_COLUMNS,
    [data],
  )
}

function useResult({ color, goal }: ParallelPanelProps['panel'], { path }: PanelRuns) {
  const goals = useGoals(path)
  return useMemo((): { column: string; objective: Objective } | null => {
    if (color === undefined) return null
    const key = color.replace(/^[a-z]+\./, '')
    const known = goal ?? goals.get(key) ?? guessGoal(key)?.goal ?? 'maximize'
    return { column: color, objective: { name: columnLabel(color), goal: known } }
  }, [color, goal, goals])
}

function parallelRows({ points, parameters, objective }: AxisData, columns: readonly string[]) {
  const rows = points.map(({ name, runId, params, value }) => [
    name,
    runId,
    ...parameters.map((parameter) => {
      const cell = params[parameter.name] ?? null
      return cell === null || typeof cell === 'number' ? cell : formatValue(cell)
    }),
    ...(objective === null ? [] : [value]),
  ])
  return [['name', 'run', ...columns], ...rows]
}
