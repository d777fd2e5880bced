'use client'

import { useMemo, useState } from 'react'
import { useSize } from '~/components/lib/use-size'
import type { Light } from '../light'
import type { ParallelTable } from '../prepare/parallel/parallel-table'
import type { Axis } from '../prepare/parameter-axis'
import { AxisColumn } from './axis-column'
import { AxisHandle } from './axis-handle'
import type { AxisActions } from './axis-menu'
import { AxisTitle } from './axis-titles'
import type { BrushControl } from './brushing'
import { geometryOf, PLOT_HEIGHT } from './geometry'
import { LineCanvas } from './line-canvas'
import { ParallelPlot } from './parallel-plot'
import { ParallelTooltip } from './parallel-tooltip'
import { createPointed } from './pointed'
import { useAxisDrag } from './use-axis-drag'

export type AxisArranging = {
  /** Keys of axes drawn upside down. */
  flipped: readonly string[]
  flip: (key: string) => void
  hide: (key: string) => void
  /** Moves an axis to a place among those that are drawn. */
  move: (key: string, to: number) => void
  setScale: (key: string, scale: 'linear' | 'log') => void
  setColor: (key: string) => void
}

type ParallelCoordinatesProps = {
  table: ParallelTable
  /** Those drawn, in their order; the objective last. */
  axes: readonly Axis[]
  colorAxis: Axis | null
  control: BrushControl
  arranging: AxisArranging
  light: Light
}

/**
 * A line for each run through its values to its result. Lines are canvas, so that thousands stay smooth; axes, ticks
 * and brushes are SVG above it, what is taken hold of, menus and tooltip are HTML.
 */
export function ParallelCoordinates(props: ParallelCoordinatesProps) {
  const { axes, table, control, arranging, light, colorAxis } = props
  const { ref, size } = useSize()
  const [pointed] = useState(createPointed)
  const width = size === null ? null : Math.floor(size.width)
  const geometry = useMemo(() => geometryOf(width ?? 0, axes.length), [width, axes.length])
  const flipped = useMemo(() => axes.map((axis) => arranging.flipped.includes(axis.key)), [axes, arranging.flipped])
  const movable = axes.filter((axis) => !axis.isObjective).map((axis) => axis.key)
  const { drag, handlersOf } = useAxisDrag({
    keys: movable,
    xs: geometry.xs.slice(0, movable.length),
    onMove: arranging.move,
  })

  return (
    <div ref={ref} data-slot="parallel-coordinates" className="relative min-w-0">
      <div className="overflow-x-auto overflow-y-hidden">
        <div style={{ width: width === null ? '100%' : geometry.width }}>
          <div className="relative h-8">
            {axes.map((axis, place) => (
              <AxisTitle
                key={axis.key}
                axis={axis}
                x={geometry.xs[place] ?? 0}
                isFlipped={flipped[place] === true}
                isColor={axis === colorAxis}
                control={control}
                actions={actionsOf(axis, place, { arranging, movable })}
                drag={drag}
                dragHandlers={handlersOf(axis.key)}
              />
            ))}
          </div>
          <ParallelPlot
            axes={axes}
            table={table}
            flipped={flipped}
            geometry={geometry}
            brushing={control.brushing}
            light={light}
            pointed={pointed}
          >
            {width !== null && (
              <>
                <LineCanvas
                  table={table}
                  axes={axes}
                  flipped={flipped}
                  colorAxis={colorAxis}
                  geometry={geometry}
                  brushing={control.brushing}
                  light={light}
                />
                <svg width={geometry.width} height={PLOT_HEIGHT} className="absolute inset-0" aria-hidden="true">
                  {axes.map((axis, place) => (
                    <AxisColumn
                      key={axis.key}
                      axis={axis}
                      x={geometry.xs[place] ?? 0}
                      isLast={place === axes.length - 1}
                      isFlipped={flipped[place] === true}
                    />
                  ))}
                </svg>
                {axes.map((axis, place) => (
                  <AxisHandle
                    key={axis.key}
                    axis={axis}
                    x={geometry.xs[place] ?? 0}
                    isFlipped={flipped[place] === true}
                    control={control}
                    onFlip={() => arranging.flip(axis.key)}
                    onMove={(by) => movable.includes(axis.key) && arranging.move(axis.key, place + by)}
                  />
                ))}
              </>
            )}
          </ParallelPlot>
        </div>
      </div>
      <ParallelTooltip pointed={pointed} light={light} table={table} axes={axes} boxWidth={width ?? 0} />
    </div>
  )
}

type Moving = { arranging: AxisArranging; movable: readonly string[] }

function actionsOf(axis: Axis, place: number, { arranging, movable }: Moving): AxisActions {
  const { key } = axis
  const canMove = movable.includes(key)
  return {
    onFlip: () => arranging.flip(key),
    onHide: () => arranging.hide(key),
    onColor: () => arranging.setColor(key),
    onMoveLeft: canMove && place > 0 ? () => arranging.move(key, place - 1) : null,
    onMoveRight: canMove && place < movable.length - 1 ? () => arranging.move(key, place + 1) : null,
    onLog:
      axis.kind === 'category' || !axis.canBeLog
        ? null
        : () => arranging.setScale(key, axis.kind === 'log' ? 'linear' : 'log'),
  }
}
