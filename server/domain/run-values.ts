/**
 * Columns of many runs on their way to a chart. They travel as columns, not as rows: thousands of runs are then a few long
 * arrays, which every step on the way handles several times faster than as many objects.
 */
import { z } from 'zod'
import { jsonSchema } from './json'
import { runColumnSchema } from './run-column'
import { runQuestionSchema, runSortSchema } from './run-list'
import { runStateSchema } from './run-state'
import { importanceSchema } from './trial'

export const VALUES_RUNS_MAX = 5000

export const readValuesInputSchema = runQuestionSchema.extend({
  sort: z
    .array(runSortSchema)
    .min(1)
    .max(4)
    .default([{ column: 'createdAt', direction: 'desc' }]),
  columns: z.array(runColumnSchema).max(64),
  /** The first runs of the order; further ones are left out. */
  limit: z.int().min(1).max(VALUES_RUNS_MAX).default(VALUES_RUNS_MAX),
})
export type ReadValuesInput = z.infer<typeof readValuesInputSchema>

/** One place for each run in each list, in the order that was asked for. */
export const runValuesSchema = z.object({
  /** Of all runs that the question lets through. */
  total: z.int(),
  id: z.array(z.string()),
  storageId: z.array(z.string()),
  serial: z.array(z.int()),
  name: z.array(z.string()),
  state: z.array(runStateSchema),
  /** One list a column, in their order; null where a run has no value. Long texts are cut. */
  columns: z.array(z.array(jsonSchema)),
})
export type RunValues = z.infer<typeof runValuesSchema>

/** A forest of more runs takes longer and says the same. */
export const IMPORTANCE_RUNS_MAX = 2000

export const runImportanceInputSchema = runQuestionSchema.extend({
  /** What is to be explained: a column of numbers, times, or of true and false. */
  column: runColumnSchema,
})
export type RunImportanceInput = z.infer<typeof runImportanceInputSchema>

/** `trialCount` runs have a value and every setting that counts. */
export const runImportanceSchema = importanceSchema.extend({
  /** Runs that the question lets through. */
  total: z.int(),
  /** Of the newest of them, those that have a value. */
  valueCount: z.int(),
})
export type RunImportance = z.infer<typeof runImportanceSchema>
