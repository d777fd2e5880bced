/**
 * What is known of the best value of a contender at a budget: its law over the orders in which its runs could have come
 * where chance made the order, else over its replicates. One sweep in the only order it could have is one draw of an
 * unknown law, and no law comes of it.
 */
import { type Basis, type CompareAxis, isExchangeable, type RunOrder } from '~/server/domain/comparison'
import { rngFor } from '~/server/search/numeric/rng'
import { bestOfDraws, type Sample } from '~/server/statistics/best-of-draws'
import { type Law, lawOf, mixtureOf } from '~/server/statistics/law'
import { type DrawnOrders, drawOrders } from '~/server/statistics/run-orders'
import { extentOf, lineAt, type Progress } from './progress'

const SEED = 20_261

export type Member = {
  progress: Progress
  isExchangeable: boolean
  sample: Sample
  /** Orders that were drawn, for the time axis; null where there is a closed form. */
  orders: DrawnOrders | null
  /** Best loss at each place. */
  line: (number | null)[]
}

export type Side = { members: Member[] }

export type Axis = { kind: CompareAxis; x: readonly number[]; threshold: number | null; orderCount: number }

/** `number` names the stream of its random orders, so that the same sweeps give the same picture to everybody. */
export function memberOf(progress: Progress, order: RunOrder, axis: Axis, number: number): Member {
  const isFree = isExchangeable(order)
  return {
    progress,
    isExchangeable: isFree,
    sample: sampleOf([progress]),
    orders: isFree && axis.kind === 'time' ? ordersOf([progress], axis, number) : null,
    line: lineAt(progress, axis.x),
  }
}

export function sampleOf(progresses: readonly Progress[]): Sample {
  const losses = progresses.flatMap(({ losses }) => [...losses.filter(Number.isFinite)])
  return { losses: Float64Array.from(losses).sort(), size: progresses.reduce((sum, { ends }) => sum + ends.length, 0) }
}

export function ordersOf(progresses: readonly Progress[], axis: Axis, number: number): DrawnOrders {
  const losses = Float64Array.from(progresses.flatMap((progress) => [...progress.losses]))
  const seconds = Float64Array.from(progresses.flatMap((progress) => [...progress.seconds]))
  return drawOrders(
    { losses, seconds },
    {
      budgets: axis.x,
      threshold: axis.threshold,
      orderCount: axis.orderCount,
      rng: rngFor(SEED, number, 'run orders'),
    },
  )
}

/** Best of random draws at the place of this index; null past what was run. */
export function drawnLaw(sample: Sample, orders: DrawnOrders | null, axis: Axis, index: number): Law | null {
  if (axis.kind === 'runs') return bestOfDraws(sample, axis.x[index] ?? 0)
  const best = orders?.best[index]
  return best === undefined || best.length === 0 ? null : lawOf(best)
}

export type Knowledge = { basis: Basis; law: Law | null; separate: number }

export function knowledgeAt({ members }: Side, axis: Axis, index: number): Knowledge {
  const place = axis.x[index] ?? 0
  const long = members.filter(({ progress }) => progress.ends.length > 0 && extentOf(progress) >= place)
  if (long.length === 0) return { basis: 'short', law: null, separate: 0 }
  if (members.every((member) => member.isExchangeable)) {
    const laws = long.flatMap(({ sample, orders }) => drawnLaw(sample, orders, axis, index) ?? [])
    const separate = long.reduce((sum, { progress }) => sum + wholeTimes(extentOf(progress), place), 0)
    return laws.length === 0
      ? { basis: 'short', law: null, separate: 0 }
      : { basis: 'orders', law: mixtureOf(laws), separate }
  }
  if (long.length < 2) return { basis: members.length < 2 ? 'single' : 'short', law: null, separate: long.length }
  const losses = long.map(({ line }) => line[index] ?? Number.POSITIVE_INFINITY)
  return { basis: 'replicates', law: lawOf(losses), separate: long.length }
}

/** How often a budget fits into what was run; sums of seconds are rounded, so a hair too little is enough. */
function wholeTimes(extent: number, place: number): number {
  return place > 0 ? Math.floor(extent / place + 1e-9) : 1
}
