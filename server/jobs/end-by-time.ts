/** Ends sweeps whose end time has come. */
import { endSweepsPastTime } from '~/server/sweeps/controls/limits.service'
import type { JobCtx } from './scheduler'

export async function endByTime(ctx: JobCtx, deadlineMs: number): Promise<void> {
  await endSweepsPastTime(ctx, () => ctx.now().getTime() >= deadlineMs)
}
