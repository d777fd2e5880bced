/** The trash of a project: what lies in it, back from it, and out of it for good. */
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import {
  BULK_BATCH_RUNS,
  type BulkOutcome,
  type ListTrashInput,
  type TrashedInput,
  type TrashPage,
} from '~/server/domain/run-bulk'
import { isTerminal } from '~/server/domain/run-state'
import { env } from '~/server/env'
import { findProjectRef } from '~/server/projects/project.service'
import { storable } from '../table/column-sql'
import { announce, printCursor, readCursor } from './batch'
import { DELETED_BY } from './bulk.service'
import * as store from './bulk.store'

const DAY_MS = 86_400_000
/** History goes with its run, so a batch for good is small. */
const PURGE_RUNS = 50

export async function listTrash(ctx: Ctx, input: ListTrashInput): Promise<TrashPage> {
  const project = await findProjectRef(ctx, input)
  const rows = await store.listTrash(ctx.db, project.id, { ...input, search: storable(input.search) })
  return {
    total: rows[0]?.total ?? 0,
    offset: input.offset,
    runs: rows.map(({ total: _, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      deletedAt: row.deletedAt.toISOString(),
      purgedAt: purgedAt(row.deletedAt),
    })),
  }
}

function purgedAt(deletedAt: Date): string | null {
  const days = env().trashDays
  return days === 0 ? null : new Date(deletedAt.getTime() + days * DAY_MS).toISOString()
}

/** Back to where they were, with everything they had. */
export async function restoreRuns(ctx: Ctx, input: TrashedInput): Promise<BulkOutcome> {
  return goOverTrash(ctx, input, BULK_BATCH_RUNS, async (tx, rows) => {
    const ids = rows.map(({ storageId }) => storageId)
    await store.setRestored(tx, ids, DELETED_BY)
    return { done: rows.length, refused: [] }
  })
}

export async function purgeRuns(ctx: Ctx, input: TrashedInput): Promise<BulkOutcome> {
  return goOverTrash(ctx, input, PURGE_RUNS, async (tx, rows) => {
    const ended = rows.filter(({ state }) => isTerminal(state))
    const done = await store.deleteForGood(
      tx,
      ended.map(({ storageId }) => storageId),
    )
    const open = rows.filter(({ state }) => !isTerminal(state))
    return { done, refused: open.map((row) => ({ row, reason: `it is ${row.state} still, and was asked to stop` })) }
  })
}

type TrashWork = (
  tx: Ctx['db'],
  rows: store.BulkRow[],
) => Promise<{ done: number; refused: { row: store.BulkRow; reason: string }[] }>

async function goOverTrash(ctx: Ctx, input: TrashedInput, limit: number, work: TrashWork): Promise<BulkOutcome> {
  const project = await findProjectRef(ctx, input, 'member')
  const { which } = input
  const after = readCursor(input.cursor)?.after ?? 0
  const deletedAt = which.kind === 'deletion' ? new Date(which.deletedAt) : null
  const key: store.BatchKey =
    which.kind === 'ids'
      ? { runIds: [...new Set(which.ids.map(storable))] }
      : {
          serials: await store.listTrashSerials(ctx.db, {
            projectId: project.id,
            deletedAt,
            afterSerial: after,
            limit,
          }),
        }
  const { rows, verdict } = await transaction(ctx.db, async (tx) => {
    const rows = await store.lockBatch(tx, project.id, key)
    return {
      rows,
      verdict: await work(
        tx,
        rows.filter((row) => row.deletedAt !== null),
      ),
    }
  })
  if (verdict.done > 0) announce(project.id)
  const found = new Set(rows.map(({ runId }) => runId))
  const missing = 'runIds' in key ? key.runIds.filter((id) => !found.has(id)) : []
  const last = 'serials' in key && key.serials.length === limit ? (key.serials.at(-1) ?? null) : null
  return {
    done: verdict.done,
    unchanged: rows.filter((row) => row.deletedAt === null).length,
    refused: [
      ...missing.map((id) => ({ run: id, name: id, reason: 'it is not there' })),
      ...verdict.refused.map(({ row, reason }) => ({ run: row.runId, name: row.name, reason })),
    ],
    cursor: last === null ? null : printCursor({ version: '', after: last, until: 0, at: null }),
    deletedAt: null,
  }
}

/** Runs that have lain in a trash for too long go for good; how many. For the clock, which acts for nobody. */
export async function purgeOldRuns(
  ctx: { db: Ctx['db']; now: () => Date },
  { days, isOverdue }: { days: number; isOverdue: () => boolean },
): Promise<number> {
  if (days === 0) return 0
  const before = new Date(ctx.now().getTime() - days * DAY_MS)
  let count = 0
  while (!isOverdue()) {
    const ids = await store.listPurgeable(ctx.db, before, PURGE_RUNS)
    if (ids.length === 0) break
    count += await store.deleteForGood(ctx.db, ids)
  }
  return count
}
