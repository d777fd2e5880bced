/** Opens a sweep that was paused or is over, under its lock: whoever wants it to give out runs again does it here. */
import type { Ctx } from '~/server/context'
import type { SweepState } from '~/server/domain/sweep'
import { moveSweep, type StoredSweep } from './sweep.store'
import { rearrangeWaiting } from './waiting.service'

export async function openSweep(
  { db: tx, now }: Pick<Ctx, 'db' | 'now'>,
  sweep: StoredSweep,
): Promise<{ state: SweepState; returnedSuggestions: number }> {
  const { storageId, config, state } = sweep
  // Nobody asked for what waits outside of the space to be dropped.
  const { returned } =
    state === 'finished'
      ? await rearrangeWaiting(tx, { storageId, config, dropsOutside: false, returns: true })
      : { returned: 0 }
  // A sweep that was paused before any agent came still waits for its first.
  const to = sweep.startedAt === null ? 'pending' : 'running'
  await moveSweep(tx, { storageId, from: [state], to, endReason: null, now: now() })
  return { state: to, returnedSuggestions: returned }
}
