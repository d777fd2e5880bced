/** The life of a run. The words are those of the wandb client, lower case on every wire. */
import { z } from 'zod'

export const RUN_STATES = [
  'pending',
  'running',
  'finished',
  'crashed',
  'failed',
  'killed',
  'preempting',
  'preempted',
] as const

export const runStateSchema = z.enum(RUN_STATES)
export type RunState = z.infer<typeof runStateSchema>

const TERMINAL: readonly RunState[] = ['finished', 'crashed', 'failed', 'killed']

/** Nothing more is expected from such a run, though a resume may reopen it. */
export function isTerminal(state: RunState): boolean {
  return TERMINAL.includes(state)
}

/** `crashed` is our verdict on silence, `failed` the program's own, `killed` a person's or a rule's. */
export function isBad(state: RunState): boolean {
  return state === 'crashed' || state === 'failed'
}
