/**
 * Goes over many runs in bounded batches. What matches is settled when the first batch is taken; a cursor says how far the
 * going over is, and holds for any process.
 */
import { z } from 'zod'
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import { invalid } from '~/server/domain/errors'
import { BULK_BATCH_RUNS, type BulkInput, type BulkOutcome, type WhichRuns } from '~/server/domain/run-bulk'
import { publish } from '~/server/live/publish'
import { findProjectRef, type ProjectRef } from '~/server/projects/project.service'
import { storable } from '../table/column-sql'
import { forgetGroups } from '../table/run-group.service'
import { findOrder, forgetOrders } from '../table/run-table.service'
import { type BatchKey, type BulkRow, listSerials, lockBatch } from './bulk.store'

const cursorSchema = z.object({
  /** Of the order that was settled. */
  version: z.string().max(64).default(''),
  /** Serial of the last run that was gone over, and of the last that will be. */
  after: z.number().min(0),
  until: z.number().min(0).default(0),
  /** When the deletion began, that it is one. */
  at: z.iso.datetime().nullable().default(null),
})
export type BulkCursor = z.infer<typeof cursorSchema>

export function readCursor(text: string | null | undefined): BulkCursor | null {
  if (text == null) return null
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    throw invalid([
      { path: 'cursor', line: null, found: text.slice(0, 40), allowed: 'the cursor of the answer before' },
    ])
  }
}

export function printCursor(cursor: BulkCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Creation is the order that costs least; batches are cut from its serials. */
const SETTLED = [{ column: 'createdAt', direction: 'asc' as const }]

type Matching = Extract<WhichRuns, { kind: 'matching' }>

/** Serials of all that match, ascending. */
export async function matchingSerials(
  ctx: Ctx,
  projectId: string,
  { search, filter, version }: Pick<Matching, 'search' | 'filter'> & { version: string | null },
): Promise<{ version: string; serials: Float64Array }> {
  const order = await findOrder(ctx, projectId, { search, filter, sort: SETTLED, version })
  return { version: order.version, serials: order.serials.toSorted() }
}

/** Every serial that is meant, for a look beforehand. */
export async function allSerials(ctx: Ctx, projectId: string, which: WhichRuns): Promise<number[]> {
  if (which.kind === 'ids') return listSerials(ctx.db, projectId, which.ids.map(storable))
  const { serials } = await matchingSerials(ctx, projectId, { ...which, version: null })
  const except = new Set(await listSerials(ctx.db, projectId, which.except.map(storable)))
  return Array.from(serials).filter((serial) => !except.has(serial))
}

/** What became of the runs of one batch. */
type Verdict = { done: number; unchanged: number; refused: { row: BulkRow; reason: string }[] }

type BatchWork = (tx: Ctx['db'], rows: BulkRow[], batch: { project: ProjectRef; at: Date }) => Promise<Verdict>

/** One batch of the runs that are meant. `work` is done in one transaction, on locked rows that are not in the trash. */
export async function goOver(ctx: Ctx, input: BulkInput, work: BatchWork): Promise<BulkOutcome> {
  const project = await findProjectRef(ctx, input, 'member')
  const cursor = readCursor(input.cursor)
  const at = cursor?.at == null ? ctx.now() : new Date(cursor.at)
  const { key, next } = await nextBatch(ctx, project.id, { which: input.which, cursor })
  const { rows, verdict } = await transaction(ctx.db, async (tx) => {
    const rows = await lockBatch(tx, project.id, key)
    return { rows, verdict: await work(tx, rows, { project, at }) }
  })
  if (verdict.done > 0) announce(project.id)
  const found = new Set(rows.map(({ runId }) => runId))
  const missing = 'runIds' in key ? key.runIds.filter((id) => !found.has(id)) : []
  return {
    done: verdict.done,
    unchanged: verdict.unchanged,
    refused: [
      ...missing.map((id) => ({ run: id, name: id, reason: 'it is not there' })),
      ...verdict.refused.map(({ row, reason }) => ({ run: row.runId, name: row.name, reason })),
    ],
    cursor: next === null ? null : printCursor({ ...next, at: at.toISOString() }),
    deletedAt: null,
  }
}

/** The pages of the project look again. One hint for all, whatever the number of runs. */
export function announce(projectId: string): void {
  forgetOrders(projectId)
  forgetGroups(projectId)
  publish({ kind: 'project', projectId, id: projectId, sweepId: null })
}

async function nextBatch(
  ctx: Ctx,
  projectId: string,
  { which, cursor }: { which: WhichRuns; cursor: BulkCursor | null },
): Promise<{ key: BatchKey; next: BulkCursor | null }> {
  if (which.kind === 'ids') return { key: { runIds: [...new Set(which.ids.map(storable))] }, next: null }
  const settled = await matchingSerials(ctx, projectId, { ...which, version: cursor?.version ?? null })
  const except = new Set(await listSerials(ctx.db, projectId, which.except.map(storable)))
  const until = cursor?.until ?? settled.serials.at(-1) ?? 0
  const rest = Array.from(settled.serials).filter(
    (serial) => serial > (cursor?.after ?? 0) && serial <= until && !except.has(serial),
  )
  const serials = rest.slice(0, BULK_BATCH_RUNS)
  const next =
    rest.length > serials.length ? { version: settled.version, after: serials.at(-1) ?? 0, until, at: null } : null
  return { key: { serials }, next }
}
