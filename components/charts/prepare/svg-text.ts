/** Pieces of SVG as text. Pure: drawings that are taken along are made without a page. */
export type Attributes = Record<string, string | number | undefined>

export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

export function textElement(attributes: Attributes, text: string): string {
  return element('text', attributes, escaped(text))
}

export function escaped(text: string): string {
  // What XML cannot hold at all is left out: names come from anybody.
  return text
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Colours and font of a drawing that stands alone: of the theme that is on. */
export type SvgLook = {
  /** The colour behind a token, `var(--run-3)`. */
  colorOf: (color: string) => string
  /** The colour between the smallest (0) and the largest (1) value. */
  scaleColor: (share: number) => string
  font: string
}

type SvgPicture = { title: string; width: number; height: number; legend: readonly LegendItem[]; content: string }
export type LegendItem = { name: string; color: string; dash?: readonly number[] }

const PADDING = 16
const TITLE_HEIGHT = 24
const ROW_HEIGHT = 16
const LEGEND_COLUMN = 180
/** More names than this are no legend but a list, which the data has. */
const LEGEND_MAX = 60

/** A chart with its title above and its legend below, on a ground of its own. */
export function svgPicture({ title, width, height, legend, content }: SvgPicture, look: SvgLook): string {
  const columns = Math.max(1, Math.floor(width / LEGEND_COLUMN))
  const shown = legend.slice(0, LEGEND_MAX)
  const more = legend.length - shown.length
  const rows = Math.ceil(shown.length / columns) + (more > 0 ? 1 : 0)
  const [allWidth, allHeight] = [
    width + 2 * PADDING,
    TITLE_HEIGHT + height + (rows === 0 ? 0 : rows * ROW_HEIGHT + 8) + 2 * PADDING,
  ]
  const ink = look.colorOf('var(--ink)')
  const parts = [
    element('rect', { width: allWidth, height: allHeight, fill: look.colorOf('var(--surface)') }),
    textElement({ x: PADDING, y: PADDING + 14, fill: ink, 'font-size': 14, 'font-weight': 600 }, title),
    element('g', { transform: `translate(${PADDING} ${PADDING + TITLE_HEIGHT})` }, content),
    ...shown.map((item, index) => {
      const x = PADDING + (index % columns) * (width / columns)
      const y = PADDING + TITLE_HEIGHT + height + 8 + Math.floor(index / columns) * ROW_HEIGHT + 10
      return legendItem(item, { x, y, look })
    }),
  ]
  if (more > 0) {
    parts.push(
      textElement(
        { x: PADDING, y: allHeight - PADDING, fill: look.colorOf('var(--muted)'), 'font-size': 11 },
        `and ${more} more`,
      ),
    )
  }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: allWidth,
      height: allHeight,
      viewBox: `0 0 ${allWidth} ${allHeight}`,
      'font-family': look.font,
    },
    `<title>${escaped(title)}</title>${parts.join('')}`,
  )
}

function legendItem(
  { name, color, dash }: LegendItem,
  { x, y, look }: { x: number; y: number; look: SvgLook },
): string {
  const line = element('line', {
    x1: x,
    x2: x + 14,
    y1: y - 4,
    y2: y - 4,
    stroke: look.colorOf(color),
    'stroke-width': 2,
    'stroke-dasharray': dash?.length ? dash.join(' ') : undefined,
  })
  const short = name.length > 26 ? `${name.slice(0, 25)}…` : name
  return line + textElement({ x: x + 20, y, fill: look.colorOf('var(--ink)'), 'font-size': 11 }, short)
}
