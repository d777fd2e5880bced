/** Which runs the charts draw: the first of the table, without those whose eye is closed, and further ones whose eye was opened. Pure. */
import type { RunsState } from '~/server/domain/view'

/** Whether a run is drawn: yes; it would be, but its eye is closed; or it is not among the first. */
export type ChartedState = 'charted' | 'hidden' | 'beyond'

type Eyes = Pick<RunsState, 'top' | 'hidden' | 'shown'>

/** `place` of the run (or group) in its order, from 0; `id` of the run, or key of the group. */
export function chartedState({ top, hidden, shown }: Eyes, id: string, place: number): ChartedState {
  if (shown.includes(id)) return 'charted'
  if (hidden.includes(id)) return 'hidden'
  return place < top ? 'charted' : 'beyond'
}

/** The eye of one run opened or closed. */
export function withEye(eyes: Eyes, id: string, place: number): Pick<RunsState, 'hidden' | 'shown'> {
  const hidden = eyes.hidden.filter((other) => other !== id)
  const shown = eyes.shown.filter((other) => other !== id)
  const isCharted = chartedState(eyes, id, place) === 'charted'
  if (isCharted) return { hidden: place < eyes.top ? [...hidden, id] : hidden, shown }
  return { hidden, shown: place < eyes.top ? shown : [...shown, id] }
}
