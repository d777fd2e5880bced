'use client'

import { useMemo } from 'react'
import { countOf, formatCount, formatNumber } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { SweepDetail, SweepPoint } from '~/server/domain/sweep'
import { ChartEmpty, ChartFrame } from '../../charts/chart-frame'
import type { Light } from '../../charts/light'
import { AxesPicker } from '../../charts/parallel-coordinates/axes-picker'
import { ColorChoice } from '../../charts/parallel-coordinates/color-choice'
import { ColorKey } from '../../charts/parallel-coordinates/color-key'
import { PLOT_HEIGHT } from '../../charts/parallel-coordinates/geometry'
import { LineKindKey } from '../../charts/parallel-coordinates/line-kind-key'
import { ParallelCoordinates } from '../../charts/parallel-coordinates/parallel-coordinates'
import { RunSlider } from '../../charts/parallel-coordinates/run-slider'
import { brushWords } from '../../charts/prepare/parallel/axis-brush'
import { settingText } from '../../charts/prepare/setting-text'
import { valueSpan } from '../../charts/prepare/value-scale'
import { BrushBar } from './brush-bar'
import { ParallelRuns } from './parallel-runs'
import type { SweepView } from './use-sweep-view'

/** Titles above the plot and a scroll bar below it. */
const HEIGHT = PLOT_HEIGHT + 48

type ParallelPanelProps = { sweep: SweepDetail; view: SweepView; light: Light }

export function ParallelPanel({ sweep, view, light }: ParallelPanelProps) {
  const { settled, control, axes, allAxes } = view
  const passing = useMemo(() => bestFirst(settled), [settled])
  if (allAxes.length < 2) {
    return (
      <ChartFrame title="Which settings are good?" height={160}>
        <ChartEmpty>Nothing varies in this sweep, so there is nothing to compare.</ChartEmpty>
      </ChartFrame>
    )
  }
  return (
    <div className="min-w-0">
      <ChartFrame
        title="Which settings are good?"
        note={noteOf(view)}
        summary={summaryOf(view)}
        height={HEIGHT}
        table={<ParallelRuns runs={passing} axes={axes} />}
      >
        <ParallelCoordinates
          table={view.table}
          axes={axes}
          colorAxis={view.colorAxis}
          control={control}
          arranging={view.arranging}
          light={light}
        />
      </ChartFrame>
      <div className="mt-1 flex flex-col gap-2.5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
          <div className="min-w-0 flex-1 max-sm:basis-full">
            <RunSlider axes={axes} runs={passing} light={light} />
          </div>
          <LineKindKey table={view.table} />
          <Key view={view} />
          <ColorChoice axes={allAxes} colorAxis={view.colorAxis} onColor={view.arranging.setColor} />
          <AxesPicker axes={allAxes} drawn={axes} onToggle={view.arranging.hide} onShowAll={view.showAll} />
          {view.isArranged && (
            <Button size="sm" variant="ghost" onClick={view.reset}>
              Reset
            </Button>
          )}
        </div>
        <BrushBar
          sweep={sweep}
          axes={allAxes}
          control={control}
          isSample={view.drawnOf !== null}
          onClear={view.clearBrushes}
        />
      </div>
      <p aria-live="polite" className="sr-only">
        {view.isBrushed &&
          `${countOf(settled.count, 'run')} of ${formatCount(settled.table.runs.length)} pass the brushes.`}
      </p>
    </div>
  )
}

function Key({ view: { colorAxis, table, goal } }: { view: SweepView }) {
  const span = useMemo(
    () =>
      valueSpan(
        table.runs.flatMap(({ value }) => (value === null ? [] : [value])),
        goal,
      ),
    [table, goal],
  )
  if (colorAxis === null || (colorAxis.isObjective && span === null)) return null
  return <ColorKey axis={colorAxis} goal={goal} span={span ?? [0, 1]} />
}

/** How many of how many are drawn, and pass. */
function noteOf({ drawnOf, isBrushed, settled }: SweepView): string | undefined {
  const drawn = settled.table.runs.length
  const sample = drawnOf === null ? null : `showing ${formatCount(drawn)} of ${countOf(drawnOf, 'run')}, with the best`
  if (!isBrushed) return sample ?? undefined
  const passing = `${formatCount(settled.count)} of ${countOf(drawn, 'run')}`
  return sample === null ? passing : `${passing} drawn; ${sample}`
}

/** For who does not see the lines: how many, over which axes, and what is brushed. */
function summaryOf({ table, axes, allAxes, settled, control }: SweepView): string {
  const { brushes } = control.brushing
  const brushed = allAxes.flatMap((axis) => {
    const brush = brushes[axis.key]
    return brush === undefined ? [] : [`${axis.label} ${brushWords(brush, formatNumber, settingText)}`]
  })
  return [
    `A line for each of ${countOf(table.runs.length, 'run')} through its settings to its result: ${axes.map((axis) => axis.label).join(', ')}.`,
    brushed.length === 0 ? '' : `Brushed: ${brushed.join('; ')}. ${countOf(settled.count, 'run')} pass.`,
    'The table view lists the same.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Those that pass. */
function bestFirst({ table, bits }: SweepView['settled']): SweepPoint[] {
  const order: SweepPoint[] = []
  for (const [index, run] of table.runs.entries()) order[table.rank[index] ?? 0] = run
  return order.reverse().filter((run) => bits[table.indexOf.get(run.runId) ?? -1] === 1)
}
