/**
 * The in-process half of live hints: who listens here hears every hint of the whole cluster once the LISTEN connection
 * (channel.ts) is up.
 */
import type { Hint } from '~/server/domain/live'

type Listener = (hint: Hint) => void

const listeners = new Set<Listener>()

/** Hints that a slow reader has not taken yet; past this many the oldest is dropped, since hints only say "look again". */
const BACKLOG_MAX = 1000

export function deliver(hint: Hint): void {
  for (const listener of listeners) listener(hint)
}

/** Hints that match, from now on until the signal aborts. */
export async function* hintsOf(matches: (hint: Hint) => boolean, signal: AbortSignal): AsyncIterable<Hint> {
  const backlog: Hint[] = []
  let wake: () => void = () => {}
  const listener: Listener = (hint) => {
    if (!matches(hint)) return
    if (backlog.length === BACKLOG_MAX) backlog.shift()
    backlog.push(hint)
    wake()
  }
  const onAbort = () => wake()
  listeners.add(listener)
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      const hint = backlog.shift()
      if (hint !== undefined) yield hint
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    listeners.delete(listener)
    signal.removeEventListener('abort', onAbort)
  }
}

/** Resolves at the first hint that matches, after `waitMs`, or when the signal aborts. */
export function waitForHint(matches: (hint: Hint) => boolean, waitMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      listeners.delete(listener)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const listener: Listener = (hint) => {
      if (matches(hint)) done()
    }
    const timer = setTimeout(done, waitMs)
    listeners.add(listener)
    signal?.addEventListener('abort', done)
    if (signal?.aborted) done()
  })
}
