/**
 * Which parts of a console must be read to show some of its lines. Pure. Pages are fixed stretches of line numbers, so
 * that what was read stays true while the console grows.
 */
export const CONSOLE_PAGE_LINES = 500

/** Pages that the lines `first` to `last` (both included) touch. */
export function pagesFor(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / CONSOLE_PAGE_LINES)
  const to = Math.floor(Math.max(0, last) / CONSOLE_PAGE_LINES)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
