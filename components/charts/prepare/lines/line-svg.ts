/** A line chart as a drawing that stands alone: the same axes, lines, bands and marks, as vectors. Pure. */
import { element, type SvgLook, svgPicture, textElement } from '../svg-text'
import type { LineModel } from './line-model'
import { dashOf, type PathSink, type PlotScale, plotScale, traceBand, traceLine } from './plot-scale'

const MARGIN = { left: 52, right: 12, top: 8, bottom: 34 }
/** As on the page, where they are drawn for so many lines. */
const BANDED_LINES_MAX = 20

type LineSvgSize = { title: string; width: number; height: number }

export function lineSvg(model: LineModel, { title, width, height }: LineSvgSize, look: SvgLook): string {
  const plot = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom }
  const scale = plotScale(model, plot)
  const clip = element('clipPath', { id: 'plot' }, element('rect', plot))
  const lines = element(
    'g',
    { 'clip-path': 'url(#plot)', fill: 'none', 'stroke-linejoin': 'round' },
    drawing(model, scale, look),
  )
  const content = element(
    'g',
    { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
    `<defs>${clip}</defs>${grid(model, scale, { ...plot, look })}${lines}${notes(model, { ...plot, look })}`,
  )
  const legend = model.lines.map(({ name, color, dash }) => ({ name, color, dash: dashOf(dash) }))
  return svgPicture({ title, width, height, legend, content }, look)
}

function drawing(model: LineModel, scale: PlotScale, { colorOf }: SvgLook): string {
  const { lines } = model
  const bands = lines.length > BANDED_LINES_MAX ? [] : lines
  return [
    ...bands.map(({ x, low, high, color }) => {
      if (low === null || high === null) return ''
      const d = pathOf((sink) => traceBand(sink, { x, low, high }, scale))
      return element('path', { d, fill: colorOf(color), 'fill-opacity': 0.14, stroke: 'none' })
    }),
    ...lines.map(({ x, raw, color }) => {
      if (raw === null) return ''
      const d = pathOf((sink) => traceLine(sink, { x, y: raw }, scale))
      return element('path', { d, stroke: colorOf(color), 'stroke-opacity': 0.22, 'stroke-width': 1.5 })
    }),
    ...lines.map(({ x, y, color, dash }) =>
      element('path', {
        d: pathOf((sink) => traceLine(sink, { x, y }, scale)),
        stroke: colorOf(color),
        'stroke-width': 1.5,
        'stroke-linecap': 'round',
        'stroke-dasharray': dashOf(dash).join(' ') || undefined,
      }),
    ),
  ].join('')
}

type Place = { width: number; height: number; look: SvgLook }

function grid(model: LineModel, scale: PlotScale, { width, height, look }: Place): string {
  const label = { fill: look.colorOf('var(--muted)'), 'font-size': 11 }
  const hairline = look.colorOf('var(--hairline)')
  const up = model.y.ticks.map((tick, index) => {
    const y = scale.y(tick)
    const line = element('line', { x1: 0, x2: width, y1: y, y2: y, stroke: hairline })
    return line + textElement({ ...label, x: -6, y: y + 4, 'text-anchor': 'end' }, model.y.labels[index] ?? '')
  })
  const across = model.x.ticks.map((tick, index) =>
    textElement({ ...label, x: scale.x(tick), y: height + 15, 'text-anchor': 'middle' }, model.x.labels[index] ?? ''),
  )
  const axis = element('line', { x1: 0, x2: width, y1: height, y2: height, stroke: hairline })
  const word = textElement({ ...label, x: width, y: height + 29, 'text-anchor': 'end' }, model.xWord)
  return [...up, axis, ...across, word].join('')
}

/** What the axis cuts off and what no axis has a place for is said here too. */
function notes({ above, below, oddCount }: LineModel, { height, look }: Place): string {
  const label = { x: 2, fill: look.colorOf('var(--muted)'), 'font-size': 11 }
  const said: string[] = []
  if (above > 0) said.push(textElement({ ...label, y: 10 }, `▲ ${above} above`))
  if (below > 0) said.push(textElement({ ...label, y: height - 4 }, `▼ ${below} below`))
  if (oddCount > 0) said.push(textElement({ ...label, y: 24 }, `✕ ${oddCount} NaN or infinite`))
  return said.join('')
}

function pathOf(trace: (sink: PathSink) => void): string {
  const parts: string[] = []
  trace({
    moveTo: (x, y) => parts.push(`M${x.toFixed(2)} ${y.toFixed(2)}`),
    lineTo: (x, y) => parts.push(`L${x.toFixed(2)} ${y.toFixed(2)}`),
  })
  return parts.join('')
}
