/** An agent: a process on some machine that asks for runs and executes them, one at a time. */
import { z } from 'zod'
import { sweepIdSchema } from './ids'
import { jsonObjectSchema, jsonSchema } from './json'
import { runStateSchema } from './run-state'

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
  /** Takes runs of any sweep of its project, the most urgent first. */
  worksForProject: z.boolean(),
  /** The sweep that it works for at this moment; null for one that works for a project and has nothing to do. */
  sweep: z.string().nullable(),
  sweepName: z.string().nullable(),
  runId: z.string().nullable(),
  runName: z.string().nullable(),
  runStorageId: z.uuid().nullable(),
  runStartedAt: z.iso.datetime().nullable(),
  /** When the run that it has in hand was asked to stop. */
  runStopRequestedAt: z.iso.datetime().nullable(),
  /** When a person asked it to end; it does so as soon as it hears of it. */
  stopRequestedAt: z.iso.datetime().nullable(),
  /** Since when it asks for a run and gets none, and why. */
  waitingSince: z.iso.datetime().nullable(),
  waitingFor: z.string().nullable(),
  /** Runs of the sweep that was asked about; of all where none was. */
  finishedCount: z.int(),
  failedCount: z.int(),
  consecutiveFailures: z.int(),
  createdAt: z.iso.datetime(),
  heartbeatAt: z.iso.datetime(),
})
export type Agent = z.infer<typeof agentSchema>

/** Either for one sweep or for a whole project. */
export const registerAgentInputSchema = z
  .object({
    sweep: sweepIdSchema.nullish(),
    /** Serves all its sweeps: at each turn the open one with the highest priority that has work, then the oldest. */
    project: z.string().min(1).max(128).nullish(),
    /** Owner of the project; the key's own entity when it is missing. */
    entity: z.string().max(64).nullish(),
    host: z.string().max(256),
    /** What tells it from the others on its host; the server makes one when it is missing. */
    name: z.string().max(256).nullish(),
  })
  .refine(({ sweep, project }) => (sweep == null) !== (project == null), {
    error: 'either a sweep or a project, and not both',
    path: ['sweep'],
  })
export type RegisterAgentInput = z.infer<typeof registerAgentInputSchema>

export const registeredAgentSchema = z.object({
  agent: z.uuid(),
  entity: z.string(),
  project: z.string(),
  /** Null for an agent of a project; so are program and command, which each run then brings along. */
  sweepName: z.string().nullable(),
  /** Page of the sweep, or of the project's sweeps. */
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
  /** For an agent of a project that can only start programs: sweeps that name none are passed over. */
  needsProgram: z.boolean().default(false),
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
    /** The sweep that it belongs to, and what starts its runs as the config says by now. */
    sweep: z.string(),
    program: z.string().nullable(),
    command: z.array(jsonSchema).nullable(),
  }),
  /**
   * Nothing now: the sweep is paused, others hold what there is, or this agent is set aside; the reason says which. Ask
   * again at once; the server does the waiting, and an agent that is let in again has work at once.
   */
  z.object({ kind: z.literal('wait'), reason: z.string() }),
  /** This agent gets nothing more: a person asked it to end, or its sweep was deleted. */
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
  /** Why the agent itself is to end, after its runs; null while it is wanted. */
  end: z.string().nullable(),
})
export type Heartbeat = z.infer<typeof heartbeatSchema>

export const agentRefSchema = z.object({ agent: z.uuid() })

export const stopAgentInputSchema = agentRefSchema.extend({ reason: z.string().max(500).nullish() })
export type StopAgentInput = z.infer<typeof stopAgentInputSchema>

/** What a stop did. The agent ends when it hears of it, at the latest with its next heartbeat. */
export const stoppedAgentSchema = z.object({ agent: agentSchema, stoppedRuns: z.int() })
export type StoppedAgent = z.infer<typeof stoppedAgentSchema>

/**
 * The runs of a sweep by agent, in columns: 200 agents with 5,000 runs each are one question. By agent, then start.
 * `waitedMs` is how long the agent had asked before it got the run.
 */
export const agentTimelineSchema = z.object({
  agents: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      host: z.string(),
      state: agentStateSchema,
      createdAtMs: z.number(),
      /** Last heard of. */
      heardAtMs: z.number(),
      waitingSinceMs: z.number().nullable(),
      waitingFor: z.string().nullable(),
    }),
  ),
  /** Place of the run's agent in `agents`. */
  agent: z.array(z.int()),
  runId: z.array(z.string()),
  name: z.array(z.string()),
  state: z.array(runStateSchema),
  startedAtMs: z.array(z.number()),
  /** Null while it runs. */
  endedAtMs: z.array(z.number().nullable()),
  waitedMs: z.array(z.number().nullable()),
  waitedFor: z.array(z.string().nullable()),
})
export type AgentTimeline = z.infer<typeof agentTimelineSchema>
