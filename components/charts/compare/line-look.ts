/** How contenders are told apart: colour says the method, a dash which of several contenders of that method. */
const DASHES = [undefined, '7 3', '2 3', '10 3 2 3'] as const

export function dashOf(ordinal: number): string | undefined {
  return DASHES[ordinal % DASHES.length]
}
