/**
 * How far the probability that one method beats another can be trusted, and how many replicates would tell. The
 * probability θ = P(better) + P(equal) / 2 is the Mann-Whitney statistic U / mn, also known as the common-language
 * effect size and as the area under the ROC curve.
 */

const Z_95 = 1.959963984540054
const Z_80 = 0.8416212335729143

/** With fewer on a side no formula is worth its digits: at one each, any result is possible under any θ. */
export const SEPARATE_MIN = 2

/**
 * 95 % interval of θ from m against n: all θ that the one found is not far from, in units of the deviation that it
 * would have under them. Unlike intervals around the estimate it does not shrink to nothing when one side won every
 * time. Source: Newcombe 2006, Statistics in Medicine 25:559, method 5. Null when a side has fewer than two.
 */
export function superiorityInterval(theta: number, m: number, n: number): { low: number; high: number } | null {
  if (m < SEPARATE_MIN || n < SEPARATE_MIN) return null
  const isInside = (other: number) => Math.abs(other - theta) <= Z_95 * Math.sqrt(varianceAt(other, m, n))
  return { low: edge(theta, 0, isInside), high: edge(theta, 1, isInside) }
}

/** Hanley and McNeil's variance of U / mn under exponential laws, with the mean of both sizes in place of each. */
function varianceAt(theta: number, m: number, n: number): number {
  const others = (m + n) / 2 - 1
  const spread = 1 + others * ((1 - theta) / (2 - theta) + theta / (1 + theta))
  return (theta * (1 - theta) * spread) / (m * n)
}

/** Where `isInside` stops being true between a point where it is and an end. */
function edge(inside: number, end: number, isInside: (theta: number) => boolean): number {
  if (inside === end) return end
  let [good, bad] = [inside, end]
  for (let step = 0; step < 60; step++) {
    const middle = (good + bad) / 2
    if (isInside(middle)) good = middle
    else bad = middle
  }
  return good
}

/** Four against four is the least at which even a clean sweep is unlikely (1 in 35) if the methods were alike. */
const NEEDED_MIN = 4
/** Past it "more" is the better word. */
const NEEDED_MAX = 1000

/**
 * Replicates of each method with which a two-sided test at 5 % would find an advantage of θ four times out of five.
 * Rough: it takes the θ that was found for the true one. Source: Noether 1987, JASA 82:645. Null past a thousand.
 */
export function replicatesNeeded(theta: number): number | null {
  const needed = Math.ceil((Z_95 + Z_80) ** 2 / (6 * (theta - 0.5) ** 2))
  return needed > NEEDED_MAX ? null : Math.max(NEEDED_MIN, needed)
}
