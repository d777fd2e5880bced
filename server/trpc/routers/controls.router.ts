import { sweepFailuresSchema } from '~/server/domain/failures/sweep-failures'
import { sweepRefSchema } from '~/server/domain/ids'
import {
  editedSweepSchema,
  editSweepInputSchema,
  limitFactsSchema,
  limitsSchema,
  previewEditInputSchema,
  previewedEditSchema,
  setLimitsInputSchema,
  sweepVersionSchema,
} from '~/server/domain/sweep-controls'
import * as edits from '~/server/sweeps/controls/edit-sweep.service'
import * as failures from '~/server/sweeps/controls/failure.service'
import * as limits from '~/server/sweeps/controls/limits.service'
import { procedure, router } from '../init'

/** How a sweep is changed while it lives; the four buttons are `sweeps.change`. */
export const controlsRouter = router({
  /** What an edit would change and do to how many, with every problem at once; changes nothing. */
  previewEdit: procedure
    .input(previewEditInputSchema)
    .output(previewedEditSchema)
    .query(({ ctx, input }) => edits.previewEdit(ctx, input)),
  edit: procedure
    .input(editSweepInputSchema)
    .output(editedSweepSchema)
    .mutation(({ ctx, input }) => edits.editSweep(ctx, input)),
  versions: procedure
    .input(sweepRefSchema)
    .output(sweepVersionSchema.array())
    .query(({ ctx, input }) => edits.listVersions(ctx, input.sweep)),
  limitFacts: procedure
    .input(sweepRefSchema)
    .output(limitFactsSchema)
    .query(({ ctx, input }) => limits.findLimitFacts(ctx, input.sweep)),
  /** Priority, run cap and end time. */
  setLimits: procedure
    .input(setLimitsInputSchema)
    .output(limitsSchema)
    .mutation(({ ctx, input }) => limits.setLimits(ctx, input)),
  failures: procedure
    .input(sweepRefSchema)
    .output(sweepFailuresSchema)
    .query(({ ctx, input }) => failures.findFailures(ctx, input.sweep)),
})
