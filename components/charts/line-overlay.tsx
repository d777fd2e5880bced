'use client'

/**
 * What lies over the lines: crosshair with its tooltip, names at line ends, marks of values that have no place on the
 * axis and of clipped outliers. It knows the plot's box, so it needs nothing of the drawing library.
 */
import { countOf } from '~/components/lib/format'
import { useCrosshair } from './crosshair'
import { CrosshairTooltip } from './crosshair-tooltip'
import type { PlotBox } from './line-chart'
import { crosshairRows, nearestRow } from './prepare/crosshair-rows'
import { lastValue } from './prepare/curve'
import { spreadLabels } from './prepare/end-labels'
import type { LineModel } from './prepare/line-model'

type LineOverlayProps = { model: LineModel; plot: PlotBox; panel: string; isLabeled: boolean }

const LABEL_HEIGHT = 14

export function LineOverlay({ model, plot, panel, isLabeled }: LineOverlayProps) {
  const [crosshair, setCrosshair] = useCrosshair()
  const [from, to] = model.x.range
  const rows = crosshair === null || crosshair.x < from || crosshair.x > to ? [] : crosshairRows(model, crosshair.x)

  function onPointerMove(event: React.PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    const height = (event.clientY - box.top) / box.height
    setCrosshair({ x: from + share * (to - from), height, owner: panel })
  }

  return (
    <>
      <div
        className="absolute touch-pan-y"
        style={plot}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setCrosshair(null)}
      >
        <svg
          width={plot.width}
          height={plot.height}
          className="pointer-events-none overflow-visible"
          aria-hidden="true"
        >
          <OddMarks model={model} plot={plot} />
          {rows.length > 0 && crosshair && (
            <g>
              <line
                {...vertical(xOf(model, plot, crosshair.x), plot.height)}
                stroke="var(--outline)"
                strokeDasharray="2 2"
              />
              {rows.map((row) => (
                <circle
                  key={row.id}
                  cx={xOf(model, plot, row.x)}
                  cy={yOf(model, plot, row.y)}
                  r={3}
                  fill={row.color}
                  stroke="var(--surface)"
                />
              ))}
            </g>
          )}
        </svg>
        <ClippedNote model={model} />
        {crosshair?.owner === panel && rows.length > 0 && (
          <CrosshairTooltip
            rows={rows}
            nearest={nearestRow(rows, crosshair.height * plot.height, (y) => yOf(model, plot, y))}
            x={crosshair.x}
            share={(crosshair.x - from) / (to - from)}
            axis={model.x}
          />
        )}
      </div>
      {isLabeled && <EndLabels model={model} plot={plot} />}
    </>
  )
}

/** NaN and infinities, at their x, on the floor of the plot. */
function OddMarks({ model, plot }: { model: LineModel; plot: PlotBox }) {
  return model.lines.flatMap((line) =>
    line.oddX.slice(0, 200).map((x) => (
      <text
        key={`${line.id} ${x}`}
        x={xOf(model, plot, x)}
        y={plot.height - 1}
        textAnchor="middle"
        fontSize={10}
        fill={line.color}
      >
        ✕
      </text>
    )),
  )
}

function ClippedNote({ model: { above, below } }: { model: LineModel }) {
  return (
    <div className="pointer-events-none absolute inset-0 text-11 text-muted">
      {above > 0 && (
        <span className="absolute top-0 left-0 rounded-sm bg-surface/85 px-1">▲ {countOf(above, 'point')} above</span>
      )}
      {below > 0 && (
        <span className="absolute bottom-0.5 left-0 rounded-sm bg-surface/85 px-1">
          ▼ {countOf(below, 'point')} below
        </span>
      )}
    </div>
  )
}

function EndLabels({ model, plot }: { model: LineModel; plot: PlotBox }) {
  const ends = model.lines.flatMap(({ id, points }) => {
    const end = lastValue(points)
    return end === null ? [] : [{ id, y: yOf(model, plot, end) }]
  })
  const byId = new Map(model.lines.map((line) => [line.id, line]))
  return (
    <div className="pointer-events-none absolute" style={{ left: plot.left + plot.width + 6, top: plot.top, right: 0 }}>
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
}

function vertical(x: number, height: number) {
  return { x1: x, x2: x, y1: 0, y2: height }
}

function xOf(model: LineModel, plot: PlotBox, x: number): number {
  const [from, to] = model.x.range
  return ((x - from) / (to - from)) * plot.width
}

/** Clipped to the plot, so that a mark of an outlier stands at the edge that it left by. */
function yOf({ y: axis, isLog }: LineModel, plot: PlotBox, y: number): number {
  const scale = isLog ? Math.log : (value: number) => value
  const [from, to] = axis.range
  const share = (scale(y) - scale(from)) / (scale(to) - scale(from))
  return (1 - Math.min(1, Math.max(0, share))) * plot.height
}
