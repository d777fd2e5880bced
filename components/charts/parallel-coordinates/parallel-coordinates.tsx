'use client'

import { useMemo, useState } from 'react'
import { useSize } from '~/components/lib/use-size'
import type { Goal } from '~/server/domain/objective'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Light, useLit } from '../light'
import type { AxisFilter, AxisFilters } from '../prepare/axis-filters'
import { nearestLine, parallelLines } from '../prepare/parallel'
import type { Axis } from '../prepare/parameter-axis'
import { AxisColumn } from './axis-column'
import { AxisMenu } from './axis-menu'
import { columnAt, geometryOf, PLOT_HEIGHT, positionAt } from './geometry'
import { LineCanvas } from './line-canvas'
import { ParallelTooltip } from './parallel-tooltip'

export type AxisArrangement = {
  /** Keys of axes drawn upside down. */
  flipped: readonly string[]
  onFlip: (key: string) => void
  onMove: (key: string, to: number) => void
}

type ParallelCoordinatesProps = {
  axes: readonly Axis[]
  points: readonly SweepPoint[]
  goal: Goal
  filters: AxisFilters
  onFilter: (key: string, filter: AxisFilter | null) => void
  passing: ReadonlySet<string>
  arrangement: AxisArrangement
  light: Light
}

/** Pixels within which a line counts as pointed at. */
const REACH = 9

/**
 * A line for each run through its values to its result. Lines are canvas, so that thousands stay smooth; axes, ticks
 * and brushes are SVG above it, menus and tooltip are HTML.
 */
export function ParallelCoordinates(props: ParallelCoordinatesProps) {
  const { axes, points, goal, filters, passing, arrangement, light } = props
  const highlighted = useLit(light)
  const { ref, size } = useSize()
  const width = size === null ? null : Math.floor(size.width)
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null)
  const geometry = useMemo(() => geometryOf(width ?? 0, axes.length), [width, axes.length])
  const lines = useMemo(() => parallelLines(axes, points, goal), [axes, points, goal])
  const flipped = useMemo(() => axes.map((axis) => arrangement.flipped.includes(axis.key)), [axes, arrangement.flipped])
  const index = useMemo(
    () => (highlighted === null ? null : lines.runs.findIndex((run) => run.runId === highlighted)),
    [lines, highlighted],
  )
  const shown = index === null || index < 0 ? null : index

  function point(event: React.PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    const at = { x: event.clientX - box.left, y: event.clientY - box.top }
    setPointer(at)
    const isPressed = event.buttons !== 0
    const nearest = isPressed
      ? null
      : nearestLine(
          lines,
          { column: columnAt(at.x, geometry), position: positionAt(at.y, false), reach: REACH / PLOT_HEIGHT },
          (line) => passing.has(lines.runs[line]?.runId ?? ''),
          flipped,
        )
    light.point(nearest === null ? null : (lines.runs[nearest]?.runId ?? null))
  }

  function leave() {
    setPointer(null)
    light.point(null)
  }

  return (
    <div ref={ref} data-slot="parallel-coordinates" className="relative min-w-0">
      <div className="overflow-x-auto overflow-y-hidden">
        <div style={{ width: width === null ? '100%' : geometry.width }}>
          <AxisTitles {...props} xs={geometry.xs} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing is a shortcut; the run slider below does the same by key */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the run slider opens the run */}
          <div
            className="relative"
            style={{ height: PLOT_HEIGHT, cursor: shown === null ? undefined : 'pointer' }}
            onPointerMove={point}
            onPointerLeave={leave}
            onClick={() => highlighted !== null && pointer !== null && light.open(highlighted)}
          >
            {width !== null && (
              <>
                <LineCanvas lines={lines} geometry={geometry} flipped={flipped} passing={passing} highlighted={shown} />
                <svg width={geometry.width} height={PLOT_HEIGHT} className="absolute inset-0" aria-hidden="true">
                  {axes.map((axis, column) => (
                    <AxisColumn
                      key={axis.key}
                      axis={axis}
                      x={geometry.xs[column] ?? 0}
                      isLast={column === axes.length - 1}
                      isFlipped={flipped[column] === true}
                      filter={filters[axis.key]}
                      onFilter={(filter) => props.onFilter(axis.key, filter)}
                    />
                  ))}
                </svg>
              </>
            )}
          </div>
        </div>
      </div>
      {shown !== null && pointer !== null && (
        <ParallelTooltip point={points[shown]} axes={axes} at={pointer} boxWidth={width ?? 0} />
      )}
    </div>
  )
}

function AxisTitles({ axes, filters, arrangement, onFilter, xs }: ParallelCoordinatesProps & { xs: number[] }) {
  const movable = axes.filter((axis) => !axis.isObjective).length
  return (
    <div className="relative h-8">
      {axes.map((axis, column) => (
        <div
          key={axis.key}
          className="absolute top-0 flex max-w-36 -translate-x-1/2 justify-center"
          style={{ left: xs[column] ?? 0 }}
        >
          <AxisMenu
            axis={axis}
            filter={filters[axis.key]}
            isFlipped={arrangement.flipped.includes(axis.key)}
            actions={{
              onFilter: (filter) => onFilter(axis.key, filter),
              onFlip: () => arrangement.onFlip(axis.key),
              onMoveLeft: column > 0 ? () => arrangement.onMove(axis.key, column - 1) : null,
              onMoveRight: column < movable - 1 ? () => arrangement.onMove(axis.key, column + 1) : null,
            }}
          />
        </div>
      ))}
    </div>
  )
}
