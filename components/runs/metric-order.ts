/**
 * Metrics in the order in which people ask for them: what sweeps aim at, what was measured on data held out, the rest,
 * and last those that only count. Pure; names are all there is to go by, so nothing is ever left out for its name.
 */

/** A part of the name, between the start, the end, slashes, dots, dashes or underscores. */
const HELD_OUT = /(?:^|[/_.-])(?:val|valid|validation|eval|dev|test)(?:$|[/_.-])/i

const COUNTERS =
  /(?:^|\/)(?:global_?|train_?)?(?:epochs?|steps?|iterations?|iters?|batch(?:es)?|batch_idx|samples_seen)$/i

/** Names that grow by one with each row: their curve is a straight line and their last value says how long, not how good. */
export function isCounter(metric: string): boolean {
  return COUNTERS.test(metric)
}

/** Within a rank the given order stays. */
export function byUsefulness(metrics: string[], objectives: string[]): string[] {
  const rank = (metric: string) =>
    objectives.includes(metric) ? objectives.indexOf(metric) - objectives.length : rankByName(metric)
  return metrics.toSorted((a, b) => rank(a) - rank(b))
}

function rankByName(metric: string): number {
  if (isCounter(metric)) return 2
  return HELD_OUT.test(metric) ? 0 : 1
}
