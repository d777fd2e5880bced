/** A run: one execution of a program, its inputs (config), its outcome (summary) and what people wrote about it. */
import { z } from 'zod'
import { runIdSchema, runPathSchema, storageIdSchema } from './ids'
import { jsonObjectSchema, jsonSchema } from './json'
import { givenMetadataSchema } from './run-metadata'
import { runStateSchema } from './run-state'

/** One attempt at the same suggestion, as the run page lists them. */
export const attemptSchema = z.object({
  attempt: z.int().min(1),
  runId: z.string(),
  name: z.string(),
  state: runStateSchema,
  agent: z.string().nullable(),
  stateReason: z.string().nullable(),
})

export const runSuggestionSchema = z.object({
  source: z.enum(['search', 'hand', 'retry']),
  /** Version of the sweep's space that it was made under, and the one that counts now. */
  version: z.int(),
  currentVersion: z.int(),
})
export type RunSuggestion = z.infer<typeof runSuggestionSchema>

const runFacts = {
  id: z.string(),
  storageId: storageIdSchema,
  /** Counts up over all runs; gives the run its colour. */
  serial: z.int(),
  name: z.string(),
  state: runStateSchema,
  sweep: z.string().nullable(),
  sweepName: z.string().nullable(),
  /** The sweep's method, so that charts can group by it without a second question. */
  method: z.string().nullable(),
  /** Number of the suggestion in its sweep. */
  suggestionNumber: z.int().nullable(),
  attempt: z.int(),
  group: z.string().nullable(),
  jobType: z.string().nullable(),
  tags: z.array(z.string()),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  heartbeatAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Seconds from start to the last sign of life, null before the start. */
  durationSeconds: z.number().nullable(),
}

/** A run with everything that went in and came out. */
export const runSummarySchema = z.object({ ...runFacts, config: jsonObjectSchema, summary: jsonObjectSchema })
export type RunSummary = z.infer<typeof runSummarySchema>

/** A run with the values of the columns that were asked for, by the columns' ids; what it does not have is left out. */
export const runRowSchema = z.object({ ...runFacts, values: z.record(z.string(), jsonSchema) })
export type RunRow = z.infer<typeof runRowSchema>

export const runDetailSchema = runSummarySchema.extend({
  entity: z.string(),
  project: z.string(),
  notes: z.string().nullable(),
  host: z.string().nullable(),
  program: z.string().nullable(),
  agent: z.string().nullable(),
  exitCode: z.int().nullable(),
  stateReason: z.string().nullable(),
  stopRequestedAt: z.iso.datetime().nullable(),
  historyLineCount: z.int(),
  consoleLineCount: z.int(),
  lastStep: z.int().nullable(),
  fileCount: z.int(),
  attempts: z.array(attemptSchema),
  /** Why the search proposed this configuration, as the method recorded it. */
  suggestionInfo: jsonObjectSchema.nullable(),
  /** How its suggestion came about; null for a run of no sweep. */
  suggestion: runSuggestionSchema.nullable(),
  /** As it was written; `readMetadata` reads it. */
  metadata: jsonObjectSchema,
})
export type RunDetail = z.infer<typeof runDetailSchema>

const changes = {
  name: z.string().max(256).nullish(),
  notes: z.string().max(100_000).nullish(),
  tags: z.array(z.string().min(1).max(128)).max(256).nullish(),
  group: z.string().max(256).nullish(),
  jobType: z.string().max(256).nullish(),
  config: jsonObjectSchema.nullish(),
  /** How it was started and on what; keys are added to those that are there. */
  metadata: givenMetadataSchema.nullish(),
}

/** Starts a run, or takes up one that exists. Null and absent mean "leave as it is". The project is made on the fly. */
export const startRunInputSchema = z.object({
  entity: z.string().max(64).nullish(),
  project: z.string().max(128).default('uncategorized'),
  run: runIdSchema.nullish(),
  /** never: an existing run is refused; must: a missing one is; allow: either; null: an existing id is taken up anew. */
  resume: z.enum(['never', 'must', 'allow']).nullish(),
  host: z.string().max(256).nullish(),
  program: z.string().max(4096).nullish(),
  ...changes,
})
export type StartRunInput = z.infer<typeof startRunInputSchema>

export const startedRunSchema = z.object({
  storageId: storageIdSchema,
  entity: z.string(),
  project: z.string(),
  run: z.string(),
  name: z.string(),
  config: jsonObjectSchema,
  isNew: z.boolean(),
  historyLineCount: z.int(),
  systemLineCount: z.int(),
  consoleLineCount: z.int(),
  lastStep: z.int().nullable(),
  url: z.string(),
})
export type StartedRun = z.infer<typeof startedRunSchema>

export const updateRunInputSchema = z.object({ storageId: storageIdSchema, ...changes })
export type UpdateRunInput = z.infer<typeof updateRunInputSchema>

export const finishRunInputSchema = z.object({
  storageId: storageIdSchema,
  exitCode: z.int().min(0).max(255),
  /** One sentence for people: the exception's message, the signal's name. */
  reason: z.string().max(2000).nullish(),
})
export type FinishRunInput = z.infer<typeof finishRunInputSchema>

/** What every request of a run is answered with: the only way a stop reaches a training that polls nothing. */
export const runOrdersSchema = z.object({ stop: z.boolean(), stopReason: z.string().nullable() })
export type RunOrders = z.infer<typeof runOrdersSchema>

/** What columns a project's runs offer, with the share of the newest runs that have each. */
export const runColumnsSchema = z.object({
  config: z.array(z.string()),
  summary: z.array(z.string()),
  metrics: z.array(z.string()),
})

export const runRefSchema = runPathSchema
export const stopRunInputSchema = z.object({ storageId: storageIdSchema })

/** The reason is for people and stays with the run. */
export const requestStopInputSchema = stopRunInputSchema.extend({ reason: z.string().max(500).nullish() })
