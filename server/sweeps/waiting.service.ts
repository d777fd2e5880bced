/**
 * Puts the queue of a sweep in order after its space, its run cap or its state changed: what does not fit is dropped,
 * what was dropped and fits again comes back. Called under the sweep's lock.
 */
import type { Db } from '~/server/db/client'
import { membershipOf } from '~/server/domain/in-space'
import type { SweepConfig } from '~/server/domain/sweep-config'
import { countMade, listUntried, moveNamed, type Untried } from './suggestion.store'

export type Rearranged = { dropped: number; returned: number }

/** What would be dropped and what would come back. */
export type Plan = {
  /** Of the search or to be repeated, outside of the space. */
  outside: Untried[]
  /** Written by hand and outside; they stay, because a person meant them so. */
  handOutside: Untried[]
  inside: Untried[]
  /** Waiting ones of the search that the run cap leaves no room for. */
  overCap: Untried[]
  returning: Untried[]
}

type Planned = { storageId: string; config: SweepConfig; dropsOutside: boolean }

export async function planWaiting(db: Db, { storageId, config, dropsOutside }: Planned): Promise<Plan> {
  const isInside = membershipOf(config)
  const [pending, dropped, counts] = [
    await listUntried(db, storageId, 'pending'),
    await listUntried(db, storageId, 'dropped'),
    await countMade(db, [storageId]),
  ]
  const fits = (each: Untried) => each.source === 'hand' || isInside(each.config)
  const isSearched = ({ source }: Untried) => source === 'search'
  const staying = pending.filter((each) => !dropsOutside || fits(each))
  const given = (counts.get(storageId)?.searched ?? 0) - pending.filter(isSearched).length
  let room = (config.run_cap ?? Number.POSITIVE_INFINITY) - given
  const withRoom = (each: Untried) => !isSearched(each) || --room >= 0
  const kept = new Set(staying.filter(withRoom))
  return {
    outside: pending.filter((each) => !fits(each)),
    handOutside: pending.filter((each) => each.source === 'hand' && !isInside(each.config)),
    inside: pending.filter((each) => isInside(each.config)),
    overCap: staying.filter((each) => !kept.has(each)),
    returning: dropped.filter((each) => fits(each) && withRoom(each)),
  }
}

/** Carries the plan out. `returns` is false for a sweep that is over: what it dropped waits for its resume. */
export async function rearrangeWaiting(
  tx: Db,
  { returns, ...planned }: Planned & { returns: boolean },
): Promise<Rearranged> {
  const { outside, overCap, returning } = await planWaiting(tx, planned)
  const gone = planned.dropsOutside ? [...outside, ...overCap] : overCap
  const idsOf = (list: readonly Untried[]) => list.map(({ id }) => id)
  return {
    dropped: await moveNamed(tx, idsOf(gone), { from: 'pending', to: 'dropped' }),
    returned: returns ? await moveNamed(tx, idsOf(returning), { from: 'dropped', to: 'pending' }) : 0,
  }
}
