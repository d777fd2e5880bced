import { metricFactSchema, metricsInputSchema } from '~/server/domain/history'
import { projectPathSchema } from '~/server/domain/ids'
import {
  finishRunInputSchema,
  requestStopInputSchema,
  runColumnsSchema,
  runDetailSchema,
  runOrdersSchema,
  runRefSchema,
  startedRunSchema,
  startRunInputSchema,
  stopRunInputSchema,
  updateRunInputSchema,
} from '~/server/domain/run'
import { listGroupsInputSchema, runGroupsSchema } from '~/server/domain/run-group'

import {
  listIdsInputSchema,
  listRunsInputSchema,
  readTableInputSchema,
  runIdsSchema,
  runPageSchema,
  runTableSchema,
} from '~/server/domain/run-list'
import {
  readValuesInputSchema,
  runImportanceInputSchema,
  runImportanceSchema,
  runValuesSchema,
} from '~/server/domain/run-values'
import * as metrics from '~/server/metrics/history.service'
import * as runs from '~/server/runs/run.service'
import { listGroups } from '~/server/runs/table/run-group.service'
import { listIds, readTable } from '~/server/runs/table/run-table.service'
import { readValues } from '~/server/runs/table/run-values.service'
import { importanceOfRuns } from '~/server/sweeps/run-importance.service'
import { procedure, router } from '../init'
import { bulkProcedures } from './bulk.router'

export const runsRouter = router({
  ...bulkProcedures,
  start: procedure
    .input(startRunInputSchema)
    .output(startedRunSchema)
    .mutation(({ ctx, input }) => runs.startRun(ctx, input)),
  update: procedure
    .input(updateRunInputSchema)
    .output(runOrdersSchema)
    .mutation(({ ctx, input }) => runs.updateRun(ctx, input)),
  /** Says that the run lives though it logs nothing; answers whether it should stop. */
  heartbeat: procedure
    .input(stopRunInputSchema)
    .output(runOrdersSchema)
    .mutation(({ ctx, input }) => runs.heartbeat(ctx, input.storageId)),
  finish: procedure
    .input(finishRunInputSchema)
    .output(runOrdersSchema)
    .mutation(({ ctx, input }) => runs.finishRun(ctx, input)),
  /** Asks the program to end; the next answer it gets carries the request. */
  stop: procedure
    .input(requestStopInputSchema)
    .output(runOrdersSchema)
    .mutation(({ ctx, input }) => runs.requestStop(ctx, input.storageId, input.reason)),
  list: procedure
    .input(listRunsInputSchema)
    .output(runPageSchema)
    .query(({ ctx, input }) => runs.listRuns(ctx, input)),
  /** A stretch of the runs with the values of the columns that are shown. */
  table: procedure
    .input(readTableInputSchema)
    .output(runTableSchema)
    .query(({ ctx, input }) => readTable(ctx, input)),
  ids: procedure
    .input(listIdsInputSchema)
    .output(runIdsSchema)
    .query(({ ctx, input }) => listIds(ctx, input)),
  /** Groups of runs by the values of columns, one level at a time, with what their numbers come to. */
  groups: procedure
    .input(listGroupsInputSchema)
    .output(runGroupsSchema)
    .query(({ ctx, input }) => listGroups(ctx, input)),
  /** Which settings of the runs explain a column. */
  importance: procedure
    .input(runImportanceInputSchema)
    .output(runImportanceSchema)
    .query(({ ctx, input }) => importanceOfRuns(ctx, input)),
  /** Columns of many runs, for charts. */
  values: procedure
    .input(readValuesInputSchema)
    .output(runValuesSchema)
    .query(({ ctx, input }) => readValues(ctx, input)),
  columns: procedure
    .input(projectPathSchema)
    .output(runColumnsSchema)
    .query(({ ctx, input }) => runs.listColumns(ctx, input)),
  byId: procedure
    .input(runRefSchema)
    .output(runDetailSchema)
    .query(({ ctx, input }) => runs.findRun(ctx, input)),
  metrics: procedure
    .input(metricsInputSchema)
    .output(metricFactSchema.array())
    .query(({ ctx, input }) => metrics.listMetrics(ctx, input)),
})
