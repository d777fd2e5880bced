'use client'

/** Where the pointer is, for the tooltip alone: kept outside of React so that nothing else is drawn anew when it moves. */
import { useSyncExternalStore } from 'react'

export type Place = { x: number; y: number }

export type Pointed = {
  subscribe: (listener: () => void) => () => void
  place: () => Place | null
  set: (place: Place | null) => void
}

export function createPointed(): Pointed {
  const listeners = new Set<() => void>()
  let place: Place | null = null
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    place: () => place,
    set(next) {
      if (next === place) return
      place = next
      for (const notify of listeners) notify()
    },
  }
}

const NOWHERE = () => null

export function usePointed(pointed: Pointed): Place | null {
  return useSyncExternalStore(pointed.subscribe, pointed.place, NOWHERE)
}
