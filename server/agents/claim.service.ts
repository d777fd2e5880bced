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
import { STOPPED, setWaiting, setWorking } from './agent.store'
import * as store from './claim.store'

type GivenRun = Extract<NextRun, { kind: 'run' }>

/** `none`: nothing for this agent now; more suggestions would help when `wantsMore`. */
export type Claim =
  | GivenRun
  | Extract<NextRun, { kind: 'stop' | 'over' }>
  | { kind: 'none'; reason: string; wantsMore: boolean }

export type SweepRef = { storageId: string; projectId: string }

/** Who asks, and since when this question waits. */
export type Asking = { agentId: string; sinceMs: number }

const SWEEP_DELETED: Claim = { kind: 'over', reason: 'the sweep was deleted' }
const AGENT_DELETED: Claim = { kind: 'stop', reason: 'this agent was deleted with what it worked for' }
const NONE_OPEN: Claim = { kind: 'none', reason: 'no sweep of the project is open', wantsMore: false }

/** An answer for each agent. One that already has a run in hand gets that one again, whichever sweep it is of. */
export async function claimForAgents(work: Work, sweep: SweepRef, asking: Asking[]): Promise<Map<string, Claim>> {
  return settled(work, sweep.projectId, () => claimOnce(work, sweep, asking))
}

/** For agents of a project while no sweep of it is open: a run in hand, the word to stop, or nothing. */
export async function lookAfterAgents(work: Work, projectId: string, asking: Asking[]): Promise<Map<string, Claim>> {
  const agentIds = asking.map(({ agentId }) => agentId)
  const look = (tx: Work['db']) => lookAfterLocked({ ...work, db: tx }, projectId, agentIds)
  return settled(work, projectId, () => transaction(work.db, look))
}

/** Notes that they ask and get nothing, and why, for the page. */
export async function noteWaiting(
  work: Work,
  { projectId, sweepId }: { projectId: string; sweepId: string | null },
  { agentIds, reason }: { agentIds: string[]; reason: string },
): Promise<void> {
  await setWaiting(work.db, { ids: agentIds, reason, now: work.now() })
  publish({ kind: 'agent', projectId, id: sweepId ?? projectId, sweepId })
}

type Claims = { claims: Map<string, Claim>; stopped: store.RunInHand[] }

/** Runs in hand that were told to stop are over when their agents ask for the next; then these ask once more. */
async function settled(work: Work, projectId: string, ask: () => Promise<Claims>): Promise<Map<string, Claim>> {
  let { claims, stopped } = await ask()
  if (stopped.length > 0) {
    for (const run of stopped) await endStoppedRun(work, projectId, run)
    claims = (await ask()).claims
  }
  return claims
}

async function claimOnce(work: Work, sweep: SweepRef, asking: Asking[]): Promise<Claims> {
  const { storageId, projectId } = sweep
  const { current, given, ...claimed } = await transaction(work.db, (tx) =>
    claimLocked({ ...work, db: tx }, sweep, asking),
  )
  // Outside, because two processes that hold the state for reading must not both wait to write it.
  if (current === 'pending' && given.length > 0)
    await moveSweep(work.db, { storageId, from: ['pending'], to: 'running', endReason: null, now: work.now() })
  for (const run of given) publish({ kind: 'run', projectId, id: run.storageId, sweepId: storageId })
  if (given.length > 0) {
    publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
    publish({ kind: 'agent', projectId, id: storageId, sweepId: storageId })
  }
  return claimed
}

type Claimed = Claims & { current: SweepState | null; given: GivenRun[] }

async function claimLocked(work: Work, sweep: SweepRef, asking: Asking[]): Promise<Claimed> {
  const tx = work.db
  const agentIds = asking.map(({ agentId }) => agentId)
  const held = await store.holdForClaim(tx, { sweepId: sweep.storageId, agentIds, now: work.now() })
  if (held === null) {
    return { claims: new Map(agentIds.map((id) => [id, SWEEP_DELETED])), stopped: [], current: null, given: [] }
  }
  const { claims, stopped, free } = await sortOut(tx, agentIds, held.agents, nothing(held.sweep))
  const isGiving = isOpen(held.sweep) && free.length > 0
  const taken = isGiving ? await claimSuggestions(tx, sweep.storageId, free.length) : []
  const waits = new Map(
    asking.map(({ agentId, sinceMs }) => [agentId, waitOf(held.agents.get(agentId), sinceMs, work)]),
  )
  const given = await give(work, { ...sweep, held: held.sweep }, { taken, agentIds: free, waits })
  const moved = [...given.keys()].filter((id) => mustBeNoted(held.agents.get(id)))
  if (moved.length > 0) await setWorking(tx, { ids: moved, sweepId: sweep.storageId })
  for (const id of free) claims.set(id, given.get(id) ?? nothing(held.sweep))
  return { claims, stopped, current: held.sweep.state, given: [...given.values()] }
}

async function lookAfterLocked(work: Work, projectId: string, agentIds: string[]): Promise<Claims> {
  const agents = await store.holdAgents(work.db, { projectId, agentIds, now: work.now() })
  const { claims, stopped, free } = await sortOut(work.db, agentIds, agents, NONE_OPEN)
  for (const id of free) claims.set(id, NONE_OPEN)
  return { claims, stopped }
}

/** Who gets no new run is answered; the rest is free for one. `nothing` is what there is when there is nothing. */
async function sortOut(
  tx: Work['db'],
  agentIds: string[],
  agents: ReadonlyMap<string, store.HeldAgent>,
  nothing: Claim,
): Promise<Claims & { free: string[] }> {
  const inHand = await store.findRunsInHand(tx, agentIds)
  const claims = new Map<string, Claim>()
  const free: string[] = []
  for (const id of agentIds) {
    const agent = agents.get(id)
    const run = inHand.get(id)
    if (agent === undefined) claims.set(id, AGENT_DELETED)
    else if (run !== undefined) claims.set(id, again(run))
    else if (agent.isStopping) claims.set(id, { kind: 'stop', reason: agent.stateReason ?? STOPPED })
    else if (agent.agentState === 'set_aside')
      claims.set(id, nothing.kind === 'over' ? nothing : setAside(agent.stateReason))
    else free.push(id)
  }
  return { claims, stopped: [...inHand.values()].filter(({ isStopping }) => isStopping), free }
}

/** Who waited does not any more, and who works for a project has come to this sweep. */
function mustBeNoted(agent: store.HeldAgent | undefined): boolean {
  return agent !== undefined && (agent.waitingSince !== null || agent.worksForProject)
}

type Wait = { waitedMs: number; waitedFor: string | null }

/** Shorter is no wait but the way there and back. */
const WAIT_MS_MIN = 100
const WAIT_MS_MAX = 2 ** 31 - 1

/** Since it first asked in vain, on whichever server; a wait that was not noted began with this question. */
function waitOf(agent: store.HeldAgent | undefined, sinceMs: number, work: Work): Wait {
  const since = Math.min(sinceMs, agent?.waitingSince?.getTime() ?? Number.POSITIVE_INFINITY)
  const waitedMs = Math.min(WAIT_MS_MAX, Math.max(0, Math.round(work.now().getTime() - since)))
  return waitedMs < WAIT_MS_MIN
    ? { waitedMs: 0, waitedFor: null }
    : { waitedMs, waitedFor: agent?.waitingFor ?? 'a suggestion' }
}

type Giving = { taken: ClaimedSuggestion[]; agentIds: string[]; waits: ReadonlyMap<string, Wait> }

/** The first agents get one suggestion each. */
async function give(
  work: Work,
  sweep: SweepRef & { held: store.HeldSweep },
  { taken, agentIds, waits }: Giving,
): Promise<Map<string, GivenRun>> {
  const { program, command, sweep: sweepShortId } = sweep.held
  const given = new Map<string, GivenRun>()
  let wanted = taken.map(({ id, rank: _, ...suggestion }, index) => {
    const agentId = agentIds[index] ?? ''
    const wait = waits.get(agentId) ?? { waitedMs: 0, waitedFor: null }
    const name = generatedRunName(randomBytes(2), suggestion.number + 1, true)
    return { ...suggestion, ...wait, suggestionId: id, agentId, name }
  })
  // A run id that is taken already is drawn anew.
  while (wanted.length > 0) {
    const runs = wanted.map((run) => ({ ...run, storageId: randomUUID(), runId: shortId(randomBytes) }))
    const place = { projectId: sweep.projectId, sweepId: sweep.storageId }
    const made = await store.insertGivenRuns(work.db, { ...place, runs, now: work.now() })
    for (const { storageId, runId: run, name, attempt, config, agentId } of runs) {
      if (!made.has(storageId)) continue
      given.set(agentId, { kind: 'run', storageId, run, name, attempt, config, sweep: sweepShortId, program, command })
    }
    wanted = wanted.filter(({ agentId }) => !given.has(agentId))
  }
  return given
}

function again({ storageId, run, name, attempt, config, sweep, program, command }: store.RunInHand): GivenRun {
  return { kind: 'run', storageId, run, name, attempt, config, sweep, program, command }
}

function isOpen({ state, isPastEnd }: store.HeldSweep): boolean {
  return !isPastEnd && (state === 'pending' || state === 'running')
}

/** It goes on asking, so that it has work again as soon as a person lets it in. */
function setAside(reason: string | null): Claim {
  return { kind: 'none', reason: `this agent is set aside: ${reason ?? 'too many failures'}`, wantsMore: false }
}

function nothing(sweep: store.HeldSweep): Claim {
  const { state, endReason, isPastEnd } = sweep
  if (state === 'paused') return { kind: 'none', reason: 'the sweep is paused', wantsMore: false }
  if (state === 'finished' || state === 'canceled')
    return { kind: 'over', reason: endReason ?? `the sweep is ${state}` }
  if (isPastEnd) return { kind: 'none', reason: 'the end time of the sweep has passed', wantsMore: false }
  return { kind: 'none', reason: 'all suggestions are given out', wantsMore: true }
}

/** An agent that asks has no run at work: one that was told to stop has done so, though its program did not say it. */
async function endStoppedRun(
  work: Work,
  projectId: string,
  { storageId, sweepId, stopReason }: store.RunInHand,
): Promise<void> {
  const reason = stopReason ?? 'stopped'
  await transaction(work.db, (tx) =>
    endRun(tx, { storageId, state: 'killed', reason, exitCode: null, now: work.now() }),
  )
  publish({ kind: 'run', projectId, id: storageId, sweepId })
}
