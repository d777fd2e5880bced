/**
 * Declares the silent dead: agents that were not heard of for too long, and runs that nobody speaks for. Called by a
 * job; what an end means for the suggestion is decided by who listens to run ends.
 */
import { transaction } from '~/server/db/transaction'
import { env } from '~/server/env'
import { agentsActive } from '~/server/metrics-registry'
import { reapSilentRuns as crashSilentRuns, endRun } from '~/server/runs/run.service'
import type { Work } from '~/server/sweeps/suggest.service'
import { tellOfAgents, tellOfRuns } from './agent.service'
import * as store from './agent.store'

const BATCH = 100

type SilentAgent = Awaited<ReturnType<typeof store.listSilentAgents>>[number]

export async function reapSilentAgents(work: Work, isOverdue: () => boolean): Promise<void> {
  const silenceMs = env().agentSilenceMsMax
  const before = new Date(work.now().getTime() - silenceMs)
  while (!isOverdue()) {
    const silent = await store.listSilentAgents(work.db, before, BATCH)
    for (const agent of silent) await loseAgent(work, agent, before)
    if (silent.length < BATCH) break
  }
  agentsActive.set(await store.countActiveAgents(work.db))
}

async function loseAgent(work: Work, agent: SilentAgent, before: Date): Promise<void> {
  const sentence = `agent ${agent.name} on host ${agent.host} was silent for ${Math.round(env().agentSilenceMsMax / 1000)} s`
  const ended = await transaction(work.db, async (tx) => {
    const runs = await store.lockRunsInHand(tx, agent.id)
    if (!(await store.holdIfSilent(tx, agent.id, before))) return null
    await store.moveAgent(tx, { id: agent.id, from: ['active'], to: 'lost', reason: sentence })
    for (const storageId of runs)
      await endRun(tx, { storageId, state: 'crashed', reason: sentence, exitCode: null, now: work.now() })
    return runs
  })
  if (ended === null) return
  work.log.warn({ agent: agent.id, host: agent.host, runs: ended }, 'an agent is lost')
  tellOfRuns(agent, ended)
  tellOfAgents(agent)
}

/** Runs of living agents are left to their agents: a training may well say nothing for an hour. */
export async function reapSilentRuns(work: Work, isOverdue: () => boolean): Promise<void> {
  const limits = { silenceMsMax: env().runSilenceMsMax, limit: BATCH }
  while (!isOverdue()) {
    if ((await crashSilentRuns(work, limits)) < BATCH) break
  }
}
