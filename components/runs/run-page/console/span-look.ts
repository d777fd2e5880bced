/**
 * How a look of a terminal is drawn on this page. The sixteen colours are tokens; any other is kept to the lightness that
 * can be read on the page's ground, whatever program chose it for whatever ground.
 */
import type { Look } from './ansi'

const TOKENS = [
  'var(--muted)',
  'var(--bad)',
  'var(--good)',
  'var(--warn-ink)',
  'var(--accent)',
  'var(--ansi-magenta)',
  'var(--ansi-cyan)',
  'var(--ink)',
]

export function spanStyle(look: Look): React.CSSProperties | undefined {
  const [front, back] = look.isInverse
    ? [look.background ?? 'ground', look.color ?? 'ink']
    : [look.color, look.background]
  const style: React.CSSProperties = {
    ...(front === null ? {} : { color: textColor(front) }),
    ...(back === null ? {} : { backgroundColor: groundColor(back, look.isInverse) }),
    ...(look.isBold ? { fontWeight: 600 } : {}),
    ...(look.isItalic ? { fontStyle: 'italic' } : {}),
    ...(look.isFaint && front === null ? { color: 'var(--muted)' } : {}),
    ...decoration(look),
  }
  return Object.keys(style).length === 0 ? undefined : style
}

function decoration({ isUnderlined, isStruck }: Look): React.CSSProperties {
  const lines = [isUnderlined && 'underline', isStruck && 'line-through'].filter(Boolean)
  return lines.length === 0 ? {} : { textDecorationLine: lines.join(' ') }
}

/** Black on black is no text: the sixteenth colours repeat the first eight. */
function textColor(color: number | string): string {
  if (color === 'ground') return 'var(--surface)'
  if (color === 'ink') return 'var(--ink)'
  if (typeof color === 'number') return TOKENS[color % 8] ?? 'var(--ink)'
  return `oklch(from rgb(${color}) clamp(var(--ansi-text-min), l, var(--ansi-text-max)) c h)`
}

/** A tint, over which text of any colour can still be read; inverse text stands on the full colour. */
function groundColor(color: number | string, isInverse: boolean): string {
  if (isInverse) return textColor(color)
  return `color-mix(in oklch, ${textColor(color)} 22%, transparent)`
}
