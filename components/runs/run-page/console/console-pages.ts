/**
 * Which lines of a console are in sight, and which parts must be read to show them. Pure. All lines are equally high, so
 * a place is arithmetic; a stretch holds as many as the tallest box of any browser, and the reader goes from one to the
 * next where there are more.
 */
export const CONSOLE_PAGE_LINES = 500

export const LINE_HEIGHT = 16
/** Browsers cut boxes higher than some 17 million pixels. */
export const STRETCH_LINES = 1_000_000

const OVERSCAN = 30

/** Pages that the lines `first` to `last` (both included) touch. */
export function pagesFor(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / CONSOLE_PAGE_LINES)
  const to = Math.floor(Math.max(0, last) / CONSOLE_PAGE_LINES)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** [from, to) of the stretch that a line is in. */
export function stretchOf(line: number, lineCount: number): [number, number] {
  const from = Math.floor(Math.max(0, Math.min(line, lineCount - 1)) / STRETCH_LINES) * STRETCH_LINES
  return [from, Math.min(lineCount, from + STRETCH_LINES)]
}

/** [from, to) of the lines that a box of that height shows at that offset into a stretch, and some more on either side. */
export function linesInSight(
  [from, to]: readonly [number, number],
  { offset, height }: { offset: number; height: number },
): [number, number] {
  const first = from + Math.floor(offset / LINE_HEIGHT) - OVERSCAN
  const last = from + Math.ceil((offset + height) / LINE_HEIGHT) + OVERSCAN
  return [Math.max(from, first), Math.min(to, Math.max(last, from))]
}

/** The match that follows a line, or goes before it, round the ends; null where there is none. */
export function nextMatch(numbers: readonly number[], line: number | null, isBackward: boolean): number | null {
  if (numbers.length === 0) return null
  if (line === null) return (isBackward ? numbers.at(-1) : numbers[0]) ?? null
  const found = isBackward ? numbers.findLast((number) => number < line) : numbers.find((number) => number > line)
  return found ?? (isBackward ? numbers.at(-1) : numbers[0]) ?? null
}
