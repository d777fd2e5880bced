/**
 * What each button of a sweep will do, with the real counts, and what it did, from the server's answer. Pure: the words
 * are the contract between a person and a running training, so they are tested.
 */
import { countOf } from '~/components/lib/format'
import type { ChangedSweep, SweepAction, SweepState, SweepSummary } from '~/server/domain/sweep'

export const ACTION_WORD: Record<SweepAction, string> = {
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  cancel: 'Cancel…',
}

const AVAILABLE: Record<SweepAction, readonly SweepState[]> = {
  pause: ['pending', 'running'],
  resume: ['paused', 'finished'],
  stop: ['pending', 'running', 'paused'],
  cancel: ['pending', 'running', 'paused', 'finished'],
}

/** Ended by itself (cap, grid, target), not by a person: to open it again would hand out nothing. */
function isSpent({ state, endReason }: Pick<SweepSummary, 'state' | 'endReason'>): boolean {
  return state === 'finished' && endReason !== null && !endReason.startsWith('stopped by ')
}

/** A finished sweep is canceled only for the sake of the runs that still go on. */
export function isAvailable(action: SweepAction, sweep: Pick<SweepSummary, 'state' | 'runs' | 'endReason'>): boolean {
  if (action === 'resume' && isSpent(sweep)) return false
  if (action === 'cancel' && sweep.state === 'finished') return sweep.runs.running > 0
  return AVAILABLE[action].includes(sweep.state)
}

function goOn(count: number): string {
  if (count === 0) return 'none is running now'
  return count === 1 ? '1 running goes on to its end' : `${count} running go on to their end`
}

function kept({ finished }: SweepSummary['runs']): string {
  if (finished === 0) return 'no run has finished yet'
  return `${countOf(finished, 'finished run')} ${finished === 1 ? 'stays' : 'stay'}`
}

/** Before: what would happen now. */
export function effectOf(action: SweepAction, sweep: SweepSummary): string {
  const { running } = sweep.runs
  if (!isAvailable(action, sweep)) return whyNot(action, sweep)
  switch (action) {
    case 'pause':
      return `Hands out no new runs; ${goOn(running)}. Agents wait.`
    case 'resume':
      return sweep.state === 'finished'
        ? 'Opens the sweep again and hands out runs, if there is anything left to try.'
        : `Hands out runs again${sweep.agentCount > 0 ? ` to ${countOf(sweep.agentCount, 'waiting agent')}` : '; no agent is here yet'}.`
    case 'stop':
      return `Ends the sweep but lets runs finish: ${goOn(running)}; ${kept(sweep.runs)}.`
    case 'cancel':
      return running === 0
        ? `Ends the sweep; nothing is running now, ${kept(sweep.runs)}.`
        : `Ends the sweep and stops ${countOf(running, 'running training')} now; ${kept(sweep.runs)}.`
  }
}

function whyNot(action: SweepAction, sweep: SweepSummary): string {
  const { state } = sweep
  if (state === 'canceled') return 'The sweep was canceled; make a new one from its config.'
  if (action === 'resume' && isSpent(sweep)) {
    return `Nothing is left to hand out (${sweep.endReason}); make a new sweep from its config.`
  }
  if (action === 'resume') return 'Runs are being handed out already.'
  if (state === 'finished') return 'The sweep is over.'
  return 'It is paused already.'
}

/** After: what the server says it did. */
export function outcomeOf(action: SweepAction, changed: ChangedSweep): string {
  const parts: string[] = []
  if (changed.stoppedRuns > 0) parts.push(`${countOf(changed.stoppedRuns, 'run')} asked to stop`)
  if (changed.continuingRuns > 0) {
    parts.push(`${countOf(changed.continuingRuns, 'run')} ${changed.continuingRuns === 1 ? 'goes' : 'go'} on`)
  }
  if (changed.droppedSuggestions > 0) parts.push(`${countOf(changed.droppedSuggestions, 'suggestion')} dropped`)
  if (parts.length === 0 && action !== 'resume') parts.push('nothing was running')
  const detail = parts.length === 0 ? '' : `: ${parts.join(', ')}`
  return `The sweep is ${changed.state}${detail}.`
}
