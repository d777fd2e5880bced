/** The turn of the job that forgets content without a reference. */
import { sweepBlobs as sweep } from '~/server/files/sweep-blobs.service'
import type { JobCtx } from './scheduler'

export async function sweepBlobs(ctx: JobCtx, deadlineMs: number): Promise<void> {
  const count = await sweep(ctx, () => ctx.now().getTime() >= deadlineMs)
  if (count > 0) ctx.log.info({ count }, 'content that nothing refers to was deleted')
}
