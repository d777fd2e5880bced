'use client'

/**
 * Brings one line forward in all charts of the page. It works by a style rule over the lines' class names, so that
 * moving along a table of runs draws no chart anew.
 */
import { createContext, use, useState, useSyncExternalStore } from 'react'
import { lineClass } from './line-class'

type Store = {
  get: () => string | null
  set: (id: string | null) => void
  subscribe: (listener: () => void) => () => void
}

function createStore(): Store {
  let current: string | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(id) {
      if (id === current) return
      current = id
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

function HighlightRule({ store }: { store: Store }) {
  const id = useSyncExternalStore(store.subscribe, store.get, () => null)
  if (id === null) return null
  const own = `.${lineClass(id)}`
  // Only where the line is: a chart without it stays as it is.
  return (
    <style>
      {`.recharts-surface:has(${own}) .plot-line { opacity: 0.18 } .recharts-surface ${own}.plot-line { opacity: 1; stroke-width: 2.5px }`}
    </style>
  )
}
