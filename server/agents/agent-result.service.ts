/**
 * Counts results by agent, in the transaction that ends a run. An agent whose runs fail several times in a row is set
 * aside: one bad machine must not burn a sweep. Only the program's own failures count; a lost agent is not a bad one.
 */
import { env } from '~/server/env'
import { type EndedRun, onRunEnded } from '~/server/runs/run-ended'
import type { Work } from '~/server/sweeps/suggest.service'
import '~/server/sweeps/trial-ended.service'
import * as store from './agent.store'

onRunEnded(countResult)

async function countResult(tx: Work['db'], { agentId, state, reason }: EndedRun): Promise<void> {
  if (agentId === null || (state !== 'finished' && state !== 'failed')) return
  const inARow = await store.countResult(tx, agentId, state === 'failed')
  if (inARow < env().agentFailuresMax) return
  const last = reason === null ? '' : `; the last: ${reason}`
  const sentence = `${inARow} runs failed in a row${last}`
  await store.moveAgent(tx, { id: agentId, from: ['active', 'lost'], to: 'set_aside', reason: sentence })
}
