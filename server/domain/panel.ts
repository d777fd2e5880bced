/**
 * Panels of a workspace or a report: what each shows, not how it is drawn. A panel names metrics and columns of runs; which
 * runs it draws is said by the workspace or the report that it stands in.
 */
import { z } from 'zod'

const key = z.string().min(1).max(1024)

/** `metric:<key>` puts another metric along the axis, such as `metric:epoch`. */
export const panelXSchema = z.string().regex(/^(step|runtime|time|metric:.{1,1024})$/s)

/**
 * ema: time-weighted, `amount` 0 to 0.999; gaussian: `amount` is the deviation in points; mean: over `amount` points.
 */
export const smoothingSchema = z.object({
  kind: z.enum(['none', 'ema', 'gaussian', 'mean']),
  amount: z.number().min(0).max(10_000),
})
export type Smoothing = z.infer<typeof smoothingSchema>

/** How lines are drawn; each may be set for a whole workspace, for a section, or for one panel. */
export const lineSettingsSchema = z.object({
  x: panelXSchema,
  isLogX: z.boolean(),
  isLogY: z.boolean(),
  smoothing: smoothingSchema,
  /** Cut values far outside the rest, and say how many. */
  clipsOutliers: z.boolean(),
  /** Bounds along x in its own unit; kept across panels that have the same x. */
  zoom: z.tuple([z.number(), z.number()]).nullable(),
  /** What a group of runs is drawn as. */
  aggregate: z.enum(['mean', 'median', 'min', 'max']),
  band: z.enum(['std', 'stderr', 'minmax', 'none']),
  /** With ${name}, ${id}, ${state}, ${config.lr}, ${summary.loss}, ${group}, ${mean}, ${n}; '' is the name. */
  legend: z.string().max(500),
})
export type LineSettings = z.infer<typeof lineSettingsSchema>

export const LINE_SETTINGS: LineSettings = {
  x: 'step',
  isLogX: false,
  isLogY: false,
  smoothing: { kind: 'none', amount: 0 },
  clipsOutliers: true,
  zoom: null,
  aggregate: 'mean',
  band: 'std',
  legend: '',
}

const base = {
  id: z.string().min(1).max(64),
  title: z.string().max(300).optional(),
  /** Columns of twelve, and pixels. */
  width: z.int().min(1).max(12).optional(),
  height: z.int().min(80).max(2000).optional(),
}

/** A column of runs, as in the run table: `config.lr`, `summary.loss`, `createdAt`. */
const column = z.string().min(1).max(300)
const goal = z.enum(['minimize', 'maximize'])

export const panelSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('line'),
    metrics: z.array(key).max(32),
    /** An expression over metrics such as `${train/loss} / ${val/loss}` or `x**2`; empty: the metrics as they are. */
    formula: z.string().max(1000).optional(),
    settings: lineSettingsSchema.partial().optional(),
  }),
  z.object({ ...base, kind: z.literal('bar'), column }),
  z.object({
    ...base,
    kind: z.literal('scatter'),
    x: column,
    y: column,
    color: column.optional(),
    isLogX: z.boolean().optional(),
    isLogY: z.boolean().optional(),
    /** Both: the Pareto front is drawn. */
    goalX: goal.optional(),
    goalY: goal.optional(),
  }),
  z.object({ ...base, kind: z.literal('histogram'), metric: key }),
  z.object({ ...base, kind: z.literal('parallel'), columns: z.array(column).max(64), color: column.optional() }),
  z.object({ ...base, kind: z.literal('importance'), column }),
  z.object({ ...base, kind: z.literal('scalar'), column, reduce: z.enum(['best', 'mean', 'min', 'max', 'latest']) }),
  z.object({ ...base, kind: z.literal('comparer'), differsOnly: z.boolean() }),
  z.object({ ...base, kind: z.literal('media'), metric: key }),
  z.object({ ...base, kind: z.literal('markdown'), text: z.string().max(100_000) }),
])
export type Panel = z.infer<typeof panelSchema>

export const panelSectionSchema = z.object({
  id: z.string().min(1).max(64),
  title: z.string().max(300),
  isOpen: z.boolean(),
  panels: z.array(panelSchema).max(1000),
})
export type PanelSection = z.infer<typeof panelSectionSchema>
