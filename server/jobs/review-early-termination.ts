/** Judges the curves of running runs: weak ones are stopped, a reached target ends its sweep. */
import { reviewSweeps } from '~/server/sweeps/early-termination.service'
import type { JobCtx } from './scheduler'

export async function reviewEarlyTermination(ctx: JobCtx, deadlineMs: number): Promise<void> {
  await reviewSweeps(ctx, () => ctx.now().getTime() >= deadlineMs)
}
