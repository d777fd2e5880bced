/**
 * Panels of a workspace or a report: what each shows, not how it is drawn. A panel names metrics and columns of runs; which
 * runs it draws is said by the workspace or the report that it stands in.
 */
import { z } from 'zod'
import { xAxisSchema } from './history'
import { goalSchema } from './objective'

const key = z.string().min(1).max(1024)

/**
 * ema: weighted by distance along x, `amount` 0 to 0.999; gaussian: `amount` is the deviation in points; mean: over
 * `amount` points.
 */
export const smoothingSchema = z.object({
  kind: z.enum(['none', 'ema', 'gaussian', 'mean']),
  amount: z.number().min(0).max(10_000),
})
export type Smoothing = z.infer<typeof smoothingSchema>

export const aggregateSchema = z.enum(['mean', 'median', 'min', 'max'])
export type Aggregate = z.infer<typeof aggregateSchema>
export const groupBandSchema = z.enum(['std', 'stderr', 'minmax', 'none'])
export type GroupBand = z.infer<typeof groupBandSchema>

/** How lines are drawn; each may be set for a whole workspace, for a section, or for one panel. */
export const lineSettingsSchema = z.object({
  /** `metric:<key>` puts another metric along the axis, such as `metric:epoch`. */
  x: xAxisSchema,
  isLogX: z.boolean(),
  isLogY: z.boolean(),
  smoothing: smoothingSchema,
  /** Cut values far outside the rest, and say how many. */
  clipsOutliers: z.boolean(),
  /** A band from the smallest to the largest value where a pixel stands for several points. */
  showsExtremes: z.boolean(),
  /** What a group of runs is drawn as. */
  aggregate: aggregateSchema,
  band: groupBandSchema,
  /** With ${name}, ${metric}, ${n}, ${group} or any column, such as ${state} or ${config.lr}; '' is the name. */
  legend: z.string().max(500),
})
export type LineSettings = z.infer<typeof lineSettingsSchema>

export const LINE_SETTINGS: LineSettings = {
  x: 'step',
  isLogX: false,
  isLogY: false,
  smoothing: { kind: 'none', amount: 0 },
  clipsOutliers: true,
  showsExtremes: true,
  aggregate: 'mean',
  band: 'std',
  legend: '',
}

const base = {
  id: z.string().min(1).max(1100),
  title: z.string().max(300).optional(),
  /** Columns of twelve, and pixels. */
  width: z.int().min(1).max(12).optional(),
  height: z.int().min(80).max(2000).optional(),
}

/** A column of runs, as in the run table: `config.lr`, `summary.loss`, `createdAt`. */
const column = z.string().min(1).max(300)

export const scalarReduceSchema = z.enum(['best', 'mean', 'min', 'max', 'latest'])
export type ScalarReduce = z.infer<typeof scalarReduceSchema>

export const panelSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('line'),
    metrics: z.array(key).max(32),
    /** An expression over metrics such as `${train/loss} / ${val/loss}`, or `x**2` of each of them; empty: as they are. */
    formula: z.string().max(1000).optional(),
    settings: lineSettingsSchema.partial().optional(),
  }),
  z.object({ ...base, kind: z.literal('bar'), column, isLog: z.boolean().optional() }),
  z.object({
    ...base,
    kind: z.literal('scatter'),
    x: column,
    y: column,
    color: column.optional(),
    isLogX: z.boolean().optional(),
    isLogY: z.boolean().optional(),
    /** Both: the Pareto front is drawn. */
    goalX: goalSchema.optional(),
    goalY: goalSchema.optional(),
  }),
  z.object({ ...base, kind: z.literal('histogram'), metric: key }),
  z.object({
    ...base,
    kind: z.literal('parallel'),
    /** None: settings that vary. */
    columns: z.array(column).max(64),
    /** The last axis, a result, which gives the colour. */
    color: column.optional(),
    goal: goalSchema.optional(),
    flipped: z.array(column).max(64).optional(),
    scales: z.record(column, z.enum(['linear', 'log'])).optional(),
  }),
  z.object({ ...base, kind: z.literal('importance'), column }),
  z.object({ ...base, kind: z.literal('scalar'), column, reduce: scalarReduceSchema, goal: goalSchema.optional() }),
  z.object({ ...base, kind: z.literal('comparer'), differsOnly: z.boolean() }),
  z.object({ ...base, kind: z.literal('media'), metric: key }),
  z.object({ ...base, kind: z.literal('markdown'), text: z.string().max(100_000) }),
])
export type Panel = z.infer<typeof panelSchema>
export type PanelKind = Panel['kind']

/**
 * Panels under one heading. With a `prefix` the section goes on with a line panel for each metric `prefix/…` that no
 * panel shows and nobody hid; '' is for metrics without a prefix.
 */
export const panelSectionSchema = z.object({
  id: z.string().min(1).max(1100),
  title: z.string().max(300),
  prefix: z.string().max(1024).optional(),
  panels: z.array(panelSchema).max(1000),
  settings: lineSettingsSchema.partial().optional(),
})
export type PanelSection = z.infer<typeof panelSectionSchema>

/** Bounds along each x that is zoomed into, in its own unit: all panels with the same x have the same. */
export const zoomsSchema = z.record(z.string().max(1100), z.tuple([z.number(), z.number()]))
export type Zooms = z.infer<typeof zoomsSchema>
