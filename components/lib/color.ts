/**
 * Which colour a thing has, as the name of a token: the same run has the same colour on every page and in every session.
 * Runs count up, and one after another they take the colours of the palette in turn, so that twenty made together are
 * told apart. SVG and CSS take `var(--run-3)` as it is; canvas needs `tokenColor`.
 */
export const RUN_COLOR_COUNT = 20

/** Numbers of the palette that were chosen by hand, by run id or by key of a group. */
export type ChosenColors = Readonly<Record<string, number>>

export function paletteColor(number: number): string {
  return `var(--run-${number % RUN_COLOR_COUNT})`
}

/** `id` is the run's public id, by which colours are chosen. */
export function runColor(run: { id: string; serial: number }, chosen: ChosenColors = {}): string {
  return paletteColor(chosen[run.id] ?? run.serial)
}

/** FNV-1a, 32 bit: small, spread well over short keys. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  // The low bits of FNV are weak on near-equal keys; fold the high ones in.
  return (value ^ (value >>> 15)) >>> 0
}

/**
 * Colours of groups that are drawn together. A key has a place in the palette of its own; where two have the same, the
 * later in the alphabet moves on to the next free one, so that up to twenty groups are told apart.
 */
export function groupColors(keys: readonly string[], chosen: ChosenColors = {}): Map<string, string> {
  const taken = new Set(keys.flatMap((key) => chosen[key] ?? []))
  const colors = new Map<string, string>()
  for (const key of keys.toSorted((a, b) => (a < b ? -1 : 1))) {
    const number = chosen[key] ?? firstFree(hash(key) % RUN_COLOR_COUNT, taken)
    taken.add(number)
    colors.set(key, paletteColor(number))
  }
  return colors
}

function firstFree(from: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < RUN_COLOR_COUNT; step++) {
    const number = (from + step) % RUN_COLOR_COUNT
    if (!taken.has(number)) return number
  }
  return from
}

const METHODS: readonly string[] = ['grid', 'random', 'bayes', 'sobol']

/** A method we have no colour for is drawn muted rather than like another. */
export function methodColor(method: string | null): string {
  return method !== null && METHODS.includes(method) ? `var(--method-${method})` : 'var(--muted)'
}

/** The colour behind `var(--x)` at this element, for canvas. Read again when the theme changes. */
export function tokenColor(element: Element, color: string): string {
  const name = /^var\((--[a-z0-9-]+)\)$/.exec(color)?.[1]
  return name === undefined ? color : getComputedStyle(element).getPropertyValue(name).trim()
}
