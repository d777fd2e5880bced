import type { CrosshairRow } from '../prepare/lines/crosshair-rows'
import type { LineModel, PlotLine } from '../prepare/lines/line-model'
import { type PlotBox, type PlotScale, plotScale, traceLine } from '../prepare/lines/plot-scale'

/** Of more lines than this only the nearest gets its dot: a column of hundreds says nothing. */
const DOTS_MAX = 30

type CrosshairMarksProps = {
  model: LineModel
  plot: PlotBox
  x: number
  rows: CrosshairRow[]
  nearest: CrosshairRow | null
}

/** The vertical line, a dot on each line, and the nearest line drawn stronger. */
export function CrosshairMarks({ model, plot, x, rows, nearest }: CrosshairMarksProps) {
  const scale = plotScale(model, plot)
  const dots = rows.length <= DOTS_MAX ? rows : rows.filter((row) => row === nearest)
  const line = nearest === null || model.lines.length < 2 ? undefined : model.lines.find(({ id }) => id === nearest.id)
  const at = scale.x(x)
  return (
    <g>
      <line x1={at} x2={at} y1={0} y2={plot.height} stroke="var(--outline)" strokeDasharray="2 2" />
      {line && (
        <svg width={plot.width} height={plot.height} overflow="hidden" aria-hidden="true">
          <path d={pathOf(line, scale)} fill="none" stroke="var(--surface)" strokeWidth={5} strokeOpacity={0.8} />
          <path d={pathOf(line, scale)} fill="none" stroke={line.color} strokeWidth={2.5} />
        </svg>
      )}
      {dots.map((row) => (
        <circle
          key={row.id}
          cx={scale.x(row.x)}
          cy={Math.min(plot.height, Math.max(0, scale.y(row.y)))}
          r={row === nearest ? 4 : 3}
          fill={row.color}
          stroke="var(--surface)"
        />
      ))}
    </g>
  )
}

function pathOf(line: PlotLine, scale: PlotScale): string {
  let path = ''
  const add = (letter: string) => (px: number, py: number) => {
    path += `${letter}${px.toFixed(1)} ${py.toFixed(1)}`
  }
  traceLine({ moveTo: add('M'), lineTo: add('L') }, line, scale)
  return path
}
