'use client'

import { useMemo } from 'react'
import { formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { SweepPoints } from '~/server/domain/sweep'
import { ChartEmpty, ChartFrame } from '../charts/chart-frame'
import type { Light } from '../charts/light'
import { ColorKey } from '../charts/parallel-coordinates/color-key'
import { PLOT_HEIGHT } from '../charts/parallel-coordinates/geometry'
import { ParallelCoordinates } from '../charts/parallel-coordinates/parallel-coordinates'
import { RunSlider } from '../charts/parallel-coordinates/run-slider'
import { axisValue } from '../charts/prepare/parameter-axis'
import { settingText } from '../charts/prepare/setting-text'
import { valueSpan } from '../charts/prepare/value-scale'
import type { SweepView } from './use-sweep-view'

/** Titles above the plot and a scroll bar below it. */
const HEIGHT = PLOT_HEIGHT + 48
const TABLE_ROW_COUNT_MAX = 200

type ParallelPanelProps = { data: SweepPoints; view: SweepView; light: Light }

export function ParallelPanel({ data, view, light }: ParallelPanelProps) {
  const { objective } = data
  const points = useMemo(() => data.points.filter((point) => point.state !== 'pending'), [data.points])
  const runs = useMemo(
    () => view.ranked.filter((run) => run.state !== 'pending' && view.passing.has(run.runId)),
    [view.ranked, view.passing],
  )
  const span = useMemo(
    () =>
      valueSpan(
        points.flatMap((p) => (p.value === null ? [] : [p.value])),
        view.goal,
      ),
    [points, view.goal],
  )
  return (
    <div className="min-w-0">
      <ChartFrame
        title="Which settings are good?"
        note={view.isFiltered ? `${formatCount(runs.length)} of ${formatCount(points.length)} runs` : undefined}
        summary={`A line for each of ${points.length} runs through its settings to its result. The table view lists the same.`}
        height={HEIGHT}
        table={<ParallelTable runs={runs} view={view} />}
      >
        {view.axes.length < 2 ? (
          <ChartEmpty>Nothing varies in this sweep, so there is nothing to compare.</ChartEmpty>
        ) : (
          <ParallelCoordinates
            axes={view.axes}
            points={points}
            goal={view.goal}
            filters={view.filters}
            onFilter={view.setFilter}
            passing={view.passing}
            arrangement={view.arrangement}
            light={light}
          />
        )}
      </ChartFrame>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <div className="min-w-0 flex-1 max-sm:basis-full">
          <RunSlider axes={view.axes} runs={runs} light={light} />
        </div>
        {view.isFiltered && (
          <Button size="sm" onClick={view.clearFilters}>
            Clear filters
          </Button>
        )}
        {objective && span && <ColorKey label={objective.name} goal={objective.goal} span={span} />}
      </div>
    </div>
  )
}

function ParallelTable({ runs, view }: { runs: SweepView['ranked']; view: SweepView }) {
  const shown = runs.slice(0, TABLE_ROW_COUNT_MAX)
  return (
    <>
      <Table label="Runs with their settings and results, best first">
        <TableHeader>
          <TableRow>
            <TableHead>Run</TableHead>
            {view.axes.map((axis) => (
              <TableHead key={axis.key} className="numeric text-right">
                {axis.label}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((run) => (
            <TableRow key={run.runId}>
              <TableCell className="whitespace-nowrap">{run.name}</TableCell>
              {view.axes.map((axis) => (
                <TableCell key={axis.key} className="numeric">
                  {settingText(axisValue(axis, run))}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown.length < runs.length && (
        <p className="py-2 text-12 text-muted">
          Showing the best {shown.length} of {formatCount(runs.length)} runs; filter on an axis to see others.
        </p>
      )}
    </>
  )
}
