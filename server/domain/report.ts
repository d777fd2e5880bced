/** A report: a page of markdown with live panels, kept with its project. */
import { z } from 'zod'
import { projectPathSchema, sweepIdSchema } from './ids'
import { lineSettingsSchema, panelSchema } from './panel'
import { runsStateSchema } from './view'

export const reportIdSchema = z
  .string()
  .regex(/^[a-z0-9]{8}$/, { error: 'a report id has 8 characters of a-z and 0-9' })

const id = z.string().min(1).max(64)

export const reportBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('markdown'), id, text: z.string().max(200_000) }),
  /** Panels over the runs that the block names, drawn from what the server has when the report is read. */
  z.object({
    kind: z.literal('panels'),
    id,
    runs: runsStateSchema,
    settings: lineSettingsSchema.partial(),
    panels: z.array(panelSchema).max(50),
  }),
  /** Figures of the comparison page for these sweeps. */
  z.object({
    kind: z.literal('comparison'),
    id,
    sweeps: z.array(sweepIdSchema).min(1).max(20),
    /** The address of the comparison behind its `?`, which holds all that can be chosen there. */
    options: z.string().max(4000),
  }),
])
export type ReportBlock = z.infer<typeof reportBlockSchema>

export const reportContentSchema = z.object({ blocks: z.array(reportBlockSchema).max(200) })
export type ReportContent = z.infer<typeof reportContentSchema>

const title = z.string().trim().min(1, 'a title').max(300)

export const reportSummarySchema = z.object({
  id: reportIdSchema,
  title: z.string(),
  createdBy: z.string(),
  updatedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** When a copy was last published for who has the link; null: there is no such link. */
  publishedAt: z.iso.datetime().nullable(),
})
export type ReportSummary = z.infer<typeof reportSummarySchema>

export const reportSchema = reportSummarySchema.extend({
  storageId: z.uuid(),
  entity: z.string(),
  project: z.string(),
  /** Of the content; to be sent along with a change. */
  version: z.int(),
  content: reportContentSchema,
})
export type Report = z.infer<typeof reportSchema>

export const createReportInputSchema = projectPathSchema.extend({ title, content: reportContentSchema })
export type CreateReportInput = z.infer<typeof createReportInputSchema>

/** What is absent stays. `version` is the one that the change was made on; another in the meantime refuses it. */
export const updateReportInputSchema = z.object({
  report: reportIdSchema,
  version: z.int(),
  title: title.optional(),
  content: reportContentSchema.optional(),
})
export type UpdateReportInput = z.infer<typeof updateReportInputSchema>

/** The copy is the report as it was drawn in a browser, as standalone HTML. */
export const publishReportInputSchema = z.object({
  report: reportIdSchema,
  html: z
    .string()
    .min(1)
    .max(16 * 1024 * 1024),
})
/** The only time the link is seen. */
export const publishedReportSchema = z.object({ url: z.string(), publishedAt: z.iso.datetime() })
export type PublishedReport = z.infer<typeof publishedReportSchema>

export const reportRefSchema = z.object({ report: reportIdSchema })
