/**
 * Tells features further right that a run reached a terminal state, without importing them: they register here when
 * their module is loaded. Listeners run inside the transaction that ended the run, whichever way it ended (its own
 * finish, silence, a stop, an agent's loss), and exactly once for each end; what throws rolls the end back.
 */
import type { Db } from '../db/client'
import type { RunState } from '../domain/run-state'

export type EndedRun = {
  storageId: string
  sweepId: string | null
  suggestionId: string | null
  agentId: string | null
  state: RunState
  reason: string | null
  now: Date
}

export type RunEndedListener = (tx: Db, run: EndedRun) => Promise<void>

const listeners: RunEndedListener[] = []

export function onRunEnded(listener: RunEndedListener): void {
  if (!listeners.includes(listener)) listeners.push(listener)
}

/** Awaits every listener, in the order of registration. */
export async function tellRunEnded(tx: Db, run: EndedRun): Promise<void> {
  for (const listener of listeners) await listener(tx, run)
}
