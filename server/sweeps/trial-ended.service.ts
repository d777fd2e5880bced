/**
 * What becomes of a suggestion when its run ends. A result is a result, also a program's own failure: it is counted
 * and not repeated, since the same config would most likely fail again. A run that was lost says nothing about its
 * config, so its suggestion is given out again, within a limit. Runs in the transaction that ends the run.
 */
import { env } from '~/server/env'
import { type EndedRun, onRunEnded } from '~/server/runs/run-ended'
import { countDoneCells } from './prior.service'
import { endAtTarget, type Work } from './suggest.service'
import * as suggestions from './suggestion.store'
import * as sweeps from './sweep.store'
import { expectedCount, usedUpReason } from './sweep-end'

type Tx = Work['db']

onRunEnded(settleSuggestion)

async function settleSuggestion(tx: Tx, { storageId, sweepId, state, now }: EndedRun): Promise<void> {
  if (sweepId === null) return
  const settled = { storageId, sweepId, isLost: state === 'crashed', repeatsMax: env().suggestionRepeatsMax }
  if (!(await suggestions.settleSuggestion(tx, settled))) return
  const sweep = await sweeps.findSweepByStorageId(tx, sweepId)
  if (sweep !== null) await endWhenDone(tx, sweep, now)
}

/** Two last runs that end together must not each see the other as running, so near the end they take turns. */
async function endWhenDone(tx: Tx, sweep: sweeps.StoredSweep, now: Date): Promise<void> {
  const work = { db: tx, now: () => now }
  if (await endAtTarget(work, sweep)) return
  const doneCells = await countDoneCells(tx, sweep)
  const expected = expectedCount(sweep.config, doneCells)
  if (expected === null) return
  if ((await suggestions.findStanding(tx, sweep.storageId)).made < expected) return
  await sweeps.lockSweepState(tx, sweep.storageId)
  const { made, hasPending, hasClaimed } = await suggestions.findStanding(tx, sweep.storageId)
  const endReason = usedUpReason(sweep.config, made, doneCells)
  if (hasPending || hasClaimed || endReason === null) return
  const from: sweeps.StoredSweep['state'][] = ['pending', 'running', 'paused']
  await sweeps.moveSweep(tx, { storageId: sweep.storageId, from, to: 'finished', endReason, now })
}
