/**
 * What becomes of a suggestion when its run ends. A result is a result, also a program's own failure: it is counted
 * and not repeated, since the same config would most likely fail again. A run that was lost says nothing about its
 * config, so its suggestion is given out again, within a limit. Runs in the transaction that ends the run.
 */
import { env } from '~/server/env'
import { type EndedRun, onRunEnded } from '~/server/runs/run-ended'
import { endAtTarget, type Work } from './suggest.service'
import * as suggestions from './suggestion.store'
import * as sweeps from './sweep.store'
import { expectedCount, usedUpReason } from './sweep-end'

type Tx = Work['db']

onRunEnded(settleSuggestion)

async function settleSuggestion(tx: Tx, run: EndedRun): Promise<void> {
  const { sweepId, suggestionId } = run
  if (sweepId === null) return
  const sweep = await sweeps.findSweepByStorageId(tx, sweepId)
  if (sweep === null) return
  if (suggestionId !== null) await settle(tx, { ...run, suggestionId, sweepState: sweep.state })
  if (sweep.state === 'pending' || sweep.state === 'running' || sweep.state === 'paused')
    await endWhenDone(tx, sweep, run.now)
}

type Settling = {
  storageId: string
  suggestionId: string
  state: EndedRun['state']
  sweepState: sweeps.StoredSweep['state']
}

async function settle(tx: Tx, { storageId, suggestionId, state, sweepState }: Settling): Promise<void> {
  const held = await suggestions.holdSuggestionOfRun(tx, storageId)
  // An attempt that was given up for lost and comes back decides nothing once a later one was started.
  if (held === null || held.attempt !== held.attemptCount) return
  if (held.state === 'finished') return
  if (state !== 'crashed') return suggestions.setSuggestionState(tx, suggestionId, 'finished')
  if (held.attemptCount > env().suggestionRepeatsMax) return suggestions.setSuggestionState(tx, suggestionId, 'failed')
  const isOver = sweepState === 'finished' || sweepState === 'canceled'
  return suggestions.setSuggestionState(tx, suggestionId, isOver ? 'dropped' : 'pending')
}

/** Two last runs that end together must not each see the other as running, so near the end they take turns. */
async function endWhenDone(tx: Tx, sweep: sweeps.StoredSweep, now: Date): Promise<void> {
  const work = { db: tx, now: () => now }
  if (await endAtTarget(work, sweep)) return
  const expected = expectedCount(sweep.config)
  if (expected === null) return
  if ((await suggestions.findStanding(tx, sweep.storageId)).made < expected) return
  await sweeps.lockSweep(tx, sweep.storageId)
  const { made, hasPending, hasClaimed } = await suggestions.findStanding(tx, sweep.storageId)
  const endReason = usedUpReason(sweep.config, made)
  if (hasPending || hasClaimed || endReason === null) return
  const from: sweeps.StoredSweep['state'][] = ['pending', 'running', 'paused']
  await sweeps.moveSweep(tx, { storageId: sweep.storageId, from, to: 'finished', endReason, now })
}
