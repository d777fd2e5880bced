/**
 * What each button of a sweep will do, with the real counts, and what it did, from the server's answer. Pure: the words
 * are the contract between a person and a running training, so they are tested.
 */
import { countOf } from '~/components/lib/format'
import type { ChangedSweep, SweepAction, SweepDetail, SweepState } from '~/server/domain/sweep'

export type ActionFacts = Pick<SweepDetail, 'state' | 'runs' | 'endReason' | 'agentCount' | 'standing'>

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

/** A finished sweep is canceled only for the sake of the runs that still go on. */
export function isAvailable(action: SweepAction, sweep: ActionFacts): boolean {
  if (action === 'resume' && sweep.standing.resume.kind === 'refused') return false
  if (action === 'cancel' && sweep.state === 'finished') return sweep.runs.running > 0
  return AVAILABLE[action].includes(sweep.state)
}

function goOn(count: number): string {
  if (count === 0) return 'none is running now'
  return count === 1 ? '1 running goes on to its end' : `${count} running go on to their end`
}

function kept({ finished }: ActionFacts['runs']): string {
  if (finished === 0) return 'no run has finished yet'
  return `${countOf(finished, 'finished run')} ${finished === 1 ? 'stays' : 'stay'}`
}

/** What becomes of suggestions that no agent has yet; '' when there are none. */
function waiting({ standing }: ActionFacts, becomes: string): string {
  const count = standing.waiting.search + standing.waiting.asked
  return count === 0 ? '' : ` ${countOf(count, 'waiting suggestion')} ${becomes}.`
}

/** Before: what would happen now. */
export function effectOf(action: SweepAction, sweep: ActionFacts): string {
  const { running } = sweep.runs
  if (!isAvailable(action, sweep)) return whyNot(action, sweep)
  switch (action) {
    case 'pause':
      return `Hands out no new runs; ${goOn(running)}. Agents wait.${waiting(sweep, 'kept in the queue')}`
    case 'resume':
      return resumed(sweep)
    case 'stop':
      return `Ends the sweep but lets runs finish: ${goOn(running)}; ${kept(sweep.runs)}.${waiting(sweep, 'set aside until you resume')}`
    case 'cancel':
      return running === 0
        ? `Ends the sweep for good; nothing is running now, ${kept(sweep.runs)}.${waiting(sweep, 'dropped')}`
        : `Ends the sweep for good and stops ${countOf(running, 'running training')} now; ${kept(sweep.runs)}.${waiting(sweep, 'dropped')}`
  }
}

function resumed(sweep: ActionFacts): string {
  const { resume } = sweep.standing
  const returning = resume.kind === 'possible' ? resume.returning : 0
  const back = returning === 0 ? '' : ` ${countOf(returning, 'suggestion')} that had been set aside first.`
  if (sweep.state === 'finished') return `Opens the sweep again and hands out runs.${back}`
  const agents = sweep.agentCount > 0 ? ` to ${countOf(sweep.agentCount, 'waiting agent')}` : '; no agent is here yet'
  return `Hands out runs again${agents}.${waiting(sweep, 'given out first')}`
}

function whyNot(action: SweepAction, sweep: ActionFacts): string {
  const { state, standing } = sweep
  if (state === 'canceled') return 'The sweep was canceled; make a new one from its config.'
  if (action === 'resume' && standing.resume.kind === 'refused' && AVAILABLE.resume.includes(state))
    return standing.resume.reason
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
  if (changed.returnedSuggestions > 0) {
    parts.push(`${countOf(changed.returnedSuggestions, 'suggestion')} back in the queue`)
  }
  if (parts.length === 0 && action !== 'resume') parts.push('nothing was running')
  const detail = parts.length === 0 ? '' : `: ${parts.join(', ')}`
  return `The sweep is ${changed.state}${detail}.`
}
