/** A sweep: a search over a space with a method, an objective and a state. */
import { z } from 'zod'
import { storageIdSchema, sweepIdSchema } from './ids'
import { type Json, jsonObjectSchema, jsonSchema } from './json'
import { type Objective, objectiveSchema } from './objective'
import { type RunState, runStateSchema } from './run-state'
import { methodSchema, sweepConfigSchema } from './sweep-config'

/**
 * pending: no agent has come yet; running: runs are handed out; paused: none are handed out, running ones go on;
 * finished: no new runs (ended by itself or by stop), running ones go on to their end; canceled: running ones are
 * stopped too.
 */
export const SWEEP_STATES = ['pending', 'running', 'paused', 'finished', 'canceled'] as const
export const sweepStateSchema = z.enum(SWEEP_STATES)
export type SweepState = z.infer<typeof sweepStateSchema>

export const sweepActionSchema = z.enum(['pause', 'resume', 'stop', 'cancel'])
export type SweepAction = z.infer<typeof sweepActionSchema>

export const problemSchema = z.object({
  path: z.string(),
  line: z.number().nullable(),
  found: z.string(),
  allowed: z.string(),
})

export const runCountsSchema = z.object({
  pending: z.int(),
  running: z.int(),
  finished: z.int(),
  /** crashed and failed, every attempt counted. */
  bad: z.int(),
  killed: z.int(),
  total: z.int(),
})
export type RunCounts = z.infer<typeof runCountsSchema>

/**
 * How a sweep stands, for the words under its buttons: what each would do to how many. `resume` says why a sweep that
 * is over cannot go on, or how many dropped suggestions come back when it does.
 */
export const standingSchema = z.object({
  waiting: z.object({ search: z.int(), asked: z.int() }),
  /** Not given out since the sweep ended or was edited. */
  dropped: z.int(),
  resume: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('possible'), returning: z.int() }),
    z.object({ kind: z.literal('refused'), reason: z.string() }),
  ]),
})
export type SweepStanding = z.infer<typeof standingSchema>

export const sweepSummarySchema = z.object({
  id: sweepIdSchema,
  storageId: z.uuid(),
  projectId: z.uuid(),
  entity: z.string(),
  project: z.string(),
  name: z.string(),
  state: sweepStateSchema,
  /** Why a finished or canceled sweep ended: "grid used up", "run cap of 20 reached", "stopped by ada". */
  endReason: z.string().nullable(),
  /** Of the config; it counts up with each edit. */
  version: z.int(),
  /** Agents that work for the whole project serve the highest first. */
  priority: z.int(),
  /** No runs are handed out from then on. */
  endsAt: z.iso.datetime().nullable(),
  method: methodSchema,
  objective: objectiveSchema.nullable(),
  runs: runCountsSchema,
  /** How many suggestions there will be in all, null when there is no end but the person's. */
  expectedCount: z.int().nullable(),
  agentCount: z.int(),
  best: z.object({ runId: z.string(), runName: z.string(), value: z.number() }).nullable(),
  /** How the best value came about, for a small line: after how many runs it was how good. Few points, the last is the best. */
  progress: z.object({ place: z.array(z.int()), value: z.array(z.number()) }),
  /** Sum of the runs' durations in seconds. */
  computeSeconds: z.number(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Of the sweep or of one of its runs, whichever is later. */
  updatedAt: z.iso.datetime(),
})
export type SweepSummary = z.infer<typeof sweepSummarySchema>

/** More would make each suggestion slow, and the search uses no more of them than it can fit. */
export const PRIOR_RUNS_MAX = 1000

/** A run from before the sweep that its search learns from, or why it does not. */
export const priorRunSchema = z.object({
  storageId: z.uuid(),
  entity: z.string(),
  project: z.string(),
  run: z.string(),
  name: z.string(),
  state: runStateSchema,
  /** Best finite value of the sweep's metric; null when there is none. */
  value: z.number().nullable(),
  /** One sentence: why nothing is learned from it; null when something is. */
  reason: z.string().nullable(),
})
export type PriorRun = z.infer<typeof priorRunSchema>

export const sweepDetailSchema = sweepSummarySchema.extend({
  /** Runs from before the sweep that were given to learn from, whether or not they can be. */
  priorRunCount: z.int(),
  description: z.string().nullable(),
  config: sweepConfigSchema,
  /** The text as it was given. */
  yaml: z.string(),
  seed: z.int(),
  standing: standingSchema,
})
export type SweepDetail = z.infer<typeof sweepDetailSchema>

/** `config` is YAML or JSON text; its own `project` and `entity` count where the fields are absent. */
export const createSweepInputSchema = z.object({
  entity: z.string().max(64).nullish(),
  project: z.string().max(128).nullish(),
  config: z
    .string()
    .min(1)
    .max(1024 * 1024),
  /** YAML 1.1 is what the W&B client reads (`1e-5` is a string there); 1.2 is what people expect. */
  yaml: z.enum(['1.1', '1.2']).default('1.2'),
  /** Runs of any project that the search learns from; they count as no runs of the sweep. */
  priorRuns: z
    .array(storageIdSchema)
    .max(PRIOR_RUNS_MAX, { error: `at most ${PRIOR_RUNS_MAX} earlier runs` })
    .default([]),
})
export type CreateSweepInput = z.infer<typeof createSweepInputSchema>

export const createdSweepSchema = z.object({
  sweep: sweepIdSchema,
  storageId: z.uuid(),
  entity: z.string(),
  project: z.string(),
  url: z.string(),
  /** What is accepted but will not do what its writer may think. */
  warnings: z.array(z.string()),
})
export type CreatedSweep = z.infer<typeof createdSweepSchema>

export const checkConfigOutputSchema = z.object({
  problems: z.array(problemSchema),
  warnings: z.array(z.string()),
  /** The first suggestions as they would be made now, empty when there are problems. */
  preview: z.array(jsonObjectSchema),
  /** Number of grid cells, null when it is not a grid. */
  gridSize: z.int().nullable(),
  /** How many of the given earlier runs the search learns from, or does not repeat. */
  priorCount: z.int(),
})

export const changeSweepInputSchema = z.object({ sweep: sweepIdSchema, action: sweepActionSchema })

/** What the action did, so that the page can confirm it by state and not by hope. */
export const changedSweepSchema = z.object({
  state: sweepStateSchema,
  /** Runs that were asked to stop. */
  stoppedRuns: z.int(),
  /** Runs that go on to their end. */
  continuingRuns: z.int(),
  /** Suggestions that will not be given out. */
  droppedSuggestions: z.int(),
  /** Dropped earlier, and waiting again. */
  returnedSuggestions: z.int(),
})
export type ChangedSweep = z.infer<typeof changedSweepSchema>

/** A run of a sweep as charts need it: parameters by flat name, and the objective. Travels as sweep-points.ts says. */
export type SweepPoint = {
  runId: string
  storageId: string
  /** Gives the run its colour. */
  serial: number
  name: string
  state: RunState
  /** Of the suggestion; -1 for a run that joined the sweep without one. */
  number: number
  attempt: number
  /** A parameter that the run does not have is absent. */
  params: Record<string, Json>
  /** Best finite value so far in the sense of the goal; null when there is none. */
  value: number | null
  startedAtMs: number | null
  finishedAtMs: number | null
  durationSeconds: number | null
}

export const sweepParameterSchema = z.object({
  name: z.string(),
  distribution: z.string(),
  /** Choices of a categorical, in the order written. */
  values: z.array(jsonSchema).nullable(),
  isLog: z.boolean(),
})

/**
 * What all runs of a sweep say together, where only a sample of them is drawn. Runs are counted in the order in which they
 * ended; those under way come last.
 */
export const sweepWholeSchema = z.object({
  runCount: z.int(),
  /** Runs that have begun. */
  startedCount: z.int(),
  valueCount: z.int(),
  /** Ended without a value. */
  withoutValueCount: z.int(),
  median: z.number().nullable(),
  /** First start, and seconds from it to the last end. */
  originMs: z.number(),
  spanSeconds: z.number(),
  /** What luck would have reached with the same values: after how many runs, at which second, and how good. */
  chance: z.object({
    place: z.array(z.int()),
    seconds: z.array(z.number()),
    mean: z.array(z.number()),
    worse: z.array(z.number()),
    better: z.array(z.number()),
  }),
  /** Place of each point among all runs, from 1. */
  places: z.array(z.int()),
})
export type SweepWhole = z.infer<typeof sweepWholeSchema>

export type SweepPoints = {
  objective: Objective | null
  parameters: z.infer<typeof sweepParameterSchema>[]
  /** All runs, or a sample with the best of them; then `whole` speaks for all. */
  points: SweepPoint[]
  whole: SweepWhole | null
}
