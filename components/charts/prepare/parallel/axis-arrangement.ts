/**
 * How the axes of parallel coordinates are arranged, as the address says it: order, what is hidden, upside down, on
 * another scale, and which axis gives the colour. Pure. The objective stays at the right, so that the eye follows a line
 * to its result.
 */
import { type Axis, type AxisScales, OBJECTIVE_KEY } from '../parameter-axis'

export type Arrangement = {
  /** Keys in the order that was chosen; those that are not named follow in their own. */
  order: readonly string[]
  hidden: readonly string[]
  flipped: readonly string[]
  scales: AxisScales
  /** Key of the axis that colours the lines; null is the objective, or the first axis where there is none. */
  color: string | null
}

const OBJECTIVE = '*'

/** A key as it stands in the address: the objective is `*`. */
export function writeKey(key: string): string {
  return key === OBJECTIVE_KEY ? OBJECTIVE : encodeURIComponent(key).replaceAll('*', '%2A')
}

export function readKey(text: string): string | null {
  if (text === OBJECTIVE) return OBJECTIVE_KEY
  try {
    return text === '' ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}

export function writeKeys(keys: readonly string[]): string {
  return keys.map(writeKey).join(',')
}

export function readKeys(text: string): string[] {
  return text.split(',').flatMap((part) => readKey(part) ?? [])
}

export function writeScales(scales: AxisScales): string {
  return Object.entries(scales)
    .map(([key, scale]) => `${writeKey(key)}:${scale}`)
    .join(',')
}

export function readScales(text: string): AxisScales {
  const entries = text.split(',').flatMap((part): [string, 'linear' | 'log'][] => {
    const [name = '', scale] = part.split(':')
    const key = readKey(name)
    return key !== null && (scale === 'linear' || scale === 'log') ? [[key, scale]] : []
  })
  return Object.fromEntries(entries)
}

/** All axes in their order, hidden ones too; the objective last. */
export function orderedAxes(axes: readonly Axis[], order: readonly string[]): Axis[] {
  const rank = (axis: Axis) => {
    if (axis.isObjective) return order.length + 1
    const at = order.indexOf(axis.key)
    return at < 0 ? order.length : at
  }
  return [...axes].sort((a, b) => rank(a) - rank(b))
}

/** The axes that are drawn: hiding may not leave fewer than two. */
export function drawnAxes(axes: readonly Axis[], { order, hidden }: Pick<Arrangement, 'order' | 'hidden'>): Axis[] {
  const ordered = orderedAxes(axes, order)
  const drawn = ordered.filter((axis) => !hidden.includes(axis.key))
  return drawn.length < 2 ? ordered.slice(-2) : drawn
}

/** The order after moving one axis to a place among those that are drawn and movable. */
export function movedTo(axes: readonly Axis[], key: string, to: number, { order, hidden }: Arrangement): string[] {
  const all = orderedAxes(axes, order).filter((axis) => !axis.isObjective)
  const shown = all.filter((axis) => !hidden.includes(axis.key) && axis.key !== key).map((axis) => axis.key)
  const before = shown[Math.max(0, Math.min(to, shown.length)) - 1]
  const rest = all.map((axis) => axis.key).filter((other) => other !== key)
  const at = before === undefined ? 0 : rest.indexOf(before) + 1
  return [...rest.slice(0, at), key, ...rest.slice(at)]
}

export function toggled(keys: readonly string[], key: string): string[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]
}

/** The axis that gives the colour; a key that no axis has falls back to the objective. */
export function colorAxisOf(axes: readonly Axis[], color: string | null): Axis | null {
  return axes.find((axis) => axis.key === color) ?? axes.find((axis) => axis.isObjective) ?? axes[0] ?? null
}
