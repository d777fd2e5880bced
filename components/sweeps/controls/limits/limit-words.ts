/** What a changed limit would do, before it is set, and what it did. Pure: the words are a promise, so they are tested. */
import { countOf } from '~/components/lib/format'
import type { SweepDetail } from '~/server/domain/sweep'
import type { Limits } from '~/server/domain/sweep-controls'

/** `given`: runs that the search gave out so far; what people asked for does not count. */
export type CapFacts = Pick<SweepDetail, 'runs' | 'standing'> & { given: number }

export function capEffect(sweep: CapFacts, next: number | null): string {
  const made = sweep.given
  const waiting = sweep.standing.waiting.search
  if (next === null) return 'No cap: runs are handed out until the search has nothing left, or you stop it.'
  if (next > made) return `${countOf(next - made, 'more run')} at most, then the sweep ends.`
  const running = sweep.runs.running
  const aside = waiting === 0 ? '' : ` ${countOf(waiting, 'waiting suggestion')} set aside.`
  return running === 0
    ? `${countOf(made, 'run')} made already: the sweep ends at once.${aside}`
    : `${countOf(made, 'run')} made already: no new ones, and the sweep ends when the ${running === 1 ? 'one' : running} running ${running === 1 ? 'ends' : 'end'}.${aside}`
}

export function endEffect(sweep: Pick<SweepDetail, 'runs'>, next: Date | null, now: Date): string {
  if (next === null) return 'No end time.'
  if (next <= now) return 'That time has passed; to end the sweep now, stop it.'
  const running = sweep.runs.running === 0 ? 'what runs then' : `what runs then (${sweep.runs.running} now)`
  return `From then on nothing is handed out; ${running} goes on to its end.`
}

export function priorityEffect(next: number, others: number): string {
  if (others === 0) return 'The only open sweep of the project, so agents of the project serve it whatever the number.'
  const place = next > 0 ? 'before' : next < 0 ? 'after' : 'among'
  return `Agents that work for the whole project serve it ${place} sweeps of priority 0. Agents of this sweep do not mind.`
}

export function limitsOutcome(limits: Limits): string {
  const parts = [
    ...(limits.droppedSuggestions > 0 ? [`${countOf(limits.droppedSuggestions, 'waiting suggestion')} set aside`] : []),
    ...(limits.returnedSuggestions > 0
      ? [`${countOf(limits.returnedSuggestions, 'suggestion')} back in the queue`]
      : []),
  ]
  const what = `Set. The sweep is ${limits.state}${limits.endReason === null ? '' : ` (${limits.endReason})`}`
  return parts.length === 0 ? `${what}.` : `${what}: ${parts.join(', ')}.`
}

/** As a `datetime-local` field writes and reads it: the reader's own time, to the minute. */
export function toLocalField(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`
}

/** Null for what is no time. */
export function fromLocalField(text: string): Date | null {
  const time = new Date(text)
  return text === '' || Number.isNaN(time.getTime()) ? null : time
}
