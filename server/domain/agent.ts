/** An agent: a process on some machine that asks for runs and executes them, one at a time. */
import { z } from 'zod'
import { sweepIdSchema } from './ids'
import { jsonObjectSchema, jsonSchema } from './json'

export const LONG_POLL_MS_MAX = 20_000

/**
 * active: heard of lately; lost: silent for too long, its run was declared crashed; set_aside: too many failures in a
 * row, gets no runs until a person lets it in again; gone: said goodbye.
 */
export const agentStateSchema = z.enum(['active', 'lost', 'set_aside', 'gone'])
export type AgentState = z.infer<typeof agentStateSchema>

export const agentSchema = z.object({
  id: z.uuid(),
  host: z.string(),
  name: z.string(),
  state: agentStateSchema,
  stateReason: z.string().nullable(),
  runId: z.string().nullable(),
  runName: z.string().nullable(),
  finishedCount: z.int(),
  failedCount: z.int(),
  consecutiveFailures: z.int(),
  createdAt: z.iso.datetime(),
  heartbeatAt: z.iso.datetime(),
})
export type Agent = z.infer<typeof agentSchema>

export const registerAgentInputSchema = z.object({
  sweep: sweepIdSchema,
  host: z.string().max(256),
  /** What tells it from the others on its host; the server makes one when it is missing. */
  name: z.string().max(256).nullish(),
})
export type RegisterAgentInput = z.infer<typeof registerAgentInputSchema>

export const registeredAgentSchema = z.object({
  agent: z.uuid(),
  entity: z.string(),
  project: z.string(),
  sweepName: z.string(),
  sweepUrl: z.string(),
  program: z.string().nullable(),
  command: z.array(jsonSchema).nullable(),
  /** Silence after which the agent is taken for dead; it should be heard of at least three times as often. */
  silenceMsMax: z.int(),
})
export type RegisteredAgent = z.infer<typeof registeredAgentSchema>

export const nextRunInputSchema = z.object({
  agent: z.uuid(),
  /** How long the server may hold the request when there is nothing yet. */
  waitMs: z.int().min(0).max(LONG_POLL_MS_MAX).default(LONG_POLL_MS_MAX),
})

/** Asking again while a run is in hand returns that run: an answer that was lost on the way is not a run lost. */
export const nextRunSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    storageId: z.uuid(),
    run: z.string(),
    name: z.string(),
    attempt: z.int(),
    config: jsonObjectSchema,
  }),
  /**
   * Nothing now: the sweep is paused, others hold what there is, or this agent is set aside; the reason says which. Ask
   * again at once; the server does the waiting, and an agent that is let in again has work at once.
   */
  z.object({ kind: z.literal('wait'), reason: z.string() }),
  /** This agent gets nothing more: its sweep was deleted. */
  z.object({ kind: z.literal('stop'), reason: z.string() }),
  z.object({ kind: z.literal('over'), reason: z.string() }),
])
export type NextRun = z.infer<typeof nextRunSchema>

export const heartbeatInputSchema = z.object({
  agent: z.uuid(),
  /** Storage ids of the runs that it executes at this moment. */
  running: z.array(z.uuid()).max(64).default([]),
})

export const heartbeatSchema = z.object({
  /** Runs to be ended now, with the reason for people. */
  stop: z.array(z.object({ storageId: z.uuid(), reason: z.string() })),
})
export type Heartbeat = z.infer<typeof heartbeatSchema>

export const agentRefSchema = z.object({ agent: z.uuid() })
