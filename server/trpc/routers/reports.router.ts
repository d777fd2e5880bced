import { z } from 'zod'
import { projectPathSchema } from '~/server/domain/ids'
import {
  createReportInputSchema,
  reportRefSchema,
  reportSchema,
  reportSummarySchema,
  updateReportInputSchema,
} from '~/server/domain/report'
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
})
