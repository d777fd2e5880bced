'use client'

import { useSyncExternalStore } from 'react'

/** One clock for all that says "3 min ago": it ticks once a second and stands still while nobody listens. */
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const notify of listeners) notify()
    }, 1000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** Nobody listens on the server, where the clock would stand at the start of the process. */
const serverNow = () => (typeof window === 'undefined' ? Date.now() : now)

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now, serverNow)
}
