/** The turn of the merging job. */
import { mergeSmallChunks } from '~/server/metrics/merge.service'
import type { JobCtx } from './scheduler'

export async function mergeChunks(ctx: JobCtx, deadlineMs: number): Promise<void> {
  const replaced = await mergeSmallChunks(ctx, deadlineMs)
  if (replaced > 0) ctx.log.debug({ replaced }, 'small chunks were merged')
}
