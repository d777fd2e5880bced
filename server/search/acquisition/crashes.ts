/**
 * What failed runs say. The chance that a run at a point succeeds is a weighted share among its neighbours with one
 * gentle guess added; nothing is fitted. Where failures have a place (a learning rate that diverges, a network that
 * does not fit into memory) a bad value for each teaches the surrogate to keep away. Where they come by chance a bad
 * value would bend it beside the best runs, and is left out.
 */

import type { Point, SearchSpace } from '../space/search-space'
import { nearness } from '../surrogate/nearness'

const PRIOR_RUNS = 0.6
const PRIOR_GOOD = 0.5
/** The latest of many runs tell enough, and each is looked at for every candidate. */
const RUNS_MAX = 300

export type ChanceToSucceed = (point: Point) => number

export type Failures = {
  chance: ChanceToSucceed
  /** True when knowing which neighbours failed foretells worse whether a run fails than knowing how many did. */
  isByChance: boolean
}

export function failuresOf(
  space: SearchSpace,
  { points, failed }: { points: readonly Point[]; failed: readonly boolean[] },
): Failures {
  if (!failed.includes(true)) return { chance: () => 1, isByChance: false }
  const runs = points.slice(-RUNS_MAX).map((point, index) => ({
    point,
    isGood: !failed[Math.max(0, points.length - RUNS_MAX) + index],
  }))
  const goodCount = runs.filter(({ isGood }) => isGood).length
  const near = nearness(space)
  const chance = (at: Point, left: number, prior = { runs: PRIOR_RUNS, good: PRIOR_GOOD }) => {
    let { runs: all, good } = prior
    for (const [index, { point, isGood }] of runs.entries()) {
      if (index === left) continue
      const weight = near(at, point)
      all += weight
      if (isGood) good += weight
    }
    return good / all
  }
  let evidence = 0
  for (const [index, { point, isGood }] of runs.entries()) {
    const rate = (goodCount - Number(isGood) + 0.5) / runs.length
    const byPlace = chance(point, index, { runs: 1, good: rate })
    evidence += isGood ? Math.log(byPlace / rate) : Math.log((1 - byPlace) / (1 - rate))
  }
  return { chance: (at) => chance(at, -1), isByChance: evidence < 0 }
}
