/**
 * Gives runs to agents: in one transaction the agents are locked, what they have in hand is found, waiting suggestions
 * are claimed and their runs made. Several agents that ask at the same moment are served together, because a
 * transaction for each would wait for the disk as often.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { transaction } from '~/server/db/transaction'
import type { NextRun } from '~/server/domain/agent'
import { shortId } from '~/server/domain/ids'
import type { SweepState } from '~/server/domain/sweep'
import { publish } from '~/server/live/publish'
import { endRun } from '~/server/runs/run.service'
import { generatedRunName } from '~/server/runs/run-name'
import type { Work } from '~/server/sweeps/suggest.service'
import { type ClaimedSuggestion, claimSuggestions } from '~/server/sweeps/suggestion.store'
import { moveSweep } from '~/server/sweeps/sweep.store'
import * as store from './claim.store'

type GivenRun = Extract<NextRun, { kind: 'run' }>

/** `none`: nothing for this agent now; more suggestions would help when `wantsMore`. */
export type Claim =
  | GivenRun
  | Extract<NextRun, { kind: 'stop' | 'over' }>
  | { kind: 'none'; reason: string; wantsMore: boolean }

export type SweepRef = { storageId: string; projectId: string }

const DELETED: Claim = { kind: 'stop', reason: 'the sweep was deleted' }

/** An answer for each agent. One that already has a run in hand gets that one again. */
export async function claimForAgents(work: Work, sweep: SweepRef, agentIds: string[]): Promise<Map<string, Claim>> {
  let { claims, stopped } = await claimOnce(work, sweep, agentIds)
  if (stopped.length > 0) {
    for (const run of stopped) await endStoppedRun(work, sweep, run)
    claims = (await claimOnce(work, sweep, agentIds)).claims
  }
  const given = [...claims.values()].filter((claim) => claim.kind === 'run')
  for (const { storageId } of given)
    publish({ kind: 'run', projectId: sweep.projectId, id: storageId, sweepId: sweep.storageId })
  if (given.length > 0) {
    publish({ kind: 'sweep', projectId: sweep.projectId, id: sweep.storageId, sweepId: sweep.storageId })
    publish({ kind: 'agent', projectId: sweep.projectId, id: sweep.storageId, sweepId: sweep.storageId })
  }
  return claims
}

type Claims = { claims: Map<string, Claim>; stopped: store.RunInHand[] }

async function claimOnce(work: Work, sweep: SweepRef, agentIds: string[]): Promise<Claims> {
  const { current, ...claimed } = await transaction(work.db, (tx) => claimLocked({ ...work, db: tx }, sweep, agentIds))
  // Outside, because two processes that hold the state for reading must not both wait to write it.
  if (current === 'pending' && [...claimed.claims.values()].some(({ kind }) => kind === 'run')) {
    const { storageId } = sweep
    await moveSweep(work.db, { storageId, from: ['pending'], to: 'running', endReason: null, now: work.now() })
  }
  return claimed
}

async function claimLocked(
  work: Work,
  sweep: SweepRef,
  agentIds: string[],
): Promise<Claims & { current: SweepState | null }> {
  const tx = work.db
  const held = await store.holdForClaim(tx, { sweepId: sweep.storageId, agentIds, now: work.now() })
  if (held === null) return { claims: new Map(agentIds.map((id) => [id, DELETED])), stopped: [], current: null }
  const inHand = await store.findRunsInHand(tx, agentIds)
  const claims = new Map<string, Claim>()
  const free: string[] = []
  for (const id of agentIds) {
    const agent = held.agents.get(id)
    const run = inHand.get(id)
    if (agent === undefined) claims.set(id, DELETED)
    else if (run !== undefined) claims.set(id, again(run))
    else if (agent.state === 'set_aside') claims.set(id, setAside(agent.stateReason, held.sweep))
    else free.push(id)
  }
  const isGiving = isOpen(held.sweep.state) && free.length > 0
  const taken = isGiving ? await claimSuggestions(tx, sweep.storageId, free.length) : []
  const given = await give(work, sweep, taken, free)
  for (const id of free) claims.set(id, given.get(id) ?? nothing(held.sweep))
  const stopped = [...inHand.values()].filter(({ isStopping }) => isStopping)
  return { claims, stopped, current: held.sweep.state }
}

/** The first agents get one suggestion each. */
async function give(
  work: Work,
  sweep: SweepRef,
  taken: ClaimedSuggestion[],
  agentIds: string[],
): Promise<Map<string, GivenRun>> {
  const given = new Map<string, GivenRun>()
  let wanted = taken.map(({ id, ...suggestion }, index) => ({
    ...suggestion,
    suggestionId: id,
    agentId: agentIds[index] ?? '',
    name: generatedRunName(randomBytes(2), suggestion.number + 1, true),
  }))
  // A run id that is taken already is drawn anew.
  while (wanted.length > 0) {
    const runs = wanted.map((run) => ({ ...run, storageId: randomUUID(), runId: shortId(randomBytes) }))
    const place = { projectId: sweep.projectId, sweepId: sweep.storageId }
    const made = await store.insertGivenRuns(work.db, { ...place, runs, now: work.now() })
    for (const { storageId, runId, name, attempt, config, agentId } of runs) {
      if (made.has(storageId)) given.set(agentId, { kind: 'run', storageId, run: runId, name, attempt, config })
    }
    wanted = wanted.filter(({ agentId }) => !given.has(agentId))
  }
  return given
}

function again({ storageId, run, name, attempt, config }: store.RunInHand): GivenRun {
  return { kind: 'run', storageId, run, name, attempt, config }
}

type Current = { state: SweepState; endReason: string | null }

function isOpen(state: SweepState): boolean {
  return state === 'pending' || state === 'running'
}

/** It goes on asking, so that it has work again as soon as a person lets it in. */
function setAside(reason: string | null, current: Current): Claim {
  if (!isOpen(current.state) && current.state !== 'paused') return nothing(current)
  return { kind: 'none', reason: `this agent is set aside: ${reason ?? 'too many failures'}`, wantsMore: false }
}

function nothing({ state, endReason }: Current): Claim {
  if (state === 'paused') return { kind: 'none', reason: 'the sweep is paused', wantsMore: false }
  if (isOpen(state)) return { kind: 'none', reason: 'all suggestions are given out', wantsMore: true }
  return { kind: 'over', reason: endReason ?? `the sweep is ${state}` }
}

/** An agent that asks has no run at work: one that was told to stop has done so, though its program did not say it. */
async function endStoppedRun(work: Work, sweep: SweepRef, { storageId, stopReason }: store.RunInHand): Promise<void> {
  const reason = stopReason ?? 'stopped'
  await transaction(work.db, (tx) =>
    endRun(tx, { storageId, state: 'killed', reason, exitCode: null, now: work.now() }),
  )
  publish({ kind: 'run', projectId: sweep.projectId, id: storageId, sweepId: sweep.storageId })
}
