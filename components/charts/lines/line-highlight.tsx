'use client'

/**
 * Brings one line forward in all charts of the page: that of a run (by storage id) or of a group (by key). It is kept
 * outside of React's state and works by a style rule over the lines' class names, or by painting a canvas anew, so
 * that moving along a table of runs draws no chart's axes again.
 */
import { createContext, use, useState, useSyncExternalStore } from 'react'

type Store = {
  get: () => string | null
  set: (owner: string | null) => void
  subscribe: (listener: () => void) => () => void
}

function createStore(): Store {
  let current: string | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(owner) {
      if (owner === current) return
      current = owner
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const HighlightContext = createContext<Store>(createStore())

export function LineHighlightProvider({ children }: { children: React.ReactNode }) {
  const [store] = useState(createStore)
  return (
    <HighlightContext value={store}>
      <HighlightRule store={store} />
      {children}
    </HighlightContext>
  )
}

export function useHighlightLine(): Store['set'] {
  return use(HighlightContext).set
}

const NOTHING = () => null

/** The owner of the line that is brought forward. */
export function useHighlighted(): string | null {
  const store = use(HighlightContext)
  return useSyncExternalStore(store.subscribe, store.get, NOTHING)
}

/** The class that the drawing of a line carries, made of its owner; ids may hold what a class name may not. */
export function lineClass(owner: string): string {
  return `line-${owner.replace(/[^a-zA-Z0-9-]/g, '_')}`
}

function HighlightRule({ store }: { store: Store }) {
  const owner = useSyncExternalStore(store.subscribe, store.get, NOTHING)
  if (owner === null) return null
  const own = `.${lineClass(owner)}`
  // Only where the line is: a chart without it stays as it is.
  return (
    <style>
      {`.recharts-surface:has(${own}) .plot-line { opacity: 0.18 } .recharts-surface ${own}.plot-line { opacity: 1; stroke-width: 2.5px }`}
    </style>
  )
}
