/**
 * History: the rows that a run logs. On the wire a row is one line of JSON text, exactly as the wandb client streams
 * it (NaN and Infinity may stand bare), and is addressed by its line number in the run: the same line sent twice is
 * written once, so a client may repeat any request that it got no answer to.
 */
import { z } from 'zod'
import { storageIdSchema } from './ids'
import { jsonObjectSchema, metricValueSchema } from './json'
import { runOrdersSchema } from './run'

export const HISTORY_LINES_MAX = 20_000
export const HISTORY_LINE_BYTES_MAX = 10 * 1024 * 1024
export const HISTORY_KEYS_MAX = 10_000

/** `history` is what the script logs; `system` is what the machine says (CPU, memory, GPU), one line each 15 s or so. */
export const streamSchema = z.enum(['history', 'system'])
export type Stream = z.infer<typeof streamSchema>

export const appendHistoryInputSchema = z.object({
  storageId: storageIdSchema,
  stream: streamSchema.default('history'),
  offset: z.int().min(0),
  lines: z.array(z.string().max(HISTORY_LINE_BYTES_MAX)).max(HISTORY_LINES_MAX),
  /** The whole summary after these lines; null leaves it to the server: the last value of each key. */
  summary: jsonObjectSchema.nullish(),
})
export type AppendHistoryInput = z.infer<typeof appendHistoryInputSchema>

export const appendedSchema = runOrdersSchema.extend({
  /** The line number to send next. */
  lineCount: z.int(),
  /** How many of the lines were not there before. */
  newCount: z.int(),
})
export type Appended = z.infer<typeof appendedSchema>

/** What a chart puts along its x-axis: `metric:epoch` is another metric of the same run, joined by line. */
export const xAxisSchema = z.union([
  z.enum(['step', 'runtime', 'time']),
  z.templateLiteral(['metric:', z.string().min(1).max(1024)]),
])
export type XAxis = z.infer<typeof xAxisSchema>

/** What is read of each run, and how finely. */
const seriesQuestion = {
  keys: z.array(z.string().min(1).max(1024)).max(64),
  stream: streamSchema.default('history'),
  x: xAxisSchema.default('step'),
  /**
   * An expression over metrics (formula.ts). With x in it there is a series for each of `keys`; without, one alone, whose
   * key is the text of the formula.
   */
  formula: z.string().max(1000).nullish(),
  /** Zoom; null is the whole. In units of the axis: steps, seconds, epoch seconds, or those of the metric. */
  xMin: z.number().nullish(),
  xMax: z.number().nullish(),
}

export const SERIES_RUNS_MAX = 1000

export const seriesInputSchema = z.object({
  storageIds: z.array(storageIdSchema).min(1).max(SERIES_RUNS_MAX),
  ...seriesQuestion,
  /** At most this many buckets a series come back: one a pixel is enough for any chart. */
  buckets: z.int().min(1).max(10_000).default(500),
  /** Whether smallest and largest values are wanted too; without, both columns come back empty. */
  withExtremes: z.boolean().default(true),
})
export type SeriesInput = z.infer<typeof seriesInputSchema>

/**
 * One metric of one run, column-wise; all arrays have the same length. When the series has no more points than
 * buckets were asked for, each bucket is one point and `isExact` is true. Along another metric only lines that have
 * both are points.
 */
export const seriesSchema = z.object({
  storageId: storageIdSchema,
  key: z.string(),
  isExact: z.boolean(),
  pointCount: z.int(),
  /** x of the last point in the bucket. */
  x: z.array(z.number()),
  /** Last, smallest and largest value in the bucket; a bucket of nothing but NaN carries "NaN". */
  last: z.array(metricValueSchema),
  min: z.array(metricValueSchema),
  max: z.array(metricValueSchema),
})
export type Series = z.infer<typeof seriesSchema>

export const GROUPS_MAX = 100
const GROUPED_RUNS_MAX = 10_000

/** The same of groups of runs, each as one curve. */
export const groupedInputSchema = z.object({
  groups: z
    .array(z.object({ key: z.string().max(2000), storageIds: z.array(storageIdSchema).min(1).max(SERIES_RUNS_MAX) }))
    .min(1)
    .max(GROUPS_MAX)
    .refine((groups) => groups.reduce((sum, { storageIds }) => sum + storageIds.length, 0) <= GROUPED_RUNS_MAX, {
      error: `at most ${GROUPED_RUNS_MAX} runs in all groups together`,
    }),
  ...seriesQuestion,
  buckets: z.int().min(1).max(2000).default(300),
})
export type GroupedInput = z.infer<typeof groupedInputSchema>

/**
 * One metric of a group of runs: at each x what the runs logged there, none of it made up. Where runs log at the same
 * x, x is theirs; else stretches of x are taken together and each run counts with its last value in them. NaN and
 * infinities count for nothing. All arrays have the same length.
 */
export const groupedSeriesSchema = z.object({
  group: z.string(),
  key: z.string(),
  /** Runs of the group that have the metric at all. */
  runCount: z.int(),
  /** Values left out because they are no finite number. */
  oddCount: z.int(),
  x: z.array(z.number()),
  /** Runs that logged at this x. */
  count: z.array(z.int()),
  mean: z.array(z.number()),
  median: z.array(z.number()),
  /** Smallest and largest that any of the runs logged there. */
  min: z.array(z.number()),
  max: z.array(z.number()),
  /** Sample standard deviation; null of a single run. */
  deviation: z.array(z.number().nullable()),
})
export type GroupedSeries = z.infer<typeof groupedSeriesSchema>

export const rowsInputSchema = z.object({
  storageId: storageIdSchema,
  stream: streamSchema.default('history'),
  fromLine: z.int().min(0).default(0),
  limit: z.int().min(1).max(10_000).default(1000),
})
export type RowsInput = z.infer<typeof rowsInputSchema>

/** Rows as they were logged, by line; `lines` are JSON text with bare NaN and Infinity, as `run.scan_history` reads. */
export const rowsSchema = z.object({
  lines: z.array(z.object({ line: z.int(), json: z.string() })),
  nextLine: z.int().nullable(),
})
export type Rows = z.infer<typeof rowsSchema>

export const metricsInputSchema = z.object({ storageId: storageIdSchema, stream: streamSchema.default('history') })
export type MetricsInput = z.infer<typeof metricsInputSchema>

/** Facts of one metric of a run, kept up to date with each append. */
export const metricFactSchema = z.object({
  key: z.string(),
  pointCount: z.int(),
  last: metricValueSchema.nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})
export type MetricFact = z.infer<typeof metricFactSchema>
