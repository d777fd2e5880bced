/**
 * Sweeps side by side. Sweeps of one config under different seeds are replicates and count as one contender; what may
 * be said of a contender depends on whether its runs could as well have come in another order. docs/comparing.md says
 * what each number means.
 */
import { z } from 'zod'
import { projectPathSchema, sweepIdSchema } from './ids'
import { objectiveSchema } from './objective'
import { sweepStateSchema } from './sweep'
import { methodSchema } from './sweep-config'

export const COMPARED_SWEEPS_MAX = 20
/** Curves that are asked for at a time, and metrics that are offered for them. */
export const COMPARED_METRICS_MAX = 12
export const COMPARED_METRICS_LISTED_MAX = 200

/** Along the axis: ended runs, or seconds of computing of ended runs, one after the other. */
export const COMPARE_AXES = ['runs', 'time'] as const
export const compareAxisSchema = z.enum(COMPARE_AXES)
export type CompareAxis = z.infer<typeof compareAxisSchema>

const sweepsSchema = z.array(sweepIdSchema).min(1).max(COMPARED_SWEEPS_MAX)

export const compareInputSchema = projectPathSchema.extend({
  sweeps: sweepsSchema,
  axis: compareAxisSchema.default('runs'),
  /** What is to be reached: the best that every sweep reached, the best of all, or a value of the metric. */
  level: z.union([z.enum(['common', 'best']), z.number()]).default('common'),
  /** How near to the level counts as reached, as a share of the way from the median run to the best one. */
  tolerance: z.number().min(0).max(0.5).default(0),
  /** Whether sweeps of one config count as one. */
  replicates: z.enum(['together', 'apart']).default('together'),
})
export type CompareInput = z.infer<typeof compareInputSchema>

/**
 * Whether the runs of a sweep could as well have come in another order. They could when each was drawn by chance
 * (drawn, shuffled); not when the order was given (listed, spread), when a run was chosen by those before it (adaptive),
 * when a person had a hand in it (edited, by-hand), or when the sweep ended because of its last run (target).
 */
export const runOrderSchema = z.enum([
  'drawn',
  'shuffled',
  'listed',
  'spread',
  'adaptive',
  'edited',
  'by-hand',
  'target',
])
export type RunOrder = z.infer<typeof runOrderSchema>

export function isExchangeable(order: RunOrder): boolean {
  return order === 'drawn' || order === 'shuffled'
}

/** One value for each place on the axis; null where there is none. */
const columnSchema = z.array(z.number().nullable())

export const comparedSweepSchema = z.object({
  sweep: sweepIdSchema,
  name: z.string(),
  method: methodSchema,
  state: sweepStateSchema,
  /** Index of its contender. */
  contender: z.int(),
  order: runOrderSchema,
  /** Runs that ended; every one cost a run, also those without a value. */
  runCount: z.int(),
  withoutValueCount: z.int(),
  computeSeconds: z.number(),
  best: z.number().nullable(),
  bestRunId: z.string().nullable(),
  /** 1-based number of ended runs when the sweep's own best came, and the seconds of computing until then. */
  runsToBest: z.int().nullable(),
  secondsToBest: z.number().nullable(),
  /** Likewise for the level; null when no run reached it, however many there were. */
  runsToLevel: z.int().nullable(),
  secondsToLevel: z.number().nullable(),
  /** Mean of the best tenth of its values, one at least. */
  bestTenth: z.object({ mean: z.number(), count: z.int() }).nullable(),
  /** Best value so far at each place on the axis; null before the first value and after the sweep's end. */
  line: columnSchema,
})
export type ComparedSweep = z.infer<typeof comparedSweepSchema>

/**
 * How the best value of a contender at a budget is known: over the orders of its runs, from its replicates, or not at
 * all, because it made too few runs (short) or is a single sweep in the only order it could have (single).
 */
export const basisSchema = z.enum(['orders', 'replicates', 'short', 'single'])
export type Basis = z.infer<typeof basisSchema>

const bandSchema = z.object({ low: columnSchema, mid: columnSchema, high: columnSchema })

export const contenderSchema = z.object({
  /** As it is called: its method, or the name of its sweep where the method alone would not tell. */
  label: z.string(),
  method: methodSchema,
  /** Number among the contenders of its method. */
  ordinal: z.int(),
  /** Indices of its sweeps. */
  sweeps: z.array(z.int()),
  /** Quartiles of the best value so far at each place; null for a single sweep in the only order it could have. */
  band: bandSchema.extend({ basis: z.enum(['orders', 'replicates']) }).nullable(),
  /** Quartiles of what it takes to reach the level, in the unit of the axis; null is "more than was run". */
  reach: z
    .object({
      basis: z.enum(['orders', 'replicates']),
      low: z.number().nullable(),
      mid: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
  /** At each budget: how its best value is known, and how many separate sweeps of that size it holds. */
  basis: z.array(basisSchema),
  separate: z.array(z.int()),
  /** For a single sweep without a basis: how likely random runs would have been to do as well, at each budget. */
  bar: z
    .object({
      best: columnSchema,
      chance: columnSchema,
      low: columnSchema,
      high: columnSchema,
    })
    .nullable(),
})
export type Contender = z.infer<typeof contenderSchema>

/** Contender `a` against `b` at each budget; null where one of them has no basis. */
export const pairSchema = z.object({
  a: z.int(),
  b: z.int(),
  /** Probability that the best of `a` is better than the best of `b`, and that they are equal. */
  win: columnSchema,
  tie: columnSchema,
  /** 95 % interval of win + tie / 2; null where fewer than two separate sweeps stand on a side. */
  low: columnSchema,
  high: columnSchema,
  /** Replicates of each that would show an advantage of this size with a power of 80 %; null past a thousand. */
  needed: columnSchema,
})
export type Pair = z.infer<typeof pairSchema>

/** What a reader must know before believing a difference. Indices are those of sweeps. */
export const comparisonNoteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('space'), parameters: z.array(z.string()) }),
  z.object({ kind: z.literal('program') }),
  z.object({ kind: z.literal('seed'), sweeps: z.array(z.int()) }),
  z.object({ kind: z.literal('prior'), sweeps: z.array(z.int()) }),
  z.object({ kind: z.literal('early-termination'), sweeps: z.array(z.int()) }),
])
export type ComparisonNote = z.infer<typeof comparisonNoteSchema>

export const comparisonSchema = z.object({
  objective: objectiveSchema,
  axis: compareAxisSchema,
  /** Places on the axis, rising: numbers of runs or seconds of computing. */
  x: z.array(z.number()),
  level: z.object({
    kind: z.enum(['common', 'best', 'value']),
    /** Null while there is no value at all. */
    value: z.number().nullable(),
    /** What counts as reached: the level less the tolerance. */
    threshold: z.number().nullable(),
    /** Median and best of all values, between which the tolerance is a share. */
    median: z.number().nullable(),
    best: z.number().nullable(),
  }),
  sweeps: z.array(comparedSweepSchema),
  contenders: z.array(contenderSchema),
  /** The best of random draws from all runs of all these sweeps: what luck alone would reach with them. */
  reference: z.object({
    runCount: z.int(),
    valueCount: z.int(),
    mean: columnSchema,
    low: columnSchema,
    high: columnSchema,
  }),
  /** Where contenders are held against each other: some of the places on the axis. */
  budgets: z.array(z.number()),
  /** Every two contenders once, `a` before `b`. */
  pairs: z.array(pairSchema),
  /** What `bar` is drawn from: runs drawn by chance and whole grids where there are some, else all runs. */
  bar: z.object({ kind: z.enum(['random', 'all']), sweeps: z.array(z.int()), runCount: z.int() }),
  notes: z.array(comparisonNoteSchema),
  /** Orders that were drawn where there is no closed form; null where everything is exact. */
  orderCount: z.int().nullable(),
  /** Metrics that these sweeps have logged, for curves. */
  metrics: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparisonSchema>

export const compareCurvesInputSchema = compareInputSchema
  .pick({
    entity: true,
    project: true,
    sweeps: true,
    replicates: true,
  })
  .extend({ metrics: z.array(z.string().min(1).max(1024)).min(1).max(COMPARED_METRICS_MAX) })
export type CompareCurvesInput = z.infer<typeof compareCurvesInputSchema>

/** A metric over the ended runs of one contender, at steps that were logged. */
export const contenderCurveSchema = z.object({
  contender: z.int(),
  metric: z.string(),
  /** Runs that the curve is over, and runs that have the metric. */
  runCount: z.int(),
  runTotal: z.int(),
  step: z.array(z.number()),
  mean: z.array(z.number()),
  /** Sample deviation; 0 where there is one run. */
  deviation: z.array(z.number()),
  min: z.array(z.number()),
  max: z.array(z.number()),
  /** Runs with a value there. */
  count: z.array(z.int()),
  /** Steps that one place stands for; 1 where every step has its own. */
  stride: z.int(),
})
export type ContenderCurve = z.infer<typeof contenderCurveSchema>
