/**
 * Runs in random order against compute time. How many runs fit into an hour depends on which come first, so there is no
 * closed form; orders are drawn, from a stream that the caller names, and counted.
 */
import type { Rng } from '../search/numeric/rng'

/** One run each place; a loss that is not finite is "no value", which takes its time all the same. */
export type TimedRuns = { losses: Float64Array; seconds: Float64Array }

type OrdersAsked = {
  /** Seconds of computing, ascending. */
  budgets: readonly number[]
  /** What is to be reached; null when nothing is asked for. */
  threshold: number | null
  orderCount: number
  rng: Rng
}

export type DrawnOrders = {
  /** For each budget the best loss of each order; infinite where no run with a value fitted. */
  best: Float64Array[]
  /** Seconds that each order took to the threshold, ascending; infinite when no run reaches it. */
  reach: Float64Array
}

/** A run counts once it is over: at a budget of T seconds those that end by T. */
export function drawOrders(runs: TimedRuns, { budgets, threshold, orderCount, rng }: OrdersAsked): DrawnOrders {
  const { losses, seconds } = runs
  const size = losses.length
  const best = budgets.map(() => new Float64Array(orderCount).fill(Number.POSITIVE_INFINITY))
  const reach = new Float64Array(orderCount).fill(Number.POSITIVE_INFINITY)
  const isReachable = threshold !== null && losses.some((loss) => loss <= threshold)
  const order = Uint32Array.from(losses, (_, index) => index)
  const lastBudget = budgets.at(-1) ?? Number.NEGATIVE_INFINITY
  for (let draw = 0; draw < orderCount; draw++) {
    let [spent, so, place] = [0, Number.POSITIVE_INFINITY, 0]
    let isReached = !isReachable
    for (let at = 0; at < size; at++) {
      const other = at + rng.integer(size - at)
      const run = order[other]!
      order[other] = order[at]!
      order[at] = run
      const ended = spent + seconds[run]!
      for (; place < budgets.length && budgets[place]! < ended; place++) best[place]![draw] = so
      spent = ended
      if (losses[run]! < so) so = losses[run]!
      if (!isReached && so <= threshold!) {
        isReached = true
        reach[draw] = spent
      }
      if (isReached && spent > lastBudget) break
    }
    for (; place < budgets.length; place++) best[place]![draw] = so
  }
  return { best, reach: reach.sort() }
}
