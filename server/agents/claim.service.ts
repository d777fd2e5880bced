/**
 * Gives runs to agents: in one transaction the agents are locked, what they have in hand is found, waiting suggestions
 * are claimed and their runs made. Several agents that ask at the same moment are served together, because a
 * transaction for each would wait for the disk as often.
 */
import { transaction } from '~/server/db/transaction'
import type { NextRun } from '~/server/domain/agent'
import type { SweepState } from '~/server/domain/sweep'
import { publish } from '~/server/live/publish'
import { createSweepRun, endRun } from '~/server/runs/run.service'
import type { Work } from '~/server/sweeps/suggest.service'
import { claimSuggestions, findSuggestionConfigs } from '~/server/sweeps/suggestion.store'
import { holdSweepState, moveSweep } from '~/server/sweeps/sweep.store'
import type { RunInHand } from './agent.store'
import * as agents from './agent.store'

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

type Claims = { claims: Map<string, Claim>; stopped: RunInHand[] }

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
  const claims = new Map<string, Claim>()
  const current = await holdSweepState(tx, sweep.storageId)
  if (current === null) return { claims: new Map(agentIds.map((id) => [id, DELETED])), stopped: [], current: null }
  const held = await agents.holdAgents(tx, agentIds)
  const inHand = await agents.findRunsInHand(tx, [...held.keys()])
  const configs = await findSuggestionConfigs(
    tx,
    [...inHand.values()].flatMap((run) => run.suggestionId ?? []),
  )
  const free: string[] = []
  for (const id of agentIds) {
    const agent = held.get(id)
    const run = inHand.get(id)
    if (agent === undefined) claims.set(id, DELETED)
    else if (run !== undefined) claims.set(id, again(run, configs))
    else if (agent.state === 'set_aside') claims.set(id, setAside(agent.stateReason, current))
    else free.push(id)
  }
  const taken = isOpen(current.state) ? await claimSuggestions(tx, sweep.storageId, free.length) : []
  for (const [index, id] of free.entries()) {
    const suggestion = taken[index]
    claims.set(id, suggestion === undefined ? nothing(current) : await give(work, sweep, id, suggestion))
  }
  await agents.touchAgents(tx, [...held.keys()], work.now())
  const stopped = [...inHand.values()].filter(({ isStopping }) => isStopping)
  return { claims, stopped, current: current.state }
}

type Suggestion = Awaited<ReturnType<typeof claimSuggestions>>[number]

async function give(work: Work, sweep: SweepRef, agentId: string, suggestion: Suggestion): Promise<GivenRun> {
  const { config, attempt, id: suggestionId } = suggestion
  const made = await createSweepRun(work.db, {
    projectId: sweep.projectId,
    sweepId: sweep.storageId,
    suggestionId,
    agentId,
    attempt,
    config,
    now: work.now(),
  })
  return { kind: 'run', storageId: made.storageId, run: made.runId, name: made.name, attempt, config }
}

function again(run: RunInHand, configs: ReadonlyMap<string, GivenRun['config']>): GivenRun {
  const config = (run.suggestionId === null ? undefined : configs.get(run.suggestionId)) ?? {}
  return { kind: 'run', storageId: run.storageId, run: run.runId, name: run.name, attempt: run.attempt, config }
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
async function endStoppedRun(work: Work, sweep: SweepRef, { storageId, stopReason }: RunInHand): Promise<void> {
  const reason = stopReason ?? 'stopped'
  await transaction(work.db, (tx) =>
    endRun(tx, { storageId, state: 'killed', reason, exitCode: null, now: work.now() }),
  )
  publish({ kind: 'run', projectId: sweep.projectId, id: storageId, sweepId: sweep.storageId })
}
