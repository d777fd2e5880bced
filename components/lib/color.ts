/**
 * Which colour a thing has, as the name of a token: the same run has the same colour on every page and in every
 * session, because it comes from its id alone. SVG and CSS take `var(--run-3)` as it is; canvas needs `tokenColor`.
 */
export const RUN_COLOR_COUNT = 20

/** FNV-1a, 32 bit: small, spread well over short ids. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  // The low bits of FNV are weak on near-equal ids; fold the high ones in.
  return (value ^ (value >>> 15)) >>> 0
}

/** `id` is the run's public id or storage id; a page uses the storage id throughout. */
export function runColor(id: string): string {
  return `var(--run-${hash(id) % RUN_COLOR_COUNT})`
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
