/**
 * Makes suggestions when agents ask and none waits. One process at a time does so for a sweep; the others are told
 * `busy` at once and look again soon, so no connection waits for a model to be fitted.
 */
import type { Ctx } from '~/server/context'
import { tryLock } from '~/server/db/lock'
import { transaction } from '~/server/db/transaction'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Suggested } from '~/server/domain/trial'
import { publish } from '~/server/live/publish'
import { suggestionsMade, suggestSeconds } from '~/server/metrics-registry'
import { listPrior } from './prior.service'
import { runSuggest } from './run-search'
import * as suggestions from './suggestion.store'
import * as sweeps from './sweep.store'
import { objectiveOf, targetReason } from './sweep-end'
import * as trials from './trial.store'

/** A clock and a database: what jobs and agents' requests have in common. */
export type Work = Pick<Ctx, 'db' | 'now' | 'log'>

/**
 * filled: suggestions wait now; busy: another process is making some; waiting: all are given out, and runs that are
 * not over may give theirs back; over: the sweep has ended.
 */
export type Refill = 'filled' | 'busy' | 'waiting' | 'over'

const BATCH_MIN = 32
const BATCH_MAX = 500
/** A model is worth asking for what is needed now: the next suggestions should know the next results. */
const BAYES_BATCH_MAX = 16

type Refilled = { refill: Refill; projectId: string; method?: string; count?: number; tookMs?: number }

/** `asking`: how many agents wait for a run at this moment. */
export async function refill(work: Work, sweepId: string, asking: number): Promise<Refill> {
  const done = await transaction(work.db, (tx) => refillLocked({ ...work, db: tx }, sweepId, asking))
  if (done.method !== undefined && done.tookMs !== undefined) {
    suggestionsMade.inc({ method: done.method }, done.count)
    suggestSeconds.observe({ method: done.method }, done.tookMs / 1000)
  }
  if (done.refill === 'over' || done.count !== undefined)
    publish({ kind: 'sweep', projectId: done.projectId, id: sweepId, sweepId })
  return done.refill
}

async function refillLocked(work: Work, sweepId: string, asking: number): Promise<Refilled> {
  const tx = work.db
  if (!(await tryLock(tx, `suggest ${sweepId}`))) return { refill: 'busy', projectId: '' }
  const sweep = await sweeps.findSweepByStorageId(tx, sweepId)
  if (sweep === null) return { refill: 'over', projectId: '' }
  const { projectId, config } = sweep
  const isOver = sweep.endsAt !== null && sweep.endsAt <= work.now()
  if (isOver || (sweep.state !== 'pending' && sweep.state !== 'running')) return { refill: 'waiting', projectId }
  const standing = await suggestions.findStanding(tx, sweepId)
  if (standing.hasPending) return { refill: 'filled', projectId }
  if (await endAtTarget(work, sweep)) return { refill: 'over', projectId }

  const { output, tookMs } = await runSuggest({
    config,
    seed: sweep.seed,
    trials: await trials.listTrials(tx, sweepId, objectiveOf(config)),
    prior: await listPrior(tx, sweep),
    withdrawn: await suggestions.listWithdrawn(tx, sweepId),
    nextNumber: standing.made,
    count: batchSize(config, asking),
  })
  if (output.suggestions.length > 0) {
    // It may have been stopped while the model was fitted.
    if (!(await sweeps.holdIfOpen(tx, sweepId))) return { refill: 'waiting', projectId }
    const made = { sweepId, version: sweep.version, source: 'search' as const }
    await suggestions.insertSuggestions(tx, { ...made, suggestions: timed(output.suggestions, tookMs) })
    return { refill: 'filled', projectId, method: config.method, count: output.suggestions.length, tookMs }
  }
  if (standing.hasClaimed || !output.exhausted) return { refill: 'waiting', projectId }
  const endReason = output.endReason ?? 'nothing is left to suggest'
  await sweeps.moveSweep(tx, { storageId: sweepId, from: OPEN, to: 'finished', endReason, now: work.now() })
  return { refill: 'over', projectId }
}

const OPEN: sweeps.StoredSweep['state'][] = ['pending', 'running']

function batchSize(config: SweepConfig, asking: number): number {
  if (config.method === 'bayes') return Math.max(1, Math.min(asking, BAYES_BATCH_MAX))
  return Math.max(BATCH_MIN, Math.min(2 * asking, BATCH_MAX))
}

function timed(made: Suggested[], tookMs: number): Suggested[] {
  const suggestMs = Math.round((tookMs / made.length) * 1000) / 1000
  return made.map((each) => ({ ...each, info: { ...each.info, suggestMs } }))
}

/**
 * Ends the sweep when a run has reached the target of its metric: what waits is dropped, what runs goes on. What a
 * person asked for is given out before. True when it ended.
 */
export async function endAtTarget(work: Pick<Work, 'db' | 'now'>, sweep: sweeps.StoredSweep): Promise<boolean> {
  if (sweep.config.metric?.target === undefined) return false
  const best = (await trials.findBestRuns(work.db, [sweep.storageId])).get(sweep.storageId)
  const endReason = targetReason(sweep.config, best)
  if (endReason === null) return false
  if (await suggestions.hasAskedWaiting(work.db, sweep.storageId)) {
    const unasked = { from: 'pending', to: 'dropped', source: 'search' } as const
    await suggestions.moveSuggestions(work.db, sweep.storageId, unasked)
    return false
  }
  const from = [...OPEN, 'paused' as const]
  const move = { storageId: sweep.storageId, from, to: 'finished' as const, endReason, now: work.now() }
  if (!(await sweeps.moveSweep(work.db, move))) return false
  await suggestions.moveSuggestions(work.db, sweep.storageId, { from: 'pending', to: 'dropped' })
  return true
}
