/**
 * Changes to many runs at once. A call does one bounded batch and answers with a cursor while there is more to do, so that
 * whoever asks can show how far it is and stop. Doing a batch twice is the same as doing it once.
 */
import { z } from 'zod'
import { FILTER_CHARS_MAX } from './filter/tree'
import { projectPathSchema } from './ids'
import { runStateSchema } from './run-state'

export const BULK_BATCH_RUNS = 500

const runIds = z.array(z.string().min(1).max(128))

export const whichRunsSchema = z.discriminatedUnion('kind', [
  /** By their public ids; the caller cuts longer lists. */
  z.object({ kind: z.literal('ids'), ids: runIds.min(1).max(BULK_BATCH_RUNS) }),
  /** All that the search and the filter let through, but for some. */
  z.object({
    kind: z.literal('matching'),
    search: z.string().max(200).default(''),
    filter: z.string().max(FILTER_CHARS_MAX).default(''),
    except: runIds.max(1000).default([]),
  }),
])
export type WhichRuns = z.infer<typeof whichRunsSchema>

const cursor = z.string().max(200).nullish()
const bulkInput = projectPathSchema.extend({ which: whichRunsSchema, cursor })
export type BulkInput = z.infer<typeof bulkInput>

const tag = z.string().trim().min(1).max(128)

export const tagRunsInputSchema = bulkInput.extend({
  add: z.array(tag).max(50).default([]),
  remove: z.array(tag).max(50).default([]),
})
export const groupRunsInputSchema = bulkInput.extend({ group: z.string().trim().min(1).max(256).nullable() })
export const bulkRunsInputSchema = bulkInput
export const moveRunsInputSchema = bulkInput.extend({
  to: projectPathSchema,
  /** A run whose id is taken there gets another; else it is refused and stays. */
  givesNewIds: z.boolean().default(false),
})
export type MoveRunsInput = z.infer<typeof moveRunsInputSchema>

/** What lies in the trash: some runs, all that one deletion put there, or all. */
export const whichTrashedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), ids: runIds.min(1).max(BULK_BATCH_RUNS) }),
  z.object({ kind: z.literal('deletion'), deletedAt: z.iso.datetime() }),
  z.object({ kind: z.literal('all') }),
])
export type WhichTrashed = z.infer<typeof whichTrashedSchema>

export const trashedInputSchema = projectPathSchema.extend({ which: whichTrashedSchema, cursor })
export type TrashedInput = z.infer<typeof trashedInputSchema>

export const bulkOutcomeSchema = z.object({
  /** Runs that are changed now. */
  done: z.int(),
  /** Runs that were so already. */
  unchanged: z.int(),
  /** Runs that stay as they are, and why. */
  refused: z.array(z.object({ run: z.string(), name: z.string(), reason: z.string() })),
  /** To be given to the next call; null when all is done. */
  cursor: z.string().nullable(),
  /** Names a deletion, by which it is undone as a whole. */
  deletedAt: z.iso.datetime().nullable(),
})
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>

export const previewRunsInputSchema = projectPathSchema.extend({
  which: whichRunsSchema,
  /** Where they would be moved. */
  to: projectPathSchema.nullish(),
})
export type PreviewRunsInput = z.infer<typeof previewRunsInputSchema>

/** What an action would touch, to be said beforehand. */
export const bulkPreviewSchema = z.object({
  count: z.int(),
  /** That have not ended. */
  runningCount: z.int(),
  /** That belong to a sweep. */
  sweepCount: z.int(),
  /** Whose id is taken where they would be moved. */
  takenCount: z.int(),
  /** The most common ones, to be offered for removal. */
  tags: z.array(z.object({ tag: z.string(), count: z.int() })),
})
export type BulkPreview = z.infer<typeof bulkPreviewSchema>

export const listTrashInputSchema = projectPathSchema.extend({
  search: z.string().max(200).default(''),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(100),
})
export type ListTrashInput = z.infer<typeof listTrashInputSchema>

export const trashedRunSchema = z.object({
  id: z.string(),
  serial: z.int(),
  name: z.string(),
  state: runStateSchema,
  sweepName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime(),
  /** When it is gone for good; null when nothing is purged. */
  purgedAt: z.iso.datetime().nullable(),
})
export type TrashedRun = z.infer<typeof trashedRunSchema>

export const trashPageSchema = z.object({ total: z.int(), offset: z.int(), runs: z.array(trashedRunSchema) })
export type TrashPage = z.infer<typeof trashPageSchema>
