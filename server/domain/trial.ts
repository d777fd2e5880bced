/**
 * What passes between the services and the search controller: plain JSON, so that it can cross a worker thread, a
 * file or a pipe. A trial is a run as the controller sees it.
 */
import { z } from 'zod'
import { jsonObjectSchema } from './json'
import { runStateSchema } from './run-state'
import { suggestionSourceSchema } from './suggestion'
import { sweepConfigSchema } from './sweep-config'

export const trialSchema = z.object({
  id: z.string(),
  /** Number of the suggestion; trials are always used in this order, whatever the database's mood. */
  number: z.int().min(0),
  state: runStateSchema,
  /** The run's config, nested groups as objects. */
  config: jsonObjectSchema,
  /** Over history and summary together, finite numbers only, in the sense of the metric's goal; null when there is none. */
  best: z.number().nullable(),
  worst: z.number().nullable(),
  /** Last finite value of the history; the summary does not count. */
  latest: z.number().nullable(),
  /** Who asked for it, the search when it is absent; what people ask for comes on top of the run cap. */
  source: suggestionSourceSchema.optional(),
  /** Number of the trial that this one repeats because it failed: that one says nothing any more. */
  retryOf: z.int().optional(),
})
export type Trial = z.infer<typeof trialSchema>

/** A run from before the sweep that its search learns from. It counts as no run of the sweep, so it has no number. */
export const priorTrialSchema = trialSchema.omit({ number: true, source: true, retryOf: true })
export type PriorTrial = z.infer<typeof priorTrialSchema>

export const suggestInputSchema = z.object({
  config: sweepConfigSchema,
  seed: z.int().min(0),
  /** All trials of the sweep: finished, bad, running and those suggested but not yet claimed (state pending). */
  trials: z.array(trialSchema),
  /** Runs from before the sweep, with their configs as they had them; those outside of the space do not count. */
  prior: z.array(priorTrialSchema).optional(),
  /** Configs that people took out of the queue: they were not tried, and are not suggested again. */
  withdrawn: z.array(jsonObjectSchema).optional(),
  /** Number that the first new suggestion gets. */
  nextNumber: z.int().min(0),
  count: z.int().min(1).max(1000),
})
export type SuggestInput = z.infer<typeof suggestInputSchema>

export const suggestedSchema = z.object({
  number: z.int(),
  config: jsonObjectSchema,
  /** Why: `method` always, and for bayes predicted mean and deviation, acquisition value, fallback, time. */
  info: jsonObjectSchema,
})
export type Suggested = z.infer<typeof suggestedSchema>

export const suggestOutputSchema = z.object({
  suggestions: z.array(suggestedSchema),
  /** No further suggestion will ever come: the grid is used up or the run cap reached. */
  exhausted: z.boolean(),
  /** Why no further suggestion comes: "grid used up", "run cap of 20 reached"; null while more may come. */
  endReason: z.string().nullable(),
})
export type SuggestOutput = z.infer<typeof suggestOutputSchema>

export const curveSchema = z.object({
  id: z.string(),
  state: runStateSchema,
  /** Finite objective values in the order of the history. */
  values: z.array(z.number()),
})
export type Curve = z.infer<typeof curveSchema>

export const stopSchema = z.object({ id: z.string(), reason: z.string() })
export type Stop = z.infer<typeof stopSchema>

export const importanceSchema = z.object({
  /** Trials that were used. */
  trialCount: z.int(),
  /** Share of the spread that the forest explains on trees that did not see the run (out-of-bag R²), null when too few. */
  fit: z.number().nullable(),
  parameters: z.array(
    z.object({
      name: z.string(),
      /** Share of importance, 0 to 1, summing to 1. */
      importance: z.number(),
      deviation: z.number(),
      /** Spearman rank correlation with the objective, -1 to 1; null for unordered values. */
      correlation: z.number().nullable(),
      /** Trials that have this parameter, which the correlation is over: the others had no use for it, or no such thing. */
      trialCount: z.int(),
    }),
  ),
})
export type Importance = z.infer<typeof importanceSchema>
