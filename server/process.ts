/**
 * What exists once a process and must reach the pages. Next bundles its own copy of all that a page imports, so the
 * server leaves what pages need on `globalThis`, here and nowhere else. Types only come from the rest of the server:
 * a page that imports this file must not pull the server into its bundle.
 */
import type { createCaller } from './trpc/router'

export type AppRouterCaller = ReturnType<typeof createCaller>

export type SweepboardProcess = {
  /** Calls procedures in the name of whoever the request's cookie says; null when it says nobody. */
  callerFor(headers: Headers): Promise<AppRouterCaller | null>
}

const KEY = Symbol.for('sweepboard.process')
const store = globalThis as { [KEY]?: SweepboardProcess }

export function setProcess(process: SweepboardProcess): void {
  store[KEY] = process
}

/** Throws when pages are served by anything but server/main.ts. */
export function getProcess(): SweepboardProcess {
  const process = store[KEY]
  if (process === undefined)
    throw new Error('Pages are served by server/main.ts only: start with `npm start` or `npm run dev`.')
  return process
}
