'use client'

import { formatNumber } from '~/components/lib/format'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Light, useLit } from '../light'
import { type Axis, axisValue } from '../prepare/parameter-axis'
import { settingText } from '../prepare/setting-text'

type RunSliderProps = {
  axes: readonly Axis[]
  /** Runs that pass the filters, best first. */
  runs: readonly SweepPoint[]
  light: Light
}

/** The lines by keyboard: arrows go from run to run, best first; Enter opens the run; its values are read out. */
export function RunSlider({ axes, runs, light }: RunSliderProps) {
  const highlighted = useLit(light)
  const rank = runs.findIndex((run) => run.runId === highlighted)
  const run = runs[rank]

  function onKeyDown(event: React.KeyboardEvent) {
    const to = {
      ArrowDown: rank + 1,
      ArrowRight: rank + 1,
      ArrowUp: rank - 1,
      ArrowLeft: rank - 1,
      Home: 0,
      End: runs.length - 1,
    }[event.key]
    if (event.key === 'Enter' && run !== undefined) light.open(run.runId)
    if (event.key === 'Escape') light.point(null)
    if (to === undefined) return
    event.preventDefault()
    const next = runs[Math.min(Math.max(to, 0), runs.length - 1)]
    if (next !== undefined) light.point(next.runId)
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Runs in the chart, best first"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, runs.length)}
      aria-valuenow={Math.max(1, rank + 1)}
      aria-valuetext={run === undefined ? 'no run chosen' : spoken(run, axes)}
      onKeyDown={onKeyDown}
      onBlur={() => light.point(null)}
      className="truncate rounded-sm px-1 text-12 text-muted"
    >
      {run === undefined ? (
        'Arrow keys here go from run to run'
      ) : (
        <>
          <span className="font-medium text-ink">{run.name}</span>
          {run.value !== null && ` · ${formatNumber(run.value)}`}
          {` · ${rank + 1} of ${runs.length}`}
        </>
      )}
    </div>
  )
}

function spoken(run: SweepPoint, axes: readonly Axis[]): string {
  const values = axes.map((axis) => `${axis.label} ${settingText(axisValue(axis, run))}`)
  return `${run.name}, ${run.state}: ${values.join(', ')}`
}
