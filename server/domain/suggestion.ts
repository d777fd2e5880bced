/**
 * A suggestion: parameters that wait for an agent or were given to one. Most are the search's; people may write one by
 * hand or ask for a failed one again. What people ask for is given out first and comes on top of the run cap.
 */
import { z } from 'zod'
import { sweepIdSchema } from './ids'
import { jsonObjectSchema } from './json'

export const suggestionSourceSchema = z.enum(['search', 'hand', 'retry'])
export type SuggestionSource = z.infer<typeof suggestionSourceSchema>

/**
 * dropped: not given out because its sweep ended, or because it no longer fits; it comes back when the sweep is resumed
 * or the space takes it in again. withdrawn: a person took it out of the queue; it never comes back.
 */
export const suggestionStateSchema = z.enum(['pending', 'claimed', 'finished', 'failed', 'dropped', 'withdrawn'])
export type SuggestionState = z.infer<typeof suggestionStateSchema>

export const queuedSuggestionSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  source: suggestionSourceSchema,
  /** Version of the sweep's config under which it was made. */
  version: z.int(),
  /** 1 when it waits for its first run, 2 for the first repeat of a run that was lost. */
  attempt: z.int(),
  config: jsonObjectSchema,
  /** Why: what the method recorded, or who asked for it and what for. */
  info: jsonObjectSchema,
  /** Parameters whose value lies outside of the space as it is now. */
  outside: z.array(z.string()),
  createdAt: z.iso.datetime(),
})
export type QueuedSuggestion = z.infer<typeof queuedSuggestionSchema>

export const suggestionQueueSchema = z.object({
  /** In the order in which they are given out; at most QUEUE_MAX. */
  waiting: z.array(queuedSuggestionSchema),
  waitingCount: z.int(),
  /** Set aside until the sweep is resumed or the space takes them in again. */
  droppedCount: z.int(),
})
export type SuggestionQueue = z.infer<typeof suggestionQueueSchema>

export const QUEUE_MAX = 200

export const enqueueInputSchema = z.object({
  sweep: sweepIdSchema,
  /** YAML or JSON text: an object of parameter values, nested groups as objects. */
  config: z
    .string()
    .min(1)
    .max(256 * 1024),
  /** A value that is not in the space is refused unless the person says that it is meant. */
  isOutsideAllowed: z.boolean().default(false),
  /** Why, for people; shown in the queue and on the run's page. */
  note: z.string().max(500).nullish(),
})
export type EnqueueInput = z.infer<typeof enqueueInputSchema>

/** What was done; `opened` when the sweep was finished and is open again because of it. */
export const enqueuedSchema = z.object({ number: z.int(), config: jsonObjectSchema, opened: z.boolean() })
export type Enqueued = z.infer<typeof enqueuedSchema>

export const retryInputSchema = z.object({
  sweep: sweepIdSchema,
  /** Storage ids of runs; null for every one that failed, crashed or was killed and was not asked for again yet. */
  runs: z.array(z.uuid()).max(10_000).nullish(),
  /** With `runs` null: which ends to repeat. */
  states: z.array(z.enum(['failed', 'crashed', 'killed'])).default(['failed', 'crashed']),
  /** With `runs` null: also those with a value that the space cannot give any more. */
  includeOutside: z.boolean().default(false),
})
export type RetryInput = z.infer<typeof retryInputSchema>

export const retriedSchema = z.object({
  queued: z.int(),
  /** Asked for again already, outside of the space, or without a suggestion of their own. */
  skipped: z.int(),
  opened: z.boolean(),
})
export type Retried = z.infer<typeof retriedSchema>

export const suggestionRefSchema = z.object({ sweep: sweepIdSchema, id: z.uuid() })
