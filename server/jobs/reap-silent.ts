/** Looks for agents and runs that were not heard of for too long. */
import { reapSilentAgents, reapSilentRuns } from '~/server/agents/silence.service'
import type { JobCtx } from './scheduler'

export async function reapSilent(ctx: JobCtx, deadlineMs: number): Promise<void> {
  const isOverdue = () => ctx.now().getTime() >= deadlineMs
  await reapSilentAgents(ctx, isOverdue)
  await reapSilentRuns(ctx, isOverdue)
}
