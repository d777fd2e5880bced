/** The end of a sweep that has nothing left to do: asked whenever a run ended or its limits changed. */
import type { Db } from '~/server/db/client'
import { countDoneCells } from './prior.service'
import { findRemaining } from './remaining.service'
import { endAtTarget } from './suggest.service'
import * as suggestions from './suggestion.store'
import * as sweeps from './sweep.store'
import { expectedCount } from './sweep-end'

/**
 * Two last runs that end together must not each see the other as running, so near the end they take turns; and the cap
 * or the space may have been changed since the run's end began, so they are read again under the lock.
 */
export async function endWhenDone(tx: Db, sweep: sweeps.StoredSweep, now: Date): Promise<void> {
  const { storageId } = sweep
  if (await endAtTarget({ db: tx, now: () => now }, sweep)) return
  const expected = expectedCount(sweep.config, await countDoneCells(tx, sweep))
  if (expected === null || (await suggestions.findStanding(tx, storageId)).made < expected) return
  const current = await sweeps.lockSweep(tx, storageId)
  if (current === null || !isOpen(current.state)) return
  const { hasPending, hasClaimed } = await suggestions.findStanding(tx, storageId)
  if (hasPending || hasClaimed) return
  const { reason: endReason } = await findRemaining(tx, current)
  if (endReason === null) return
  await sweeps.moveSweep(tx, { storageId, from: [current.state], to: 'finished', endReason, now })
}

function isOpen(state: sweeps.StoredSweep['state']): boolean {
  return state === 'pending' || state === 'running' || state === 'paused'
}
