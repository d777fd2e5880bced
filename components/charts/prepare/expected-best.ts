/**
 * What luck alone would have reached: the expected best of k draws, without replacement, from values that were really
 * observed. It is the mean best-so-far line of the same runs over all their orders, so a method whose line lies above
 * found its best early; it is no claim about runs that nobody made.
 */
import { type Goal, isBetter } from '~/server/domain/objective'

/** Worst first, so that the last one is the best in the sense of the goal. */
export function worstFirst(values: readonly number[], goal: Goal): number[] {
  return [...values].sort((a, b) => (a === b ? 0 : isBetter(goal, a, b) ? 1 : -1))
}

/**
 * Expected best of `drawCount` draws without replacement. With v(1..n) worst first, v(i) is the best of k draws with
 * probability C(i-1, k-1) / C(n, k); the weights follow from the last, k / n, by multiplication, so nothing overflows.
 * Null when there is nothing to draw, or less than is asked for.
 */
export function expectedBest(sorted: readonly number[], drawCount: number): number | null {
  const count = sorted.length
  if (drawCount < 1 || drawCount > count) return null
  let weight = drawCount / count
  let mean = 0
  for (let i = count; i >= drawCount; i--) {
    mean += weight * (sorted[i - 1] ?? 0)
    weight *= i > 1 ? (i - drawCount) / (i - 1) : 0
  }
  return mean
}

/** The expected best at each of at most `pointsMax` counts of draws from 1 to n, evenly spread. */
export function expectedBestLine(
  values: readonly number[],
  goal: Goal,
  pointsMax = 200,
): { count: number; value: number }[] {
  const sorted = worstFirst(values, goal)
  const stride = Math.max(1, Math.ceil(sorted.length / pointsMax))
  const counts: number[] = []
  for (let count = 1; count < sorted.length; count += stride) counts.push(count)
  if (sorted.length > 0) counts.push(sorted.length)
  return counts.flatMap((count) => {
    const value = expectedBest(sorted, count)
    return value === null ? [] : [{ count, value }]
  })
}
