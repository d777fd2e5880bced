/**
 * Fisher's exact test, one-sided: how likely it is that a random choice of runs holds so many failures. Sums of
 * logarithms of factorials, so that thousands of runs neither overflow nor lose digits.
 */

const logFactorials: number[] = [0]

function logFactorial(n: number): number {
  for (let known = logFactorials.length; known <= n; known++) {
    logFactorials.push((logFactorials[known - 1] ?? 0) + Math.log(known))
  }
  return logFactorials[n] ?? 0
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

export type Table = {
  /** Runs inside of the region, and how many of them failed. */
  inside: number
  badInside: number
  /** All runs, and how many of them failed. */
  total: number
  bad: number
}

/** P(X ≥ badInside) where `inside` runs are drawn from `total`, of which `bad` failed. Between 0 and 1. */
export function upperTail({ inside, badInside, total, bad }: Table): number {
  const most = Math.min(inside, bad)
  const whole = logChoose(total, inside)
  let sum = 0
  for (let count = badInside; count <= most; count++) {
    if (inside - count > total - bad) continue
    sum += Math.exp(logChoose(bad, count) + logChoose(total - bad, inside - count) - whole)
  }
  return Math.min(1, sum)
}

/** How much better two rates, one inside and one outside, explain the failures than a single one; in nats, 0 or more. */
export function logLikelihoodRatio({ inside, badInside, total, bad }: Table): number {
  return logBinomial(badInside, inside) + logBinomial(bad - badInside, total - inside) - logBinomial(bad, total)
}

function logBinomial(bad: number, count: number): number {
  const good = count - bad
  return (bad > 0 ? bad * Math.log(bad / count) : 0) + (good > 0 ? good * Math.log(good / count) : 0)
}
