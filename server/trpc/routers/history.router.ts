import { z } from 'zod'
import {
  appendedSchema,
  appendHistoryInputSchema,
  groupedInputSchema,
  groupedSeriesSchema,
  rowsInputSchema,
  rowsSchema,
  seriesInputSchema,
  seriesSchema,
} from '~/server/domain/history'
import { projectPathSchema } from '~/server/domain/ids'
import {
  mediaInputSchema,
  mediaKeySchema,
  mediaKeysInputSchema,
  mediaPageSchema,
  mediaStepsInputSchema,
  mediaStepsSchema,
} from '~/server/domain/media'
import * as history from '~/server/metrics/history.service'
import * as media from '~/server/metrics/media.service'
import * as series from '~/server/metrics/series.service'
import { procedure, router } from '../init'

export const historyRouter = router({
  append: procedure
    .input(appendHistoryInputSchema)
    .output(appendedSchema)
    .mutation(({ ctx, input }) => history.appendHistory(ctx, input)),
  series: procedure
    .input(seriesInputSchema)
    .output(seriesSchema.array())
    .query(({ ctx, input }) => series.readSeries(ctx, input)),
  grouped: procedure
    .input(groupedInputSchema)
    .output(groupedSeriesSchema.array())
    .query(({ ctx, input }) => series.readGrouped(ctx, input)),
  /** Names of what the newest runs of a project log. */
  keys: procedure
    .input(projectPathSchema)
    .output(z.array(z.string()))
    .query(({ ctx, input }) => history.listKeys(ctx, input)),
  rows: procedure
    .input(rowsInputSchema)
    .output(rowsSchema)
    .query(({ ctx, input }) => history.readRows(ctx, input)),
  /** Metrics of the runs that hold media or text. */
  mediaKeys: procedure
    .input(mediaKeysInputSchema)
    .output(mediaKeySchema.array())
    .query(({ ctx, input }) => media.listMediaKeys(ctx, input.storageIds)),
  mediaSteps: procedure
    .input(mediaStepsInputSchema)
    .output(mediaStepsSchema.array())
    .query(({ ctx, input }) => media.listMediaSteps(ctx, input)),
  media: procedure
    .input(mediaInputSchema)
    .output(mediaPageSchema)
    .query(({ ctx, input }) => media.readMedia(ctx, input)),
})
