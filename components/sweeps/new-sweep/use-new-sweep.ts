'use client'

/**
 * What the page that makes a sweep holds: kept here, and mirrored in the address. Going back in the browser goes to the
 * step before and takes nothing back that was written since; a link that is followed shows what the link says.
 */
import { type inferParserType, throttle, useQueryStates } from 'nuqs'
import { useEffect, useRef, useState } from 'react'
import { draftFor, newSweepParams, type Step } from './address'

type Address = inferParserType<typeof newSweepParams>

export type NewSweepState = Omit<Address, 'draft' | 'step' | 'started'> & { text: string | null }

const ADDRESS_MS = 200
const STORAGE_PREFIX = 'sweepboard.draft.'

export function useNewSweep() {
  const [address, setAddress] = useQueryStates(newSweepParams, {
    history: 'replace',
    limitUrlUpdates: throttle(ADDRESS_MS),
  })
  const [state, setState] = useState(() => stateOf(address))
  const [isDraftLost, setDraftLost] = useState(false)
  const isGoingBack = useGoingBack()

  // The outside system is the browser's history. What is changed here changes both at once; so whenever they differ,
  // somebody went back (what was written stays) or followed a link (the link counts).
  useEffect(() => {
    const kept = mirrored(state)
    if (isSame(address, kept)) return
    if (isGoingBack.current) void setAddress(kept)
    else setState(stateOf(address))
  }, [address, state, setAddress, isGoingBack])

  const draftKey = address.draft !== null && 'key' in address.draft ? address.draft.key : null
  useEffect(() => {
    if (draftKey === null || state.text !== null) return
    const text = sessionStorage.getItem(STORAGE_PREFIX + draftKey)
    if (text === null) setDraftLost(true)
    else setState((now) => ({ ...now, text }))
  }, [draftKey, state.text])

  function change(part: Partial<NewSweepState>) {
    const next = { ...state, ...part }
    setState(next)
    void setAddress(mirrored(next))
  }

  /** Each step is a place in the history; what was written travels along. */
  function go(step: Step | null, part: Partial<NewSweepState> = {}) {
    const next = { ...state, ...part }
    setState(next)
    void setAddress({ ...mirrored(next), step }, { history: 'push' })
    window.scrollTo({ top: 0 })
  }

  return {
    state,
    step: address.step,
    started: address.started,
    /** The link named a draft that only the tab of its writer has. */
    isDraftLost,
    isDraftLong: draftKey !== null,
    change,
    go,
    showStarted: (sweep: string) => void setAddress({ started: sweep }, { history: 'push' }),
  }
}

function stateOf({ draft, step, started, ...rest }: Address): NewSweepState {
  return { ...rest, text: draft !== null && 'text' in draft ? draft.text : null }
}

type Mirrored = Omit<Address, 'step' | 'started'>

function mirrored({ text, ...rest }: NewSweepState): Mirrored {
  const draft = draftFor(text)
  if (text !== null && draft !== null && 'key' in draft) sessionStorage.setItem(STORAGE_PREFIX + draft.key, text)
  return { ...rest, draft }
}

function isSame({ step, started, ...address }: Address, kept: Mirrored): boolean {
  // A draft that the tab keeps is there once it was read.
  const isReading = address.draft !== null && 'key' in address.draft && kept.draft === null
  return JSON.stringify(sorted(isReading ? { ...address, draft: null } : address)) === JSON.stringify(sorted(kept))
}

function sorted(object: object): [string, unknown][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** True from the moment that somebody goes back or forward until they do something else. */
function useGoingBack() {
  const isGoing = useRef(false)
  useEffect(() => {
    const start = () => {
      isGoing.current = true
    }
    const end = () => {
      isGoing.current = false
    }
    window.addEventListener('popstate', start)
    // A link is followed by pointer or key.
    window.addEventListener('pointerdown', end, true)
    window.addEventListener('keydown', end, true)
    return () => {
      window.removeEventListener('popstate', start)
      window.removeEventListener('pointerdown', end, true)
      window.removeEventListener('keydown', end, true)
    }
  }, [])
  return isGoing
}
