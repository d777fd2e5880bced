/** Asking for runs: which of a project, in what order, and how much of each. */
import { z } from 'zod'
import { FILTER_CHARS_MAX } from './filter/tree'
import { projectPathSchema } from './ids'
import { runRowSchema, runSummarySchema } from './run'
import { runColumnSchema } from './run-column'

/**
 * Numbers come before texts, texts are compared whatever their case, and runs without the value come last, in either
 * direction; NaN counts as no value: a diverged run is nobody's best.
 */
export const runSortSchema = z.object({ column: runColumnSchema, direction: z.enum(['asc', 'desc']) })
export type RunSort = z.infer<typeof runSortSchema>

/** Which runs of a project. */
export const runQuestionSchema = projectPathSchema.extend({
  /** Searched in name, id and tags, whatever the case. */
  search: z.string().max(200).default(''),
  /** In the filter language (server/domain/filter); '' lets every run through. */
  filter: z.string().max(FILTER_CHARS_MAX).default(''),
})

const sort = z
  .array(runSortSchema)
  .min(1)
  .max(4)
  .default([{ column: 'createdAt', direction: 'desc' }])

/** For programs that read run after run, each with its whole config and summary. */
export const listRunsInputSchema = runQuestionSchema.extend({
  sort,
  cursor: z.string().max(4000).nullish(),
  limit: z.int().min(1).max(1000).default(100),
})
export type ListRunsInput = z.infer<typeof listRunsInputSchema>

export const runPageSchema = z.object({
  runs: z.array(runSummarySchema),
  /** Of all pages. */
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type RunPage = z.infer<typeof runPageSchema>

/** For tables: any stretch of the runs in their order, with the values of the columns that are shown. */
export const readTableInputSchema = runQuestionSchema.extend({
  sort,
  columns: z.array(runColumnSchema).max(200).default([]),
  /** All of config and summary, by dotted keys, besides `columns`. */
  isWhole: z.boolean().default(false),
  /** Of the order that the stretch is to be from, as an answer before named it; null: as it is now. */
  version: z.string().max(64).nullish(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(100),
})
export type ReadTableInput = z.infer<typeof readTableInputSchema>

/** Only which runs they are: for ticking a long range. */
export const listIdsInputSchema = readTableInputSchema
  .omit({ columns: true, isWhole: true, limit: true })
  .extend({ limit: z.int().min(1).max(10_000) })
export type ListIdsInput = z.infer<typeof listIdsInputSchema>
export const runIdsSchema = z.object({ version: z.string(), ids: z.array(z.string()) })

export const runTableSchema = z.object({
  /** Names the order; another one than was asked for when the server does not know that one any more. */
  version: z.string(),
  total: z.int(),
  offset: z.int(),
  /** Null for a run that was deleted since the order was made. */
  runs: z.array(runRowSchema.nullable()),
})
export type RunTablePage = z.infer<typeof runTableSchema>
