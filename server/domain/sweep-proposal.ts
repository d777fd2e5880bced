/** What passes between the wizard that makes a sweep from runs and the server: which runs, and what they show. */
import { z } from 'zod'
import { goalSchema, objectiveSchema } from './objective'
import { runQuestionSchema } from './run-list'
import { observedSettingSchema } from './space-proposal/propose-space'
import { createSweepInputSchema, priorRunSchema } from './sweep'
import { importanceSchema } from './trial'

/** Newest runs that a proposal looks at: more say nothing new about what varies. */
export const SOURCE_RUNS_MAX = 5000
/** Runs that are named one by one; more are chosen by what they have in common. */
export const NAMED_RUNS_MAX = 500

/** Runs of one project: those that are named, or where none is, all that match. */
export const runSourceSchema = runQuestionSchema.extend({
  runs: z
    .array(z.string().min(1).max(128))
    .max(NAMED_RUNS_MAX, { error: `at most ${NAMED_RUNS_MAX} runs by name` })
    .default([]),
})
export type RunSource = z.infer<typeof runSourceSchema>

export const proposeInputSchema = runSourceSchema.extend({
  /** Marks the best runs; without one the most likely metric is taken. */
  objective: objectiveSchema.nullish(),
})
export type ProposeInput = z.infer<typeof proposeInputSchema>

export const metricChoiceSchema = z.object({
  name: z.string(),
  /** Runs whose summary has a number for it. */
  runCount: z.int(),
  /** What its name or a sweep of the runs says; null when nothing does. */
  goal: goalSchema.nullable(),
  /** Where the goal is from, for people: the word in the name, or the sweep. */
  because: z.string().nullable(),
})
export type MetricChoice = z.infer<typeof metricChoiceSchema>

export const spaceProposalSchema = z.object({
  /** Runs that were chosen, and how many of them were read. */
  total: z.int(),
  readCount: z.int(),
  /** Named runs that are not there, or no longer. */
  missing: z.array(z.string()),
  settings: z.array(observedSettingSchema),
  /** Most likely first. */
  metrics: z.array(metricChoiceSchema),
  objective: objectiveSchema.nullable(),
  program: z.string().nullable(),
  /** How long a run takes: the median of those that finished. */
  medianSeconds: z.number().nullable(),
  yaml: z.string(),
})
export type SpaceProposal = z.infer<typeof spaceProposalSchema>

export const previewPriorInputSchema = runSourceSchema.extend({
  config: createSweepInputSchema.shape.config,
})
export type PreviewPriorInput = z.infer<typeof previewPriorInputSchema>

export const priorPreviewSchema = z.object({
  total: z.int(),
  /** Those that count, newest first, as many as a sweep takes. */
  counting: z.array(z.object({ storageId: z.uuid(), run: z.string() })),
  /** Why the others do not, most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), runCount: z.int() })),
  /** Some of all, newest first. */
  runs: z.array(priorRunSchema),
  /** On the runs that count; null without a metric. */
  importance: importanceSchema.nullable(),
})
export type PriorPreview = z.infer<typeof priorPreviewSchema>
