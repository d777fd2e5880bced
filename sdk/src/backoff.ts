/** How long to wait before the next try: doubling from the first wait to a cap, with a quarter of chance in it. */

export const FIRST_WAIT_MS = 250
/** Short, so that rows flow again soon after a server is back; a batch is one request, so many runs do not crowd it. */
export const WAIT_MS_MAX = 5000

/** `failureCount` is 1 after the first failure; `chance` in [0, 1) spreads clients that failed together. */
export function waitMs(failureCount: number, chance: number): number {
  const full = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (failureCount - 1))
  return full * (0.75 + 0.25 * chance)
}
