/** The colours of lines as numbers for the canvas, and as text for keys: the same scale in both. */
import { RUN_COLOR_COUNT, tokenColor } from '~/components/lib/color'
import type { LineShades } from '../prepare/parallel/line-shades'
import { LINE_KINDS, type ParallelTable } from '../prepare/parallel/parallel-table'
import { qualityColors } from './quality-color'

export type Rgb = readonly [number, number, number]

export type LineColors = {
  /** Three bytes a line. */
  rgb: Uint8Array
  faint: Rgb
  halo: string
}

const FAILED = LINE_KINDS.indexOf('failed')

/** The colour of a choice that has no order: those of runs, which are told apart by everybody. */
export function choiceColor(choice: number): string {
  return `var(--run-${choice % RUN_COLOR_COUNT})`
}

/** Tokens are read at the element, so that they are those of its theme. */
export function lineColors(
  element: Element,
  shades: LineShades,
  { kinds }: ParallelTable,
  isDark: boolean,
): LineColors {
  const read = (token: string) => rgbOf(tokenColor(element, token))
  const ramp = qualityColors(isDark).map(rgbOf)
  const [failed, withoutValue] = [read('var(--bad)'), read('var(--muted)')]
  const choiceRgb = Array.from({ length: RUN_COLOR_COUNT }, (_, choice) => read(choiceColor(choice)))
  const rgb = new Uint8Array(3 * kinds.length)
  for (let line = 0; line < kinds.length; line++) {
    const none = kinds[line] === FAILED ? failed : withoutValue
    rgb.set(colorAt(shades, line, { ramp, choiceRgb, none }), 3 * line)
  }
  return { rgb, faint: read('var(--outline)'), halo: tokenColor(element, 'var(--surface)') }
}

type Scales = { ramp: Rgb[]; choiceRgb: Rgb[]; none: Rgb }

function colorAt(shades: LineShades, line: number, { ramp, choiceRgb, none }: Scales): Rgb {
  if (shades.kind === 'choices') {
    const choice = shades.choices[line] ?? -1
    return choice < 0 ? none : (choiceRgb[choice % choiceRgb.length] ?? none)
  }
  const shade = shades.shades[line] ?? Number.NaN
  return Number.isNaN(shade) ? none : (ramp[Math.round(shade * (ramp.length - 1))] ?? none)
}

const known = new Map<string, Rgb>()
let pad: CanvasRenderingContext2D | null = null

/** Any colour that CSS knows as three bytes; the canvas itself is asked, because it knows them all. */
function rgbOf(css: string): Rgb {
  const before = known.get(css)
  if (before !== undefined) return before
  pad ??= makePad()
  if (pad === null) return [128, 128, 128]
  pad.clearRect(0, 0, 1, 1)
  pad.fillStyle = css
  pad.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0] = pad.getImageData(0, 0, 1, 1).data
  const rgb: Rgb = [r, g, b]
  known.set(css, rgb)
  return rgb
}

function makePad(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  return canvas.getContext('2d', { willReadFrequently: true })
}
