/**
 * The best of k runs drawn from n without replacement, in closed form. For runs that were drawn by chance this is the
 * law over all n! orders in which they could have come, and its mean is the unbiased estimate of what k fresh draws
 * would reach (Tang et al. 2020, "Showing Your Work Doesn't Always Work", which calls it the U-statistic).
 */
import type { Law } from './law'

/** `losses` ascending; of `size` runs in all, the rest had no value. */
export type Sample = { losses: Float64Array; size: number }

/** Weight that is left out at the poor end, where products have fallen to nothing. */
const TAIL = 1e-17

/**
 * With losses l(0) ≤ l(1) ≤ …, l(i) is the best of k with probability C(n-1-i, k-1) / C(n, k); each weight follows from
 * the one before by multiplication, so nothing overflows. Null when there are not so many runs, or none is drawn.
 */
export function bestOfDraws({ losses, size }: Sample, draws: number): Law | null {
  if (draws < 1 || draws > size) return null
  const weights: number[] = []
  let weight = draws / size
  const last = Math.min(losses.length, size - draws + 1)
  for (let i = 0; i < last && weight * (size - i) > TAIL; i++) {
    weights.push(weight)
    weight *= (size - i - draws) / Math.max(1, size - 1 - i)
  }
  return {
    losses: losses.subarray(0, weights.length),
    weights: Float64Array.from(weights),
    none: chanceOfNone(size - losses.length, size, draws),
  }
}

/** Probability that `draws` of `size` all are among `misses`: C(misses, k) / C(size, k). */
export function chanceOfNone(misses: number, size: number, draws: number): number {
  let chance = 1
  for (let j = 0; j < draws && chance > 0; j++) chance *= Math.max(0, misses - j) / (size - j)
  return chance
}

/**
 * How many draws it takes to the first of `hits` among `size`: for each ascending share the smallest number that
 * suffices with that probability (negative hypergeometric law). Nulls when there is nothing to hit.
 */
export function drawsToReach(
  { hits, size }: { hits: number; size: number },
  shares: readonly number[],
): (number | null)[] {
  const found: (number | null)[] = []
  let missed = 1
  for (let draws = 1; hits > 0 && draws <= size - hits + 1 && found.length < shares.length; draws++) {
    missed *= (size - hits - draws + 1) / (size - draws + 1)
    while (found.length < shares.length && 1 - missed >= shares[found.length]! - 1e-12) found.push(draws)
  }
  return shares.map((_, index) => found[index] ?? null)
}
