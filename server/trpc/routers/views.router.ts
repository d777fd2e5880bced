import { z } from 'zod'
import { projectPathSchema } from '~/server/domain/ids'
import {
  createViewInputSchema,
  savedViewDetailSchema,
  savedViewSchema,
  updateViewInputSchema,
  viewRefSchema,
} from '~/server/domain/saved-view'
import * as views from '~/server/views/view.service'
import { procedure, router } from '../init'

export const viewsRouter = router({
  /** Shared ones and one's own; the default first. */
  list: procedure
    .input(projectPathSchema)
    .output(savedViewSchema.array())
    .query(({ ctx, input }) => views.listViews(ctx, input)),
  byId: procedure
    .input(viewRefSchema)
    .output(savedViewDetailSchema)
    .query(({ ctx, input }) => views.findView(ctx, input.view)),
  /** What the project opens with. */
  default: procedure
    .input(projectPathSchema)
    .output(savedViewDetailSchema.nullable())
    .query(({ ctx, input }) => views.findDefaultView(ctx, input)),
  create: procedure
    .input(createViewInputSchema)
    .output(savedViewSchema)
    .mutation(({ ctx, input }) => views.createView(ctx, input)),
  update: procedure
    .input(updateViewInputSchema)
    .output(savedViewSchema)
    .mutation(({ ctx, input }) => views.updateView(ctx, input)),
  remove: procedure
    .input(viewRefSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => views.deleteView(ctx, input.view)),
})
