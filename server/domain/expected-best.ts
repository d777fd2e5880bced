/**
 * What luck alone would have reached: the best of k draws, without replacement, from values that were really observed:
 * its mean, and the band in which eight of ten such draws end. It is the best-so-far line of the same runs over all their
 * orders, so a method whose line lies above found its best early; it is no claim about runs that nobody made.
 */
import { type Goal, isBetter } from './objective'

/** Worst first, so that the last one is the best in the sense of the goal. */
export function worstFirst(values: readonly number[], goal: Goal): number[] {
  return [...values].sort((a, b) => (a === b ? 0 : isBetter(goal, a, b) ? 1 : -1))
}

/** `worse` and `better` in the sense of the goal: one in ten draws ends below the one, one in ten above the other. */
export type DrawnBest = { mean: number; worse: number; better: number }

const TAIL = 0.1
/** What is left of the chance when the loop may stop. */
const NEGLIGIBLE = 1e-9

/**
 * The best of `drawCount` draws without replacement. With v(1..n) worst first, v(i) is the best of k draws with
 * probability C(i-1, k-1) / C(n, k); the weights follow from the last, k / n, by multiplication, so nothing overflows.
 * Null when there is nothing to draw, or less than is asked for.
 */
export function drawnBest(sorted: readonly number[], drawCount: number): DrawnBest | null {
  const count = sorted.length
  if (drawCount < 1 || drawCount > count) return null
  let weight = drawCount / count
  let mean = 0
  /** Chance of a better one than those still to come. */
  let passed = 0
  let better: number | null = null
  let worse: number | null = null
  for (let i = count; i >= drawCount; i--) {
    const value = sorted[i - 1] ?? 0
    mean += weight * value
    passed += weight
    if (better === null && passed >= TAIL) better = value
    if (worse === null && passed >= 1 - TAIL) worse = value
    if (1 - passed < NEGLIGIBLE) {
      mean += (1 - passed) * value
      break
    }
    weight *= i > 1 ? (i - drawCount) / (i - 1) : 0
  }
  const worst = sorted[drawCount - 1] ?? 0
  return { mean, worse: worse ?? worst, better: better ?? worst }
}

export function expectedBest(sorted: readonly number[], drawCount: number): number | null {
  return drawnBest(sorted, drawCount)?.mean ?? null
}

/** The best at each of at most `pointsMax` counts of draws from 1 to n, dense at the start, where it moves. */
export function drawnBestLine(
  values: readonly number[],
  goal: Goal,
  pointsMax = 160,
): ({ count: number } & DrawnBest)[] {
  const sorted = worstFirst(values, goal)
  return countsUpTo(sorted.length, pointsMax).flatMap((count) => {
    const best = drawnBest(sorted, count)
    return best === null ? [] : [{ count, ...best }]
  })
}

/** All of them where they fit, else half of them evenly and half by ratio. */
function countsUpTo(last: number, pointsMax: number): number[] {
  if (last <= pointsMax) return Array.from({ length: last }, (_, index) => index + 1)
  const half = Math.floor(pointsMax / 2)
  const counts = new Set([1, last])
  for (let step = 1; step < half; step++) {
    counts.add(Math.round((last * step) / half))
    counts.add(Math.round(last ** (step / half)))
  }
  return [...counts].filter((count) => count >= 1).sort((a, b) => a - b)
}
