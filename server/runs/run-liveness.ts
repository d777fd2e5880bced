/**
 * What a run's words mean for its state, in one place for every door: whether a sign of life reopens it, and whether
 * it is told to stop. A run that was declared crashed by silence and speaks again goes on, except when its suggestion
 * was given to another run meanwhile: two runs of one suggestion would spoil the search, so that one is told to end.
 */
import type { RunOrders } from '~/server/domain/run'
import type { RunState } from '~/server/domain/run-state'

export type LiveRun = {
  state: RunState
  suggestionId: string | null
  stopRequestedAt: Date | null
  stopReason: string | null
}

/** True when rows, console lines or a heartbeat make the run `running`. An end that was told is not undone by them. */
export function isReopenedByWords(run: Pick<LiveRun, 'state' | 'suggestionId'>): boolean {
  if (run.state === 'crashed') return run.suggestionId === null
  return run.state === 'pending' || run.state === 'preempted'
}

export function ordersOf(run: LiveRun): RunOrders {
  if (run.stopRequestedAt !== null) return { stop: true, stopReason: run.stopReason }
  if (run.state === 'killed') return { stop: true, stopReason: run.stopReason ?? 'the run was stopped' }
  if (run.state === 'crashed' && run.suggestionId !== null) {
    return { stop: true, stopReason: 'the run was silent for too long and its suggestion was given out again' }
  }
  return { stop: false, stopReason: null }
}
