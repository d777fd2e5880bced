/** Forgets content that nothing refers to any more: files that were deleted or replaced, runs that were purged. */
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import * as store from './run-file.store'

/** Long enough for whoever stores a blob to refer to it. */
const UNREFERENCED_MS_MIN = 3_600_000
/** No upload that makes progress takes as long. */
const RECEIVING_MS_MAX = 7 * 24 * 3_600_000
const BATCH = 200

/** How many blobs were forgotten. Stops at the deadline and takes up the rest at its next turn. */
export async function sweepBlobs(ctx: Pick<Ctx, 'db' | 'now' | 'blobs'>, isOverdue: () => boolean): Promise<number> {
  const before = new Date(ctx.now().getTime() - UNREFERENCED_MS_MIN)
  let count = 0
  while (!isOverdue()) {
    const candidates = await store.listUnreferenced(ctx.db, { before, limit: BATCH })
    for (const sha256 of candidates) {
      if (isOverdue()) break
      if (await forget(ctx, sha256, before)) count += 1
    }
    if (candidates.length < BATCH) break
  }
  await ctx.blobs.deleteAbandoned(new Date(ctx.now().getTime() - RECEIVING_MS_MAX))
  return count
}

/** Deleting twice is harmless, so a transaction that is tried again is too. */
function forget(ctx: Pick<Ctx, 'db' | 'blobs'>, sha256: string, before: Date): Promise<boolean> {
  return transaction(ctx.db, async (tx) => {
    if (!(await store.deleteUnreferenced(tx, sha256, before))) return false
    await ctx.blobs.delete(sha256)
    return true
  })
}
