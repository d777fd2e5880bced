/** Which token paints a bar of each state; beside it a bar that ended badly is taller, and every bar says its state. */
import type { RunState } from '~/server/domain/run-state'

export const STATE_COLOR: Record<RunState, string> = {
  pending: 'outline',
  running: 'accent',
  finished: 'good',
  failed: 'bad',
  crashed: 'bad',
  killed: 'warn',
  preempting: 'outline',
  preempted: 'outline',
}
