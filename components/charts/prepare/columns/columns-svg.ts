/** Bars and dots as drawings that stand alone. Pure. */
import { formatNumber } from '~/components/lib/format'
import { element, type LegendItem, type SvgLook, svgPicture, textElement } from '../svg-text'
import type { BarModel } from './bars'
import { axisScale } from './dot-scale'
import type { Dot, DotModel } from './dots'

const WIDTH = 800
const NAME_WIDTH = 180
const VALUE_WIDTH = 90
const BAR_STEP = 22
const BAR = 13

export function barsSvg(model: BarModel, title: string, look: SvgLook): string {
  const { axis, bars } = model
  const width = WIDTH - NAME_WIDTH - VALUE_WIDTH
  const [from, to] = axis.range
  const share = model.isLog
    ? (value: number) => Math.log(value / from) / Math.log(to / from)
    : (value: number) => (value - from) / (to - from)
  const x = (value: number) => Math.min(1, Math.max(0, share(value))) * width
  const label = { 'font-size': 11, fill: look.colorOf('var(--ink)') }
  const muted = { 'font-size': 11, fill: look.colorOf('var(--muted)') }
  const bottom = bars.length * BAR_STEP
  const ticks = axis.ticks.map((tick, index) => {
    const at = { x1: x(tick), x2: x(tick), y1: 0, y2: bottom, stroke: look.colorOf('var(--hairline)') }
    const word = textElement(
      { ...muted, x: x(tick), y: bottom + 15, 'text-anchor': 'middle' },
      axis.labels[index] ?? '',
    )
    return element('line', at) + word
  })
  const rows = bars.map((bar, index) => {
    const y = index * BAR_STEP + BAR_STEP / 2
    const [left, right] = [x(model.base), x(bar.value)]
    const shape = {
      x: Math.min(left, right),
      y: y - BAR / 2,
      width: Math.abs(right - left),
      height: BAR,
      fill: look.colorOf(bar.color),
    }
    const error =
      bar.low === null || bar.high === null
        ? ''
        : element('line', { x1: x(bar.low), x2: x(bar.high), y1: y, y2: y, stroke: look.colorOf('var(--ink)') })
    const name = bar.name.length > 28 ? `${bar.name.slice(0, 27)}…` : bar.name
    const said = `${formatNumber(bar.value)}${bar.runId === null ? ` n ${bar.count}` : ''}`
    return [
      textElement({ ...label, x: -8, y: y + 4, 'text-anchor': 'end' }, name),
      element('rect', shape),
      error,
      textElement({ ...label, x: width + VALUE_WIDTH, y: y + 4, 'text-anchor': 'end' }, said),
    ].join('')
  })
  const content = element('g', { transform: `translate(${NAME_WIDTH} 0)` }, [...ticks, ...rows].join(''))
  return svgPicture({ title, width: WIDTH, height: bottom + 24, legend: [], content }, look)
}

const MARGIN = { left: 64, right: 12, top: 8, bottom: 40 }
const DOTS_HEIGHT = 480

type DotWords = { title: string; words: { x: string; y: string } }

export function dotsSvg(model: DotModel, { title, words }: DotWords, look: SvgLook): string {
  const plot = { width: WIDTH - MARGIN.left - MARGIN.right, height: DOTS_HEIGHT - MARGIN.top - MARGIN.bottom }
  const scale = axisScale(model, plot)
  const muted = { 'font-size': 11, fill: look.colorOf('var(--muted)') }
  const up = model.y.ticks.map((tick, index) => {
    const y = scale.y(tick)
    const line = element('line', { x1: 0, x2: plot.width, y1: y, y2: y, stroke: look.colorOf('var(--hairline)') })
    return (
      line +
      textElement({ ...muted, x: -6, y: y + 4, 'text-anchor': 'end' }, (model.y.labels[index] ?? '').slice(0, 10))
    )
  })
  const across = model.x.ticks.map((tick, index) =>
    textElement(
      { ...muted, x: scale.x(tick), y: plot.height + 15, 'text-anchor': 'middle' },
      model.x.labels[index] ?? '',
    ),
  )
  const titles = [
    textElement({ ...muted, x: plot.width / 2, y: plot.height + 33, 'text-anchor': 'middle' }, words.x),
    textElement(
      { ...muted, transform: `translate(-52 ${plot.height / 2}) rotate(-90)`, 'text-anchor': 'middle' },
      words.y,
    ),
  ]
  const dots = model.dots.map((dot) =>
    element('circle', {
      cx: scale.x(dot.x).toFixed(2),
      cy: scale.y(dot.y).toFixed(2),
      r: dot.color.kind === 'quiet' ? 2.5 : 3.5,
      fill: dotColor(dot, look),
      'fill-opacity': dot.color.kind === 'quiet' ? 0.45 : 0.9,
    }),
  )
  const content = element(
    'g',
    { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
    [...up, ...across, ...titles, frontPath(model, scale, look), ...dots].join(''),
  )
  return svgPicture({ title, width: WIDTH, height: DOTS_HEIGHT, legend: legendOf(model), content }, look)
}

function dotColor({ color }: Dot, look: SvgLook): string {
  if (color.kind === 'own') return look.colorOf(color.color)
  return color.kind === 'scale' ? look.scaleColor(color.share) : look.colorOf('var(--outline)')
}

function frontPath(
  { front }: DotModel,
  scale: { x: (v: number) => number; y: (v: number) => number },
  look: SvgLook,
): string {
  if (front.length === 0) return ''
  const d = front
    .map(({ x, y }, index) => {
      const before = front[index - 1]
      return before === undefined
        ? `M${scale.x(x)} ${scale.y(y)}`
        : `L${scale.x(x)} ${scale.y(before.y)}L${scale.x(x)} ${scale.y(y)}`
    })
    .join('')
  return element('path', { d, fill: 'none', stroke: look.colorOf('var(--ink)'), 'stroke-dasharray': '4 3' })
}

function legendOf({ key }: DotModel): LegendItem[] {
  return key?.kind === 'words' ? key.items.map(({ word, color }) => ({ name: word, color })) : []
}
