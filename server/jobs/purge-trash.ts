/** Empties trashes of what has lain in them for too long. */
import { env } from '~/server/env'
import { purgeOldRuns } from '~/server/runs/bulk/trash.service'
import type { JobCtx } from './scheduler'

export async function purgeTrash(ctx: JobCtx, deadlineMs: number): Promise<void> {
  const count = await purgeOldRuns(ctx, { days: env().trashDays, isOverdue: () => ctx.now().getTime() >= deadlineMs })
  if (count > 0) ctx.log.info({ count }, 'runs were purged from the trash')
}
