/** What is drawn of a contender beside the lines of its sweeps: the middle half of what it reaches, and of what it takes. */
import { drawsToReach } from '~/server/statistics/best-of-draws'
import { censoredQuantiles } from '~/server/statistics/censored'
import { lawOf, meanOf, quantileOf } from '~/server/statistics/law'
import { quantile } from '~/server/statistics/quantile'
import { extentOf, firstReaching, type Progress } from './progress'
import { type Axis, drawnLaw, ordersOf, type Side, sampleOf } from './sides'

const QUARTILES = [0.25, 0.5, 0.75] as const

export type LossBand = { low: (number | null)[]; mid: (number | null)[]; high: (number | null)[] }

/** Over its sweeps where there are several, as far as all of them went; else over the orders of its runs, if it has any. */
export function bandOf({ members }: Side, axis: Axis): (LossBand & { basis: 'orders' | 'replicates' }) | null {
  const [first] = members
  if (first === undefined) return null
  if (members.length > 1) {
    const extent = Math.min(...members.map(({ progress }) => extentOf(progress)))
    const at = axis.x.map((place, index) =>
      place > extent ? null : Float64Array.from(members, ({ line }) => line[index] ?? Number.POSITIVE_INFINITY).sort(),
    )
    return { basis: 'replicates', ...columns(at, (losses, share) => quantile(losses, share)) }
  }
  if (!first.isExchangeable) return null
  const extent = extentOf(first.progress)
  const laws = axis.x.map((place, index) => (place > extent ? null : drawnLaw(first.sample, first.orders, axis, index)))
  return { basis: 'orders', ...columns(laws, (law, share) => quantileOf(law, share)) }
}

function columns<T>(at: (T | null)[], quantileAt: (it: T, share: number) => number | null): LossBand {
  const [low, mid, high] = QUARTILES.map((share) =>
    at.map((it) => (it === null ? null : finiteOrNull(quantileAt(it, share)))),
  )
  return { low: low ?? [], mid: mid ?? [], high: high ?? [] }
}

export function finiteOrNull(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value
}

export type Reach = { basis: 'orders' | 'replicates'; low: number | null; mid: number | null; high: number | null }

/** Runs or seconds to the threshold: from all its sweeps, those that never got there included, or over its orders. */
export function reachOf({ members }: Side, axis: Axis): Reach | null {
  const [first] = members
  const { threshold } = axis
  if (first === undefined || threshold === null) return null
  if (members.length > 1) {
    const reachings = members.map(({ progress }) => reachingOf(progress, threshold))
    return named('replicates', censoredQuantiles(reachings, QUARTILES))
  }
  if (!first.isExchangeable) return null
  if (axis.kind === 'runs') {
    const hits = first.sample.losses.filter((loss) => loss <= threshold).length
    return named('orders', drawsToReach({ hits, size: first.sample.size }, QUARTILES))
  }
  const reach = first.orders === null || first.orders.reach.length === 0 ? null : lawOf(first.orders.reach)
  return named(
    'orders',
    QUARTILES.map((share) => (reach === null ? null : quantileOf(reach, share))),
  )
}

function reachingOf(progress: Progress, threshold: number): { at: number; isReached: boolean } {
  const index = firstReaching(progress, threshold)
  return { at: index === null ? extentOf(progress) : (progress.ends[index] ?? 0), isReached: index !== null }
}

function named(basis: Reach['basis'], [low = null, mid = null, high = null]: (number | null)[]): Reach {
  return { basis, low, mid, high }
}

/**
 * The best of random draws from all runs, where at least nine of ten draws have a value at all. Few runs of extreme value
 * can pull the mean out of the middle four fifths; the band is widened to hold it then, so it holds at least 80 %.
 */
export function referenceOf(
  progresses: readonly Progress[],
  axis: Axis,
): { mean: (number | null)[] } & Omit<LossBand, 'mid'> {
  const sample = sampleOf(progresses)
  const orders = axis.kind === 'time' ? ordersOf(progresses, { ...axis, threshold: null }, progresses.length) : null
  const rows = axis.x.map((_, index) => {
    const law = drawnLaw(sample, orders, axis, index)
    const mean = law === null ? null : meanOf(law)
    const [low, high] = law === null ? [null, null] : [quantileOf(law, 0.1), quantileOf(law, 0.9)]
    if (mean === null || low === null || high === null) return { mean: null, low: null, high: null }
    return { mean, low: Math.min(low, mean), high: Math.max(high, mean) }
  })
  return { mean: rows.map(({ mean }) => mean), low: rows.map(({ low }) => low), high: rows.map(({ high }) => high) }
}
