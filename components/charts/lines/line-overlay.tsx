'use client'

/**
 * What lies over the lines: crosshair with its tooltip, names at line ends, marks of values that have no place on the
 * axis and of clipped outliers, the part of x that is being chosen. It takes the pointer and the keys: with the focus,
 * arrows move the crosshair from point to point and up and down from line to line, and what is there is said.
 */
import { memo, useState } from 'react'
import { countOf, formatNumber } from '~/components/lib/format'
import { useCrosshair } from '../crosshair'
import { crosshairRows, nearestRow } from '../prepare/lines/crosshair-rows'
import { lastValue } from '../prepare/lines/curve'
import { spreadLabels } from '../prepare/lines/end-labels'
import type { LineModel } from '../prepare/lines/line-model'
import { type PlotBox, plotScale } from '../prepare/lines/plot-scale'
import type { Range } from '../prepare/ticks'
import { CrosshairMarks } from './crosshair-marks'
import { CrosshairTooltip } from './crosshair-tooltip'
import { usePlotGestures } from './use-plot-gestures'
import { usePlotKeys } from './use-plot-keys'

type LineOverlayProps = {
  model: LineModel
  plot: PlotBox
  panel: string
  isLabeled: boolean
  title: string
  onZoom?: (range: Range | null, isFinal: boolean) => void
  onOpenRun?: (runId: string) => void
}

const LABEL_HEIGHT = 14
const MARK_PIXELS = 5

export function LineOverlay({ model, plot, panel, isLabeled, title, onZoom, onOpenRun }: LineOverlayProps) {
  const [crosshair, setCrosshair] = useCrosshair()
  const [isByKey, setByKey] = useState(false)
  const scale = plotScale(model, plot)
  const [from, to] = model.x.range
  const isHere = crosshair !== null && crosshair.axis === model.axis && crosshair.x >= from && crosshair.x <= to
  const isOwner = isHere && crosshair.owner === panel
  // Elsewhere the line alone shows where the crosshair is; hundreds of rows for each panel would cost the frame.
  const rows = isHere && (isOwner || model.lines.length <= 60) ? crosshairRows(model, crosshair.x) : []
  const nearest = isOwner ? nearestRow(rows, crosshair.height * plot.height, scale.y) : null

  function point(x: number, height: number) {
    setCrosshair({ axis: model.axis, x, height, owner: panel })
  }

  const gestures = usePlotGestures({
    onPoint(share, height) {
      setByKey(false)
      point(scale.xAt(share), height)
    },
    onLeave: () => setCrosshair(null),
    onZoom: onZoom && (([a, b], isFinal) => onZoom([scale.xAt(a), scale.xAt(b)], isFinal)),
    onReset: () => onZoom?.(null, true),
  })
  const keys = usePlotKeys({
    model,
    at: isOwner ? { x: crosshair.x, nearest } : null,
    onPoint(x, y) {
      setByKey(true)
      point(x, y === null ? 0.5 : scale.y(y) / plot.height)
    },
    onLeave: () => setCrosshair(null),
    onZoom,
    onOpenRun,
  })

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a plot with a cursor has no element of its own */}
      <div
        ref={gestures.ref}
        role="group"
        aria-roledescription="chart"
        aria-label={`${title}. Arrows move the crosshair, t shows a table.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor of the chart is moved by keys
        tabIndex={0}
        data-slot="plot"
        className="absolute cursor-crosshair touch-pan-y rounded-sm focus-visible:outline-offset-2"
        style={plot}
        {...gestures.handlers}
        {...keys}
      >
        <svg
          width={plot.width}
          height={plot.height}
          className="pointer-events-none overflow-visible"
          aria-hidden="true"
        >
          <OddMarks model={model} plot={plot} />
          {isHere && <CrosshairMarks model={model} plot={plot} x={crosshair.x} rows={rows} nearest={nearest} />}
          {gestures.drag && (
            <rect
              x={Math.min(...gestures.drag) * plot.width}
              width={Math.abs(gestures.drag[1] - gestures.drag[0]) * plot.width}
              height={plot.height}
              fill="var(--accent)"
              fillOpacity={0.12}
              stroke="var(--accent)"
              strokeOpacity={0.5}
            />
          )}
        </svg>
        <PlotNotes model={model} />
        {isOwner && rows.length > 0 && (
          <CrosshairTooltip
            rows={rows}
            nearest={nearest}
            x={crosshair.x}
            share={scale.x(crosshair.x) / plot.width}
            axis={model.x}
          />
        )}
      </div>
      <span aria-live="polite" className="sr-only">
        {isByKey && isOwner && nearest !== null
          ? `${model.x.format(nearest.x)}: ${nearest.name} ${formatNumber(nearest.y)}`
          : ''}
      </span>
      {isLabeled && <EndLabels model={model} plot={plot} />}
    </>
  )
}

/** NaN and infinities, at their x, on the floor of the plot. Memoised like the names: the pointer moves neither. */
const OddMarks = memo(function OddMarks({ model, plot }: { model: LineModel; plot: PlotBox }) {
  const scale = plotScale(model, plot)
  const [from, to] = model.x.range
  // Marks that would cover each other are one.
  const marks = new Map<number, string>()
  for (const line of model.lines) {
    for (const x of line.oddX) {
      const place = Math.round(scale.x(x) / MARK_PIXELS)
      if (x >= from && x <= to && !marks.has(place)) marks.set(place, line.color)
    }
  }
  return [...marks].map(([place, color]) => (
    <text key={place} x={place * MARK_PIXELS} y={plot.height - 1} textAnchor="middle" fontSize={10} fill={color}>
      ✕
    </text>
  ))
})

/** How many points the axis cuts off. */
function PlotNotes({ model: { above, below } }: { model: LineModel }) {
  const note = 'absolute rounded-sm bg-surface/85 px-1'
  return (
    <div className="pointer-events-none absolute inset-0 text-11 text-muted">
      {above > 0 && <span className={`${note} top-0 left-0`}>▲ {countOf(above, 'point')} above</span>}
      {below > 0 && <span className={`${note} bottom-0.5 left-0`}>▼ {countOf(below, 'point')} below</span>}
    </div>
  )
}

const EndLabels = memo(function EndLabels({ model, plot }: { model: LineModel; plot: PlotBox }) {
  const scale = plotScale(model, plot)
  const ends = model.lines.flatMap(({ id, y }) => {
    const end = lastValue(y)
    return end === null ? [] : [{ id, y: Math.min(plot.height, Math.max(0, scale.y(end))) }]
  })
  const byId = new Map(model.lines.map((line) => [line.id, line]))
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute"
      style={{ left: plot.left + plot.width + 6, top: plot.top, right: 0 }}
    >
      {spreadLabels(ends, LABEL_HEIGHT, plot.height).map(({ id, y }) => {
        const line = byId.get(id)
        return (
          <span
            key={id}
            className="absolute right-0 left-0 flex items-center gap-1 text-11"
            style={{ top: y - LABEL_HEIGHT / 2 }}
          >
            <span className="h-0.5 w-2 shrink-0 rounded-full" style={{ background: line?.color }} />
            <span className="truncate">{line?.name}</span>
          </span>
        )
      })}
    </div>
  )
})
