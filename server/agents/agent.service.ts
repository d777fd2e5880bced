/**
 * Agents: they register, ask for runs, say that they live and take their leave. An agent is believed: what it says it
 * executes, it executes; what it does not say for too long is taken for lost (silence.service).
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import { hasRole, type Role } from '~/server/domain/account'
import type {
  Agent,
  AgentTimeline,
  Heartbeat,
  heartbeatInputSchema,
  NextRun,
  nextRunInputSchema,
  RegisterAgentInput,
  RegisteredAgent,
  StopAgentInput,
  StoppedAgent,
} from '~/server/domain/agent'
import { notFound } from '~/server/domain/errors'
import { type ProjectPath, shortId } from '~/server/domain/ids'
import { env } from '~/server/env'
import { publish } from '~/server/live/publish'
import { findProjectRef } from '~/server/projects/project.service'
import { endRun, requestStopRuns } from '~/server/runs/run.service'
import { requireSweep } from '~/server/sweeps/require-sweep.service'
import { sweepUrl } from '~/server/sweeps/sweep.service'
import { moveSweep } from '~/server/sweeps/sweep.store'
import type { StoredAgent } from './agent.store'
import * as store from './agent.store'
import { waitForRun } from './claim-queue'
import { readAgentTimeline } from './timeline.store'
import './agent-result.service'

export async function registerAgent(ctx: Ctx, input: RegisterAgentInput): Promise<RegisteredAgent> {
  const known = { host: input.host, name: input.name?.trim() || shortId(randomBytes) }
  if (input.sweep != null) return registerForSweep(ctx, input.sweep, known)
  return registerForProject(
    ctx,
    { entity: input.entity ?? ctx.actor.defaultEntity, project: input.project ?? '' },
    known,
  )
}

type Known = { host: string; name: string }

async function registerForSweep(ctx: Ctx, sweepId: string, known: Known): Promise<RegisteredAgent> {
  const sweep = await requireSweep(ctx, sweepId, 'member')
  const { storageId, projectId } = sweep
  const id = randomUUID()
  await store.insertAgent(ctx.db, { id, projectId, sweepId: storageId, ...known, now: ctx.now() })
  await moveSweep(ctx.db, { storageId, from: ['pending'], to: 'running', endReason: null, now: ctx.now() })
  tellOfAgents({ projectId, sweepId: storageId })
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  return {
    agent: id,
    entity: sweep.entity,
    project: sweep.project,
    sweepName: sweep.name,
    sweepUrl: sweepUrl(ctx, sweep),
    program: sweep.config.program ?? null,
    command: sweep.config.command ?? null,
    silenceMsMax: env().agentSilenceMsMax,
  }
}

async function registerForProject(ctx: Ctx, path: ProjectPath, known: Known): Promise<RegisteredAgent> {
  const project = await findProjectRef(ctx, path, 'member')
  const id = randomUUID()
  await store.insertAgent(ctx.db, { id, projectId: project.id, sweepId: null, ...known, now: ctx.now() })
  tellOfAgents({ projectId: project.id, sweepId: null })
  return {
    agent: id,
    entity: project.entity,
    project: project.name,
    sweepName: null,
    sweepUrl: `${ctx.baseUrl}/${[project.entity, project.name, 'sweeps'].map(encodeURIComponent).join('/')}`,
    program: null,
    command: null,
    silenceMsMax: env().agentSilenceMsMax,
  }
}

/** Held until there is an answer, `waitMs` is over, or the request is given up. */
export async function nextRun(
  ctx: Ctx,
  input: z.infer<typeof nextRunInputSchema>,
  signal: AbortSignal,
): Promise<NextRun> {
  const { sweepId, projectId } = await requirePlace(ctx, input.agent)
  const place = { sweepId, projectId, needsProgram: input.needsProgram }
  return waitForRun(ctx, place, { agentId: input.agent, waitMs: input.waitMs, signal })
}

/** An agent that beats more often than this is not written down each time. */
const FRESH_MS_MAX = 5000

export async function heartbeat(ctx: Ctx, input: z.infer<typeof heartbeatInputSchema>): Promise<Heartbeat> {
  const place = await requirePlace(ctx, input.agent)
  const freshMs = Math.min(FRESH_MS_MAX, env().agentSilenceMsMax / 10)
  const beat = await store.beat(ctx.db, { id: input.agent, running: input.running, freshMs, now: ctx.now() })
  if (beat === null) throw notFound('agent', input.agent)
  if (beat.wasAway) tellOfAgents(place)
  return {
    stop: beat.toStop.map(({ storageId, stopReason, state }) => ({
      storageId,
      reason: stopSentence(stopReason, state),
    })),
    end: beat.stopReason,
  }
}

function stopSentence(stopReason: string | null, state: string): string {
  if (stopReason !== null) return stopReason
  return state === 'running' ? 'the run was asked to stop' : `the run is ${state} already; what it does is not recorded`
}

/** A run that it still holds is crashed and given to another. */
export async function leave(ctx: Ctx, agentId: string): Promise<Record<string, never>> {
  const agent = await requireAgent(ctx, agentId, 'member')
  const ended = await transaction(ctx.db, async (tx) => {
    const runs = await store.lockRunsInHand(tx, agentId)
    const reason = `agent ${agent.name} on host ${agent.host} left before the run was over`
    for (const storageId of runs)
      await endRun(tx, { storageId, state: 'crashed', reason, exitCode: null, now: ctx.now() })
    // Why it was asked to end is why it is gone.
    const goneBecause = agent.stopRequestedAt === null ? null : agent.stateReason
    await store.moveAgent(tx, { id: agentId, from: ['active', 'lost', 'set_aside'], to: 'gone', reason: goneBecause })
    return runs
  })
  tellOfRuns(agent, ended)
  tellOfAgents(agent)
  return {}
}

export async function listAgents(ctx: Ctx, sweepId: string): Promise<Agent[]> {
  const sweep = await requireSweep(ctx, sweepId, 'viewer')
  return (await store.listAgentsOfSweep(ctx.db, sweep)).map(toAgent)
}

/** Who ran what when, for the timeline. */
export async function readTimeline(ctx: Ctx, sweepId: string): Promise<AgentTimeline> {
  const sweep = await requireSweep(ctx, sweepId, 'viewer')
  return readAgentTimeline(ctx.db, sweep)
}

/**
 * Asks an agent to end, and what it runs. First the agent and then its runs, each on its own: a claim that was under way
 * has made its run by then, and a later one is refused.
 */
export async function stopAgent(ctx: Ctx, { agent: id, reason }: StopAgentInput): Promise<StoppedAgent> {
  const agent = await requireAgent(ctx, id, 'member')
  const why = reason?.trim()
  const sentence = `stopped by ${ctx.actor.username}${why ? `: ${why}` : ''}`
  await store.requestAgentStop(ctx.db, { id, reason: sentence, now: ctx.now() })
  const stopped = await transaction(ctx.db, async (tx) => {
    const runs = await store.lockRunsInHand(tx, id)
    const asked = { storageIds: runs, reason: `its agent ${agent.name} was ${sentence}`, now: ctx.now() }
    return { runs, count: await requestStopRuns(tx, asked) }
  })
  tellOfRuns(agent, stopped.runs)
  tellOfAgents(agent)
  return { agent: toAgent(await requireAgent(ctx, id, 'member')), stoppedRuns: stopped.count }
}

/** Lets an agent that was set aside have runs again. One that is not set aside is answered as it is. */
export async function readmit(ctx: Ctx, agentId: string): Promise<Agent> {
  const agent = await requireAgent(ctx, agentId, 'member')
  await store.moveAgent(ctx.db, { id: agentId, from: ['set_aside'], to: 'active', reason: null })
  tellOfAgents(agent)
  return toAgent(await requireAgent(ctx, agentId, 'member'))
}

/** By agent, since it never changes and every question of an agent needs it. */
const places = new Map<string, store.AgentPlace>()
const PLACES_MAX = 10_000

/** Throws unless the actor may act for the agent. One that is gone with its sweep may still be found. */
async function requirePlace(ctx: Ctx, id: string): Promise<store.AgentPlace> {
  const place = places.get(id) ?? (await store.findAgentPlace(ctx.db, id))
  if (place === null) throw notFound('agent', id)
  if (places.size >= PLACES_MAX) places.clear()
  places.set(id, place)
  requireAccess(ctx, { id, entity: place.entity }, 'member')
  return place
}

async function requireAgent(ctx: Ctx, id: string, role: Role): Promise<StoredAgent> {
  const agent = await store.findAgent(ctx.db, id)
  if (agent === null) throw notFound('agent', id)
  requireAccess(ctx, agent, role)
  return agent
}

/** A stranger learns neither of the agent nor whose it is. */
function requireAccess(ctx: Ctx, { id, entity }: { id: string; entity: string }, role: Role): void {
  if (!hasRole(ctx.actor, entity, 'viewer')) throw notFound('agent', id)
  requireRole(ctx.actor, entity, role)
}

function toAgent({ sweepId: _, projectId: __, entity: ___, project: ____, ...agent }: StoredAgent): Agent {
  return {
    ...agent,
    runStartedAt: agent.runStartedAt?.toISOString() ?? null,
    runStopRequestedAt: agent.runStopRequestedAt?.toISOString() ?? null,
    stopRequestedAt: agent.stopRequestedAt?.toISOString() ?? null,
    waitingSince: agent.waitingSince?.toISOString() ?? null,
    createdAt: agent.createdAt.toISOString(),
    heartbeatAt: agent.heartbeatAt.toISOString(),
  }
}

/** Without a sweep: an agent of a whole project. */
type Place = { projectId: string; sweepId: string | null }

export function tellOfAgents({ projectId, sweepId }: Place): void {
  publish({ kind: 'agent', projectId, id: sweepId ?? projectId, sweepId })
}

export function tellOfRuns({ projectId, sweepId }: Place, storageIds: string[]): void {
  for (const id of storageIds) publish({ kind: 'run', projectId, id, sweepId })
  if (storageIds.length > 0 && sweepId !== null) publish({ kind: 'sweep', projectId, id: sweepId, sweepId })
}
