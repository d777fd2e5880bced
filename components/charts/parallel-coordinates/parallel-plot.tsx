'use client'

import { useMemo } from 'react'
import type { Light } from '../light'
import { HitIndex } from '../prepare/parallel/hit-index'
import type { ParallelTable } from '../prepare/parallel/parallel-table'
import type { Axis } from '../prepare/parameter-axis'
import type { Brushing } from './brushing'
import { columnAt, type Geometry, PLOT_HEIGHT, positionAt } from './geometry'
import type { Pointed } from './pointed'

type ParallelPlotProps = {
  axes: readonly Axis[]
  table: ParallelTable
  flipped: readonly boolean[]
  geometry: Geometry
  brushing: Brushing
  light: Light
  pointed: Pointed
  children: React.ReactNode
}

/** Pixels within which a line counts as pointed at. */
const REACH = 9

/** Where the pointer finds lines. It tells the light and the tooltip, and draws nothing anew itself. */
export function ParallelPlot(props: ParallelPlotProps) {
  const { axes, table, flipped, geometry, brushing, light, pointed, children } = props
  const hits = useMemo(() => hitIndexOf(axes, table, flipped), [axes, table, flipped])

  function point(event: React.PointerEvent<HTMLElement>) {
    if (event.buttons !== 0) {
      leave()
      return
    }
    const box = event.currentTarget.getBoundingClientRect()
    const at = { x: event.clientX - box.left, y: event.clientY - box.top }
    const query = { column: columnAt(at.x, geometry), position: positionAt(at.y, false), reach: REACH / PLOT_HEIGHT }
    const nearest = hits.nearest(query, brushing.bits)
    const outer = event.currentTarget.closest('[data-slot="parallel-coordinates"]')?.getBoundingClientRect() ?? box
    pointed.set(nearest === null ? null : { x: event.clientX - outer.left, y: event.clientY - outer.top })
    event.currentTarget.style.cursor = nearest === null ? '' : 'pointer'
    light.point(nearest === null ? null : (table.runs[nearest]?.runId ?? null))
  }

  function leave() {
    pointed.set(null)
    light.point(null)
  }

  function open() {
    const lit = light.lit()
    if (lit !== null && pointed.place() !== null) light.open(lit)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing is a shortcut; the run slider below does the same by key
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the run slider opens the run
    <div
      className="relative"
      style={{ height: PLOT_HEIGHT }}
      onPointerMove={point}
      onPointerLeave={leave}
      onClick={open}
    >
      {children}
    </div>
  )
}

function hitIndexOf(axes: readonly Axis[], table: ParallelTable, flipped: readonly boolean[]): HitIndex {
  const heights = axes.map((axis, place) => {
    const positions = table.columns.get(axis.key)?.positions ?? new Float32Array(table.runs.length)
    return flipped[place] === true ? positions.map((position) => 1 - position) : positions
  })
  return new HitIndex(heights, table.rank)
}
