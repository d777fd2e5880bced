/** Procedures over many runs at once; they are part of the runs' router. */
import {
  bulkOutcomeSchema,
  bulkPreviewSchema,
  bulkRunsInputSchema,
  groupRunsInputSchema,
  listTrashInputSchema,
  moveRunsInputSchema,
  previewRunsInputSchema,
  tagRunsInputSchema,
  trashedInputSchema,
  trashPageSchema,
} from '~/server/domain/run-bulk'
import * as bulk from '~/server/runs/bulk/bulk.service'
import * as trash from '~/server/runs/bulk/trash.service'
import { procedure } from '../init'

export const bulkProcedures = {
  /** What an action on these runs would touch. */
  preview: procedure
    .input(previewRunsInputSchema)
    .output(bulkPreviewSchema)
    .query(({ ctx, input }) => bulk.previewRuns(ctx, input)),
  tag: procedure
    .input(tagRunsInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => bulk.tagRuns(ctx, input)),
  setGroup: procedure
    .input(groupRunsInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => bulk.groupRuns(ctx, input)),
  stopMany: procedure
    .input(bulkRunsInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => bulk.stopRuns(ctx, input)),
  /** Into the trash, from which `restore` brings them back until they are purged. */
  delete: procedure
    .input(bulkRunsInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => bulk.deleteRuns(ctx, input)),
  move: procedure
    .input(moveRunsInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => bulk.moveRuns(ctx, input)),
  trash: procedure
    .input(listTrashInputSchema)
    .output(trashPageSchema)
    .query(({ ctx, input }) => trash.listTrash(ctx, input)),
  restore: procedure
    .input(trashedInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => trash.restoreRuns(ctx, input)),
  /** Out of the trash for good. */
  purge: procedure
    .input(trashedInputSchema)
    .output(bulkOutcomeSchema)
    .mutation(({ ctx, input }) => trash.purgeRuns(ctx, input)),
}
