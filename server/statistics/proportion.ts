/** A share that was counted, and what it says about the chance to hit in several draws. */
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'

const ALPHA = 0.05

export type Share = { hits: number; size: number }

/** 95 % interval of the share behind `hits` out of `size` (Clopper and Pearson 1934); all of [0, 1] for no draws. */
export function shareInterval({ hits, size }: Share): { low: number; high: number } {
  return {
    low: hits === 0 ? 0 : betaQuantile(ALPHA / 2, hits, size - hits + 1),
    high: hits === size ? 1 : betaQuantile(1 - ALPHA / 2, hits + 1, size - hits),
  }
}

/**
 * Chance of at least one hit in `draws` fresh draws, with the 95 % interval that follows from the share's: the chance
 * rises with the share, so its ends are those of the share.
 */
export function chanceInDraws(share: Share, draws: number): { chance: number; low: number; high: number } {
  const { low, high } = shareInterval(share)
  const inDraws = (p: number) => -Math.expm1(draws * Math.log1p(-p))
  return { chance: inDraws(share.hits / share.size), low: inDraws(low), high: high === 1 ? 1 : inDraws(high) }
}
