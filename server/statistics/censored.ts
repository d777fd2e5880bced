/**
 * Quantiles of what it takes, when some never got there in what they had: "more than 20" is less than nothing known,
 * and leaving it out would flatter who failed. Source: Kaplan and Meier 1958, JASA 53:457.
 */

/** Reached at `at`, or given up at `at` without. */
export type Reaching = { at: number; isReached: boolean }

/** For each share the smallest place by which so many have reached; null when too few ever did. */
export function censoredQuantiles(reachings: readonly Reaching[], shares: readonly number[]): (number | null)[] {
  // Who gave up at a place was still at it when others reached there.
  const ordered = [...reachings].sort((a, b) => a.at - b.at || Number(b.isReached) - Number(a.isReached))
  const steps: { at: number; reached: number }[] = []
  let waiting = 1
  for (const [index, { at, isReached }] of ordered.entries()) {
    if (!isReached) continue
    waiting *= 1 - 1 / (ordered.length - index)
    steps.push({ at, reached: 1 - waiting })
  }
  return shares.map((share) => steps.find(({ reached }) => reached >= share - 1e-12)?.at ?? null)
}
