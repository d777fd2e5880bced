/** How a sweep stands beside its runs: what waits, what was dropped, and whether it can go on once it is over. */
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import type { SweepStanding } from '~/server/domain/sweep'
import { findRemaining } from './remaining.service'
import * as suggestions from './suggestion.store'
import type { StoredSweep } from './sweep.store'
import { targetReason } from './sweep-end'
import { findBestRuns } from './trial.store'
import { planWaiting } from './waiting.service'

type Clocked = Pick<Ctx, 'db' | 'now'>

export async function findStanding(ctx: Clocked, sweep: StoredSweep): Promise<SweepStanding> {
  const counts = await suggestions.countUntried(ctx.db, sweep.storageId)
  const count = (state: 'pending' | 'dropped', isAsked: boolean) =>
    counts.find((each) => each.state === state && each.isAsked === isAsked)?.count ?? 0
  return {
    waiting: { search: count('pending', false), asked: count('pending', true) },
    dropped: count('dropped', false) + count('dropped', true),
    resume: await findResume(ctx, sweep),
  }
}

/** Answered for any state, so that the words can say what a resume would do before the sweep is paused. */
async function findResume(ctx: Clocked, sweep: StoredSweep): Promise<SweepStanding['resume']> {
  if (sweep.state === 'canceled')
    return { kind: 'refused', reason: 'The sweep was canceled; make a new one from its config.' }
  const reason = await whyOver(ctx, sweep)
  if (reason !== null) return { kind: 'refused', reason }
  if (sweep.state !== 'finished') return { kind: 'possible', returning: 0 }
  const { storageId, config } = sweep
  const { returning } = await planWaiting(ctx.db, { storageId, config, dropsOutside: false })
  return { kind: 'possible', returning: returning.length }
}

/** Why a finished sweep would be over again at once, with what to do about it; null when there is something to do. */
export async function whyOver(ctx: Clocked, sweep: StoredSweep): Promise<string | null> {
  if (sweep.endsAt !== null && sweep.endsAt <= ctx.now())
    return `Its end time (${sweep.endsAt.toISOString()}) has passed; set a later one or none.`
  if (sweep.state !== 'finished') return null
  const best = (await findBestRuns(ctx.db, [sweep.storageId])).get(sweep.storageId)
  const reached = targetReason(sweep.config, best)
  if (reached !== null) return `There is nothing left to do: ${reached}. Edit the target, or create a new sweep.`
  return whyUsedUp(ctx.db, sweep)
}

async function whyUsedUp(db: Db, sweep: StoredSweep): Promise<string | null> {
  const { storageId, config } = sweep
  const { hasPending, hasClaimed, hasDropped } = await suggestions.findStanding(db, storageId)
  if (hasPending || hasClaimed) return null
  if (hasDropped) {
    const { returning } = await planWaiting(db, { storageId, config, dropsOutside: false })
    if (returning.length > 0) return null
  }
  const { left, reason } = await findRemaining(db, sweep)
  if (left > 0 || reason === null) return null
  const advice = reason === 'grid used up' ? 'Add values to its space' : 'Raise the run cap'
  return `There is nothing left to do: ${reason}. ${advice}, or create a new sweep.`
}
