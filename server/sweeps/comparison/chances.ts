/** Contenders against each other at a budget, and what luck would have reached where a contender has no law. */
import type { Pair } from '~/server/domain/comparison'
import { duel } from '~/server/statistics/law'
import { chanceInDraws } from '~/server/statistics/proportion'
import { replicatesNeeded, superiorityInterval } from '~/server/statistics/superiority'
import { finiteOrNull } from './bands'
import type { Axis, Knowledge, Member, Side } from './sides'

/** A probability in hundredths of a percent: more digits would only be sent. */
export function rounded(probability: number): number {
  return Math.round(Math.min(1, Math.max(0, probability)) * 1e4) / 1e4
}

/** `known[contender][budget]`. Every two contenders once. */
export function pairsOf(known: readonly Knowledge[][]): Pair[] {
  return known.flatMap((ofA, a) => known.slice(a + 1).map((ofB, offset) => pairOf(a, a + 1 + offset, ofA, ofB)))
}

function pairOf(a: number, b: number, ofA: readonly Knowledge[], ofB: readonly Knowledge[]): Pair {
  const pair: Pair = { a, b, win: [], tie: [], low: [], high: [], needed: [] }
  for (const [index, one] of ofA.entries()) {
    const other = ofB[index]
    const fight = one.law === null || other?.law == null ? null : duel(one.law, other.law)
    const theta = fight === null ? null : Math.min(1, fight.win + fight.tie / 2)
    const interval = theta === null ? null : superiorityInterval(theta, one.separate, other?.separate ?? 0)
    pair.win.push(fight === null ? null : rounded(fight.win))
    pair.tie.push(fight === null ? null : rounded(fight.tie))
    pair.low.push(interval === null ? null : rounded(interval.low))
    pair.high.push(interval === null ? null : rounded(interval.high))
    pair.needed.push(theta === null ? null : replicatesNeeded(theta))
  }
  return pair
}

export type Pool = { losses: Float64Array; size: number; meanSeconds: number }

/** Runs that luck is drawn from: those drawn by chance and whole grids, where there are some, else all. */
export function poolOf(
  members: readonly Member[],
  wholeGrids: readonly number[],
): { kind: 'random' | 'all'; indices: number[]; pool: Pool } {
  const indices = [...members.keys()]
  const free = indices.filter(
    (index) => (members[index]?.isExchangeable || wholeGrids.includes(index)) && members[index]?.sample.size,
  )
  const chosen = free.length > 0 ? free : indices
  const progresses = chosen.flatMap((index) => members[index]?.progress ?? [])
  const size = progresses.reduce((sum, { ends }) => sum + ends.length, 0)
  const spent = progresses.reduce((sum, progress) => sum + (progress.spent.at(-1) ?? 0), 0)
  return {
    kind: free.length > 0 ? 'random' : 'all',
    indices: chosen,
    pool: {
      losses: Float64Array.from(progresses.flatMap(({ losses }) => [...losses])).sort(),
      size,
      meanSeconds: size === 0 ? 0 : spent / size,
    },
  }
}

type Bar = { best: (number | null)[]; chance: (number | null)[]; low: (number | null)[]; high: (number | null)[] }

/** How likely so many fresh draws from the pool are to do as well as the one sweep of this side did at each budget. */
export function barOf({ members }: Side, pool: Pool, axis: Axis, indices: readonly number[]): Bar | null {
  const [only] = members
  if (members.length !== 1 || only === undefined || only.isExchangeable || pool.size === 0) return null
  const bar: Bar = { best: [], chance: [], low: [], high: [] }
  for (const index of indices) {
    const best = finiteOrNull(only.line[index] ?? null)
    const chance = best === null ? null : luckAt(best, drawsIn(axis, pool, axis.x[index] ?? 0), pool)
    bar.best.push(best)
    bar.chance.push(chance === null ? null : rounded(chance.chance))
    bar.low.push(chance === null ? null : rounded(chance.low))
    bar.high.push(chance === null ? null : rounded(chance.high))
  }
  return bar
}

/** On the time axis as many runs as fit on average. */
function drawsIn(axis: Axis, { meanSeconds }: Pool, place: number): number {
  if (axis.kind === 'runs') return place
  return meanSeconds > 0 ? Math.floor(place / meanSeconds) : 0
}

function luckAt(best: number, draws: number, { losses, size }: Pool) {
  return chanceInDraws({ hits: losses.filter((loss) => loss <= best).length, size }, draws)
}
