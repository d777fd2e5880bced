/**
 * What a terminal would show of a line. Pure. Colours and bold become spans of text with a class, everything else that
 * steers a terminal is dropped, and of a line that rewrites itself with carriage returns the last writing counts. The
 * result is text, never markup: what a run prints cannot become part of the page.
 */
export type Span = { text: string; className: string }

const COLORS = [
  'text-muted',
  'text-bad',
  'text-good',
  'text-warn-ink',
  'text-accent',
  'text-ansi-magenta',
  'text-ansi-cyan',
  '',
]

/** CSI sequences, OSC sequences (titles, links) and lone escapes; the first group holds the codes of a colour change. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this reads
const SEQUENCE = /\u001b\[([0-9;:]*)m|\u001b\[[0-9;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b./g

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g

export function spansOf(line: string): Span[] {
  const text = lastWriting(line)
  const spans: Span[] = []
  let color = ''
  let isBold = false
  let at = 0
  const push = (end: number) => {
    const part = text.slice(at, end).replace(CONTROLS, '')
    if (part !== '')
      spans.push({ text: part, className: [color, isBold ? 'font-semibold' : ''].filter(Boolean).join(' ') })
  }
  for (const match of text.matchAll(SEQUENCE)) {
    push(match.index)
    at = match.index + match[0].length
    if (match[1] === undefined) continue
    for (const code of (match[1] || '0').split(/[;:]/).map(Number)) {
      if (code === 0) [color, isBold] = ['', false]
      else if (code === 1) isBold = true
      else if (code === 22) isBold = false
      else if (code === 39) color = ''
      else if (code >= 30 && code <= 37) color = COLORS[code - 30] ?? ''
      else if (code >= 90 && code <= 97) color = COLORS[code - 90] ?? ''
      // 256 colours and true colour bring numbers of their own, which are no codes.
      else if (code === 38 || code === 48) break
    }
  }
  push(text.length)
  return spans
}

function lastWriting(line: string): string {
  const writings = line.replace(/[\r\n]+$/, '').split('\r')
  return writings.findLast((writing) => writing !== '') ?? ''
}
