/**
 * What the best value of a search may turn out to be: a discrete law over losses (smaller is better), with the
 * probability that there is no value at all. "No value" is worse than every loss. Values are turned into losses once,
 * by who calls.
 */

/** `losses` ascending, `weights` beside them; together with `none` they sum to 1 up to rounding. */
export type Law = { losses: Float64Array; weights: Float64Array; none: number }

/** Sums of weights are exact to this; a quantile must not slip over a step because of it. */
const ROUNDING = 1e-12

/** Every loss alike; one that is not finite is "no value". Throws for nothing, which has no law. */
export function lawOf(losses: ArrayLike<number>): Law {
  if (losses.length === 0) throw new RangeError('a law needs at least one loss')
  const finite = Float64Array.from(losses).filter(Number.isFinite).sort()
  return {
    losses: finite,
    weights: new Float64Array(finite.length).fill(1 / losses.length),
    none: (losses.length - finite.length) / losses.length,
  }
}

/** One of the laws, each as likely as the others. */
export function mixtureOf(laws: readonly Law[]): Law {
  const [only] = laws
  if (only === undefined) throw new RangeError('a mixture needs at least one law')
  if (laws.length === 1) return only
  const { losses, weights } = merged(laws)
  return {
    losses,
    weights: weights.map((weight) => weight / laws.length),
    none: laws.reduce((sum, { none }) => sum + none, 0) / laws.length,
  }
}

type Weighted = Pick<Law, 'losses' | 'weights'>

/** Halves are merged, so that thousands of losses of many laws cost no sorting. */
function merged(laws: readonly Weighted[]): Weighted {
  const [only] = laws
  if (laws.length === 1 && only !== undefined) return only
  const middle = laws.length >> 1
  const [a, b] = [merged(laws.slice(0, middle)), merged(laws.slice(middle))]
  const losses = new Float64Array(a.losses.length + b.losses.length)
  const weights = new Float64Array(losses.length)
  let [i, j] = [0, 0]
  for (let at = 0; at < losses.length; at++) {
    const isFromA = j === b.losses.length || (i < a.losses.length && a.losses[i]! <= b.losses[j]!)
    losses[at] = isFromA ? a.losses[i]! : b.losses[j]!
    weights[at] = isFromA ? a.weights[i++]! : b.weights[j++]!
  }
  return { losses, weights }
}

/** Expected loss given that there is one; null when there never is. */
export function meanOf({ losses, weights }: Law): number | null {
  let sum = 0
  let total = 0
  for (let index = 0; index < losses.length; index++) {
    sum += weights[index]! * losses[index]!
    total += weights[index]!
  }
  return total > 0 ? sum / total : null
}

/** The smallest loss that is not exceeded with probability `share`; null where that is "no value". */
export function quantileOf({ losses, weights }: Law, share: number): number | null {
  let reached = 0
  for (let index = 0; index < losses.length; index++) {
    reached += weights[index]!
    if (reached >= share - ROUNDING) return losses[index]!
  }
  return null
}

/** Probability of a loss of at most `loss`. */
export function chanceOfAtMost({ losses, weights }: Law, loss: number): number {
  let sum = 0
  for (let index = 0; index < losses.length && losses[index]! <= loss; index++) sum += weights[index]!
  return sum
}

export type Duel = { win: number; tie: number; lose: number }

/** How a draw from `a` fares against one from `b` that has nothing to do with it; sums to 1 up to rounding. */
export function duel(a: Law, b: Law): Duel {
  let [win, tie, lose] = [0, 0, 0]
  /** Weight of `a` and of `b` at losses below where the walk is. */
  let [passedA, passedB] = [0, 0]
  let [i, j] = [0, 0]
  while (i < a.losses.length || j < b.losses.length) {
    const loss = Math.min(a.losses[i] ?? Number.POSITIVE_INFINITY, b.losses[j] ?? Number.POSITIVE_INFINITY)
    let [hereA, hereB] = [0, 0]
    for (; a.losses[i] === loss; i++) hereA += a.weights[i]!
    for (; b.losses[j] === loss; j++) hereB += b.weights[j]!
    tie += hereA * hereB
    win += passedA * hereB
    lose += passedB * hereA
    passedA += hereA
    passedB += hereB
  }
  return { win: win + passedA * b.none, tie: tie + a.none * b.none, lose: lose + passedB * a.none }
}
