/** What the search benchmark says of many regrets: order statistics, ranks, and whether a difference is more than luck. */

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? below
  return below === above ? below : below + (at - Math.floor(at)) * (above - below)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** 1 for the smallest; equal ones share the mean of their places. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const result = new Array<number>(values.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end++
    for (let k = start; k <= end; k++) result[order[k] ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return result
}

/**
 * Wilcoxon's signed-rank test on pairs, two-sided. Exact up to 20 pairs that differ (all 2^n signs counted by dynamic
 * programming on twice the ranks, so that shared ranks stay whole), else the normal approximation. 1 when none differ.
 */
export function signedRankP(a: readonly number[], b: readonly number[]): number {
  const differences = a
    .map((value, index) => value - (b[index] ?? Number.NaN))
    .filter((d) => d !== 0 && !Number.isNaN(d))
  if (differences.length === 0) return 1
  const doubled = ranks(differences.map(Math.abs)).map((rank) => Math.round(2 * rank))
  const total = doubled.reduce((sum, rank) => sum + rank, 0)
  const positive = doubled.reduce((sum, rank, index) => sum + ((differences[index] ?? 0) > 0 ? rank : 0), 0)
  const lower = Math.min(positive, total - positive)
  if (differences.length <= 20) return Math.min(1, 2 * shareAtMost(doubled, lower))
  const variance = doubled.reduce((sum, rank) => sum + rank * rank, 0) / 4
  return Math.min(1, 2 * normalCdf((lower - total / 2 + 0.5) / Math.sqrt(variance)))
}

/** Share of the sign patterns whose positive ranks sum to `limit` or less. */
function shareAtMost(weights: readonly number[], limit: number): number {
  const ways = new Float64Array(weights.reduce((sum, weight) => sum + weight, 0) + 1)
  ways[0] = 1
  for (const weight of weights)
    for (let s = ways.length - 1; s >= weight; s--) ways[s] = (ways[s] ?? 0) + (ways[s - weight] ?? 0)
  return ways.slice(0, limit + 1).reduce((sum, count) => sum + count, 0) / 2 ** weights.length
}

/** Abramowitz & Stegun 26.2.17, absolute error below 7.5e-8: plenty for a p-value. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z > 0 ? 1 - tail : tail
}
