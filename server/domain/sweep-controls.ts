/**
 * How a sweep that runs is changed: its space (in versions), its limits and its place among the sweeps of its project.
 * Every change can be asked for beforehand ("what would happen?") and answers with what it did.
 */
import { z } from 'zod'
import { configChangeSchema } from './config-diff'
import { sweepIdSchema } from './ids'
import { problemSchema, sweepStateSchema } from './sweep'

export const CONFIG_LENGTH_MAX = 1024 * 1024

export const previewEditInputSchema = z.object({
  sweep: sweepIdSchema,
  /** YAML or JSON text of the whole config as it shall be. */
  config: z.string().min(1).max(CONFIG_LENGTH_MAX),
  /** How to read the text; as the sweep's own text was read when it is missing. */
  yaml: z.enum(['1.1', '1.2']).nullish(),
})

export const editSweepInputSchema = previewEditInputSchema.extend({
  /** The version that was edited: a sweep that somebody else changed meanwhile is not overwritten. */
  version: z.int().min(1),
  /** Takes waiting suggestions that lie outside of the new space out of the queue; those written by hand stay. */
  dropOutside: z.boolean().default(true),
  /** Why, for people; made from the changes when it is missing. */
  note: z.string().max(500).nullish(),
})
export type EditSweepInput = z.infer<typeof editSweepInputSchema>

const splitSchema = z.object({ inside: z.int(), outside: z.int() })

/** What an edit would do, counted now. */
export const editEffectSchema = z.object({
  /** Suggestions of the search, and repetitions, that wait. */
  waiting: splitSchema,
  /** Written by hand and outside: they stay in the queue. */
  handOutside: z.int(),
  /** Waiting ones that a lower run cap leaves no room for. */
  overCap: z.int(),
  /** Dropped earlier, and back in the queue because they fit again. */
  returning: z.int(),
  running: splitSchema,
  /** Ended runs with a result: inside they stay evidence, outside they only stay runs of the sweep. */
  ended: splitSchema,
  /** Of a grid: cells of the new space, and how many of them were neither tried nor are waiting. */
  grid: z.object({ cells: z.number(), left: z.number() }).nullable(),
})
export type EditEffect = z.infer<typeof editEffectSchema>

export const previewedEditSchema = z.object({
  problems: z.array(problemSchema),
  warnings: z.array(z.string()),
  changes: z.array(configChangeSchema),
  /** Null while there are problems. */
  effect: editEffectSchema.nullable(),
})
export type PreviewedEdit = z.infer<typeof previewedEditSchema>

export const editedSweepSchema = z.object({
  version: z.int(),
  changes: z.array(configChangeSchema),
  droppedSuggestions: z.int(),
  returnedSuggestions: z.int(),
  state: sweepStateSchema,
  warnings: z.array(z.string()),
})
export type EditedSweep = z.infer<typeof editedSweepSchema>

export const sweepVersionSchema = z.object({
  version: z.int(),
  madeBy: z.string(),
  note: z.string(),
  createdAt: z.iso.datetime(),
  yaml: z.string(),
  /** Against the version before; empty for the first. */
  changes: z.array(configChangeSchema),
  /** Runs that were suggested under it. */
  runCount: z.int(),
})
export type SweepVersion = z.infer<typeof sweepVersionSchema>

export const PRIORITY_MAX = 1000

/** What is absent stays as it is; null takes a limit away. */
export const setLimitsInputSchema = z.object({
  sweep: sweepIdSchema,
  priority: z.int().min(-PRIORITY_MAX).max(PRIORITY_MAX).optional(),
  runCap: z.int().min(1).nullable().optional(),
  endsAt: z.iso.datetime({ offset: true }).nullable().optional(),
})
export type SetLimitsInput = z.infer<typeof setLimitsInputSchema>

/** What the limits are measured by. */
export const limitFactsSchema = z.object({
  /** Runs that the search gave out, each suggestion once; what people asked for does not count against the cap. */
  given: z.int(),
  /** Other sweeps of the project that give out runs or wait to. */
  openSweeps: z.int(),
})
export type LimitFacts = z.infer<typeof limitFactsSchema>

export const limitsSchema = z.object({
  priority: z.int(),
  runCap: z.int().nullable(),
  endsAt: z.iso.datetime().nullable(),
  version: z.int(),
  state: sweepStateSchema,
  endReason: z.string().nullable(),
  droppedSuggestions: z.int(),
  returnedSuggestions: z.int(),
})
export type Limits = z.infer<typeof limitsSchema>
