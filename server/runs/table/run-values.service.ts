/** Columns of the first runs of an order, for charts over runs. */
import type { Ctx } from '~/server/context'
import type { ReadValuesInput, RunValues } from '~/server/domain/run-values'
import { findProjectRef } from '~/server/projects/project.service'
import { goalsFor } from './run-scope'
import { findOrder } from './run-table.service'
import { readColumnValues } from './run-table.store'

export async function readValues(ctx: Ctx, input: ReadValuesInput): Promise<RunValues> {
  const project = await findProjectRef(ctx, input)
  const { serials } = await findOrder(ctx, project.id, { ...input, version: null })
  const goals = await goalsFor(ctx, project.id, input.columns)
  const values = await readColumnValues(ctx.db, {
    projectId: project.id,
    serials: Array.from(serials.subarray(0, input.limit)),
    columns: input.columns,
    goals,
  })
  return { total: serials.length, ...values }
}
