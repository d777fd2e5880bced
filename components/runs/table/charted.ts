/** Which runs the charts draw: the first of the table, without those whose eye is closed, and further ones whose eye was opened. Pure. */
import type { RunsState } from '~/server/domain/view'

/** Whether a run is drawn: yes; it would be, but its eye is closed; or it is not among the first. */
export type ChartedState = 'charted' | 'hidden' | 'beyond'

type Eyes = Pick<RunsState, 'hidden' | 'shown'>

/** `id` of the run, or key of the group; whether it is among the first. */
export function chartedState({ hidden, shown }: Eyes, id: string, isFirst: boolean): ChartedState {
  if (shown.includes(id)) return 'charted'
  if (hidden.includes(id)) return 'hidden'
  return isFirst ? 'charted' : 'beyond'
}

/** The eye of one run or group opened or closed. */
export function withEye(eyes: Eyes, id: string, isFirst: boolean): Eyes {
  const hidden = eyes.hidden.filter((other) => other !== id)
  const shown = eyes.shown.filter((other) => other !== id)
  if (chartedState(eyes, id, isFirst) === 'charted') return { hidden: isFirst ? [...hidden, id] : hidden, shown }
  return { hidden, shown: isFirst ? shown : [...shown, id] }
}
