import {
  compareCurvesInputSchema,
  compareInputSchema,
  comparisonSchema,
  contenderCurveSchema,
} from '~/server/domain/comparison'
import { projectPathSchema, sweepRefSchema } from '~/server/domain/ids'
import {
  changedSweepSchema,
  changeSweepInputSchema,
  checkConfigOutputSchema,
  createdSweepSchema,
  createSweepInputSchema,
  priorRunSchema,
  sweepDetailSchema,
  sweepSummarySchema,
} from '~/server/domain/sweep'
import { readPointsInputSchema, sweepColumnsSchema } from '~/server/domain/sweep-points'
import {
  previewPriorInputSchema,
  priorPreviewSchema,
  proposeInputSchema,
  spaceProposalSchema,
} from '~/server/domain/sweep-proposal'
import { importanceSchema } from '~/server/domain/trial'
import * as comparison from '~/server/sweeps/comparison/comparison.service'
import * as curves from '~/server/sweeps/comparison/method-curves.service'
import * as outcomes from '~/server/sweeps/outcome.service'
import * as prior from '~/server/sweeps/prior.service'
import * as proposals from '~/server/sweeps/propose.service'
import * as sweeps from '~/server/sweeps/sweep.service'
import { procedure, router } from '../init'

export const sweepsRouter = router({
  /** Looks at a config without making anything: every problem at once, and what would be suggested. */
  check: procedure
    .input(createSweepInputSchema)
    .output(checkConfigOutputSchema)
    .query(({ ctx, input }) => sweeps.checkConfig(ctx, input)),
  /** A search space, metric and program for a sweep, from runs that are there. */
  propose: procedure
    .input(proposeInputSchema)
    .output(spaceProposalSchema)
    .query(({ ctx, input }) => proposals.proposeSweep(ctx, input)),
  /** Which of these runs a sweep of this config would learn from, and what they say of its parameters. */
  previewPrior: procedure
    .input(previewPriorInputSchema)
    .output(priorPreviewSchema)
    .query(({ ctx, input }) => proposals.previewPrior(ctx, input)),
  create: procedure
    .input(createSweepInputSchema)
    .output(createdSweepSchema)
    .mutation(({ ctx, input }) => sweeps.createSweep(ctx, input)),
  list: procedure
    .input(projectPathSchema)
    .output(sweepSummarySchema.array())
    .query(({ ctx, input }) => sweeps.listSweeps(ctx, input)),
  byId: procedure
    .input(sweepRefSchema)
    .output(sweepDetailSchema)
    .query(({ ctx, input }) => sweeps.findSweep(ctx, input.sweep)),
  /** Runs from before the sweep that its search learns from, and those that it was given and cannot use. */
  priorRuns: procedure
    .input(sweepRefSchema)
    .output(priorRunSchema.array())
    .query(({ ctx, input }) => prior.listPriorRuns(ctx, input.sweep)),
  change: procedure
    .input(changeSweepInputSchema)
    .output(changedSweepSchema)
    .mutation(({ ctx, input }) => sweeps.changeSweep(ctx, input)),
  points: procedure
    .input(readPointsInputSchema)
    .output(sweepColumnsSchema)
    .query(({ ctx, input }) => outcomes.readPoints(ctx, input)),
  importance: procedure
    .input(sweepRefSchema)
    .output(importanceSchema)
    .query(({ ctx, input }) => outcomes.findImportance(ctx, input.sweep)),
  compare: procedure
    .input(compareInputSchema)
    .output(comparisonSchema)
    .query(({ ctx, input }) => comparison.compareSweeps(ctx, input)),
  compareCurves: procedure
    .input(compareCurvesInputSchema)
    .output(contenderCurveSchema.array())
    .query(({ ctx, input }) => curves.compareCurves(ctx, input)),
})
