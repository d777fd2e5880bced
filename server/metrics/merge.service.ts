/** Keeps metrics quick to read: turns the many small chunks of live runs into few large ones with roll-ups. */
import type { Db } from '~/server/db/client'
import { transaction } from '~/server/db/transaction'
import * as store from './chunk.store'

/** Runs that were silent longer have been merged long since. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1000
const SMALL_CHUNKS_MIN = 32
const BATCH = 200

/**
 * Merges until nothing is left to merge or `deadlineMs` (epoch) has come; the number of chunks that were replaced.
 * Appends and reads go on meanwhile.
 */
export async function mergeSmallChunks(ctx: { db: Db; now: () => Date }, deadlineMs: number): Promise<number> {
  let replaced = 0
  while (ctx.now().getTime() < deadlineMs) {
    const since = new Date(ctx.now().getTime() - LOOK_BACK_MS)
    const found = await store.listMergeable(ctx.db, { since, smallChunksMin: SMALL_CHUNKS_MIN, limit: BATCH })
    let inBatch = 0
    for (const metric of found) {
      if (ctx.now().getTime() >= deadlineMs) break
      inBatch += await transaction(ctx.db, (tx) => store.mergeSmallChunks(tx, metric))
    }
    replaced += inBatch
    if (inBatch === 0) break
  }
  return replaced
}
