/**
 * What a terminal would show of a line. Pure. Colours and weights become spans of text with a look, everything else that
 * steers a terminal is dropped, and of a line that rewrites itself the last writing counts. The result is text, never
 * markup: what a run prints cannot become part of the page.
 */
import { lastWriting } from '~/server/domain/console'

export type Look = {
  /** One of the sixteen colours by number, or `r g b` in 0 to 255; null is the text's own. */
  color: number | string | null
  background: number | string | null
  isBold: boolean
  isFaint: boolean
  isItalic: boolean
  isUnderlined: boolean
  isStruck: boolean
  isInverse: boolean
}

export type Span = { text: string; look: Look }

export const PLAIN: Look = {
  color: null,
  background: null,
  isBold: false,
  isFaint: false,
  isItalic: false,
  isUnderlined: false,
  isStruck: false,
  isInverse: false,
}

/** CSI sequences, OSC sequences (titles, links) and lone escapes; the first group holds the codes of a colour change. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this reads
const SEQUENCE = /\u001b\[([0-9;:]*)m|\u001b\[[0-9;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b./g

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g

export function spansOf(line: string): Span[] {
  const text = lastWriting(line)
  const spans: Span[] = []
  let look = PLAIN
  let at = 0
  const push = (end: number) => {
    const part = text.slice(at, end).replace(CONTROLS, '')
    if (part !== '') spans.push({ text: part, look })
  }
  for (const match of text.matchAll(SEQUENCE)) {
    push(match.index)
    at = match.index + match[0].length
    if (match[1] !== undefined) look = changed(look, match[1])
  }
  push(text.length)
  return spans
}

/** A code with colons carries its own arguments; after one without, a colour takes them from what follows. */
function changed(look: Look, codes: string): Look {
  const params = (codes === '' ? '0' : codes).split(';')
  let next = look
  for (let index = 0; index < params.length; index++) {
    const [code = 0, ...own] = (params[index] ?? '').split(':').map(Number)
    if (code !== 38 && code !== 48) {
      next = code === 4 && own[0] === 0 ? { ...next, isUnderlined: false } : simple(next, code)
      continue
    }
    const values = own.length > 0 ? own : params.slice(index + 1).map(Number)
    const { color, taken } = extendedColor(withoutSpace(values, own.length))
    if (color !== null) next = { ...next, [code === 38 ? 'color' : 'background']: color }
    if (own.length === 0) index += taken
  }
  return next
}

/** With colons a colour space may stand before the colour: `38:2::255:0:0`. */
function withoutSpace(values: number[], ownCount: number): number[] {
  return ownCount >= 5 && values[0] === 2 ? [2, ...values.slice(2)] : values
}

/** `5;n` is one of 256, `2;r;g;b` a colour of its own. */
function extendedColor([kind, ...values]: number[]): { color: number | string | null; taken: number } {
  if (kind === 5) return { color: indexedColor(values[0] ?? 0), taken: 2 }
  if (kind !== 2) return { color: null, taken: values.length + 1 }
  return { color: rgb(values.slice(0, 3)), taken: 4 }
}

const CUBE = [0, 95, 135, 175, 215, 255]

/** The sixteen, a cube of six shades each, and 24 greys. */
function indexedColor(index: number): number | string {
  if (index < 16) return index
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return rgb([grey, grey, grey])
  }
  const at = index - 16
  return rgb([Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((shade) => CUBE[shade] ?? 0))
}

function rgb(values: number[]): string {
  const parts = [values[0], values[1], values[2]].map((value) =>
    Math.min(255, Math.max(0, Math.round(value ?? 0) || 0)),
  )
  return parts.join(' ')
}

const SWITCHES: Record<number, Partial<Look>> = {
  1: { isBold: true },
  2: { isFaint: true },
  3: { isItalic: true },
  4: { isUnderlined: true },
  7: { isInverse: true },
  9: { isStruck: true },
  22: { isBold: false, isFaint: false },
  23: { isItalic: false },
  24: { isUnderlined: false },
  27: { isInverse: false },
  29: { isStruck: false },
  39: { color: null },
  49: { background: null },
}

function simple(look: Look, code: number): Look {
  if (code === 0) return PLAIN
  if (code >= 30 && code <= 37) return { ...look, color: code - 30 }
  if (code >= 90 && code <= 97) return { ...look, color: code - 90 + 8 }
  if (code >= 40 && code <= 47) return { ...look, background: code - 40 }
  if (code >= 100 && code <= 107) return { ...look, background: code - 100 + 8 }
  return { ...look, ...SWITCHES[code] }
}

export type Piece = Span & { isMatch: boolean }

/** The spans cut where the searched text begins and ends, in any case; a match may reach over several of them. */
export function markMatches(spans: readonly Span[], search: string): Piece[] {
  const whole = spans.map(({ text }) => text).join('')
  const ranges = rangesOf(whole, search)
  if (ranges.length === 0) return spans.map((span) => ({ ...span, isMatch: false }))
  const pieces: Piece[] = []
  let at = 0
  for (const span of spans) {
    let inside = 0
    while (inside < span.text.length) {
      const place = at + inside
      const range = ranges.find(([, end]) => end > place)
      const isMatch = range !== undefined && range[0] <= place
      const until = range === undefined ? span.text.length : (isMatch ? range[1] : range[0]) - at
      const end = Math.min(span.text.length, until)
      pieces.push({ text: span.text.slice(inside, end), look: span.look, isMatch })
      inside = end
    }
    at += span.text.length
  }
  return pieces
}

function rangesOf(text: string, search: string): [number, number][] {
  if (search === '') return []
  const ranges: [number, number][] = []
  const [hay, needle] = [text.toLowerCase(), search.toLowerCase()]
  // Some letters change their length with their case; places would not fit any more.
  if (hay.length !== text.length) return []
  for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, at + needle.length))
    ranges.push([at, at + needle.length])
  return ranges
}
