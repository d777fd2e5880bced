/** What a sweep's failures have in common, as its page and the command line are told. */
import { z } from 'zod'
import { jsonSchema } from '../json'
import { distributionSchema } from '../sweep-config'

const regionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('values'), values: z.array(jsonSchema) }),
  z.object({
    kind: z.literal('range'),
    min: z.number(),
    max: z.number(),
    below: z.number().nullable(),
    above: z.number().nullable(),
  }),
])

export const failureCauseSchema = z.object({
  name: z.string(),
  path: z.array(z.string()),
  region: regionSchema,
  /** Runs in the region and failures among them; all runs that were looked at and all failures. */
  inside: z.int(),
  badInside: z.int(),
  total: z.int(),
  bad: z.int(),
  /** Chance that a region looks so guilty though the parameters had nothing to do with it. */
  p: z.number(),
  /** The best run of the sweep lies in the region: cutting it out cuts that out too. */
  holdsBest: z.boolean(),
  cuts: z.array(z.object({ label: z.string(), distribution: distributionSchema })),
  /** Why it cannot be cut out; null when it can. */
  whyNot: z.string().nullable(),
})
export type FailureCause = z.infer<typeof failureCauseSchema>

export const sweepFailuresSchema = z.object({
  /** Runs that failed or crashed, every attempt counted; and those that ended well. */
  badCount: z.int(),
  goodCount: z.int(),
  /** Failures that were run again since, by themselves or because somebody asked. */
  repeatedCount: z.int(),
  /** Of the others those with a value that the space cannot give any more: they were cut out already. */
  outsideCount: z.int(),
  causes: z.array(failureCauseSchema),
  reasons: z.array(z.object({ text: z.string(), count: z.int(), runId: z.string(), runName: z.string() })),
  places: z.array(
    z.object({
      kind: z.enum(['host', 'agent']),
      name: z.string(),
      bad: z.int(),
      total: z.int(),
      isSuspicious: z.boolean(),
    }),
  ),
  /**
   * Suggestions whose last run ended so and that nobody asked for again, by how it ended; `outside` are failed and
   * crashed ones with a value that the space cannot give any more, which are in none of the other numbers.
   */
  retryable: z.object({ failed: z.int(), crashed: z.int(), killed: z.int(), outside: z.int() }),
  /** The failed and crashed ones among them, newest first; a page of them at most. */
  open: z.array(
    z.object({
      storageId: z.uuid(),
      runId: z.string(),
      runName: z.string(),
      reason: z.string(),
      host: z.string().nullable(),
      isOutside: z.boolean(),
    }),
  ),
})
export type SweepFailures = z.infer<typeof sweepFailuresSchema>
