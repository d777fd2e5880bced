'use client'

/**
 * One crosshair through all panels below this provider: the x under the pointer, kept outside React's tree state so
 * that a moving pointer redraws the crosshairs and nothing else.
 */
import { createContext, use, useState, useSyncExternalStore } from 'react'
import type { XAxis } from '~/server/domain/history'

export type Crosshair = {
  /** What x is: panels with another axis have no such place. */
  axis: XAxis
  /** On the x axis, in its own unit: the panels may differ in their ranges. */
  x: number
  /** The pointer's height in the owner's plot, 0 at its top, 1 at its floor: tells which line is meant. */
  height: number
  /** The panel that the pointer is in; it alone shows the tooltip. */
  owner: string
} | null

type Store = { get: () => Crosshair; set: (next: Crosshair) => void; subscribe: (listener: () => void) => () => void }

function createStore(): Store {
  let current: Crosshair = null
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(next) {
      if (next === current) return
      current = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const CrosshairContext = createContext<Store>(createStore())

export function CrosshairProvider({ children }: { children: React.ReactNode }) {
  const [store] = useState(createStore)
  return <CrosshairContext value={store}>{children}</CrosshairContext>
}

export function useCrosshair(): [Crosshair, Store['set']] {
  const store = use(CrosshairContext)
  const current = useSyncExternalStore(store.subscribe, store.get, () => null)
  return [current, store.set]
}
