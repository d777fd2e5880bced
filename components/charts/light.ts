'use client'

/**
 * The run that the reader points at, wherever: every panel shows it, and every panel can point. It is kept outside of
 * React's state on purpose: a pointer moves sixty times a second, and only the two marks that change may draw anew.
 */
import { useState, useSyncExternalStore } from 'react'

export type Light = {
  subscribe: (listener: () => void) => () => void
  lit: () => string | null
  point: (runId: string | null) => void
  open: (runId: string) => void
}

function createLight(open: (runId: string) => void): Light {
  const listeners = new Set<() => void>()
  let lit: string | null = null
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lit: () => lit,
    point(runId) {
      if (runId === lit) return
      lit = runId
      for (const notify of listeners) notify()
    },
    open,
  }
}

/** One light a view, the same for its whole life. */
export function useLight(open: (runId: string) => void): Light {
  const [light] = useState(() => createLight(open))
  return light
}

const NOTHING = () => null
const NO = () => false

export function useLit(light: Light): string | null {
  return useSyncExternalStore(light.subscribe, light.lit, NOTHING)
}

/** Draws anew only when this very run comes into the light or leaves it. */
export function useIsLit(light: Light, runId: string): boolean {
  return useSyncExternalStore(light.subscribe, () => light.lit() === runId, NO)
}
