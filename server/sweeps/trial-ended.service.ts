/**
 * What becomes of a suggestion when its run ends. A result is a result, also a program's own failure: it is counted
 * and not repeated, since the same config would most likely fail again. A run that was lost says nothing about its
 * config, so its suggestion is given out again, within a limit. Runs in the transaction that ends the run.
 */
import { env } from '~/server/env'
import { type EndedRun, onRunEnded } from '~/server/runs/run-ended'
import { endWhenDone } from './end-when-done.service'
import type { Work } from './suggest.service'
import * as suggestions from './suggestion.store'
import * as sweeps from './sweep.store'

type Tx = Work['db']

onRunEnded(settleSuggestion)

async function settleSuggestion(tx: Tx, { storageId, sweepId, state, now }: EndedRun): Promise<void> {
  if (sweepId === null) return
  const settled = { storageId, sweepId, isLost: state === 'crashed', repeatsMax: env().suggestionRepeatsMax }
  if (!(await suggestions.settleSuggestion(tx, settled))) return
  const sweep = await sweeps.findSweepByStorageId(tx, sweepId)
  if (sweep !== null) await endWhenDone(tx, sweep, now)
}
