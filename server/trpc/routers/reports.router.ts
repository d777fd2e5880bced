import { z } from 'zod'
import { projectPathSchema } from '~/server/domain/ids'
import {
  createReportInputSchema,
  publishedReportSchema,
  publishReportInputSchema,
  reportRefSchema,
  reportSchema,
  reportSummarySchema,
  updateReportInputSchema,
} from '~/server/domain/report'
import * as published from '~/server/files/published-report.service'
import * as reports from '~/server/views/report.service'
import { procedure, router } from '../init'

export const reportsRouter = router({
  list: procedure
    .input(projectPathSchema)
    .output(reportSummarySchema.array())
    .query(({ ctx, input }) => reports.listReports(ctx, input)),
  byId: procedure
    .input(reportRefSchema)
    .output(reportSchema)
    .query(({ ctx, input }) => reports.findReport(ctx, input.report)),
  create: procedure
    .input(createReportInputSchema)
    .output(reportSchema)
    .mutation(({ ctx, input }) => reports.createReport(ctx, input)),
  update: procedure
    .input(updateReportInputSchema)
    .output(reportSchema)
    .mutation(({ ctx, input }) => reports.updateReport(ctx, input)),
  remove: procedure
    .input(reportRefSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => reports.deleteReport(ctx, input.report)),
  /** Puts a copy behind a link that needs no account; a link from before ends. */
  publish: procedure
    .input(publishReportInputSchema)
    .output(publishedReportSchema)
    .mutation(({ ctx, input }) => published.publishReport(ctx, input)),
  unpublish: procedure
    .input(reportRefSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => published.unpublishReport(ctx, input.report)),
})
