'use client'

/**
 * The state of the workspace that a component stands in, and how it is changed. The address is the only copy; undo and redo
 * go through the addresses of before.
 */
import { useQueryStates } from 'nuqs'
import { createContext, use, useMemo, useRef, useState } from 'react'
import { isTyping, useShortcut } from '~/components/lib/use-shortcut'
import type { ProjectPath } from '~/server/domain/ids'
import type { PanelsState, RunsState, WorkspaceState } from '~/server/domain/view'
import { paramsOf, stateOf, type WorkspaceParams, workspaceParams } from './workspace-params'

export type Workspace = {
  path: ProjectPath
  state: WorkspaceState
  /** Id of the saved view that the state starts from. */
  viewId: string | null
  /** Whether the state differs from that view. */
  isChanged: boolean
  setRuns: (change: Partial<RunsState>) => void
  /** `isStep`: undone by itself, however soon the next change of the same thing follows. */
  setPanels: (change: Partial<PanelsState>, isStep?: boolean) => void
  /** Goes to a saved view as it is; null is the plain workspace. */
  openView: (viewId: string | null) => void
  /** Back to the view as it was saved. */
  reset: () => void
  /** Null when there is nothing to undo or redo. */
  undo: (() => void) | null
  redo: (() => void) | null
}

type Said = Omit<WorkspaceParams, 'view'>

const WorkspaceContext = createContext<Workspace | null>(null)

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext)
  if (workspace === null) throw new Error('useWorkspace needs a WorkspaceProvider above it.')
  return workspace
}

const UNDO_MAX = 100
/** Changes of one thing within this time are one step, as in typing or dragging. */
const STEP_MS = 1000

type WorkspaceProviderProps = { path: ProjectPath; base: WorkspaceState | null; children: React.ReactNode }

export function WorkspaceProvider({ path, base, children }: WorkspaceProviderProps) {
  const [params, setParams] = useQueryStates(workspaceParams)
  const state = useMemo(() => stateOf(base, params), [base, params])
  const past = useUndo<Said>()
  const { view, ...said } = params

  function change(next: WorkspaceState, what: string | null) {
    past.note(said, what)
    void setParams(paramsOf(base, next))
  }

  function go(to: Said | null) {
    if (to !== null) void setParams(to)
  }

  const nothing = Object.fromEntries(Object.keys(said).map((name) => [name, null])) as { [name in keyof Said]: null }
  const workspace: Workspace = {
    path,
    state,
    viewId: view,
    isChanged: Object.values(said).some((value) => value !== null),
    setRuns: (part) => change({ ...state, runs: { ...state.runs, ...part } }, Object.keys(part).join()),
    setPanels: (part, isStep = false) =>
      change({ ...state, panels: { ...state.panels, ...part } }, isStep ? null : Object.keys(part).join()),
    openView(viewId) {
      past.clear()
      void setParams({ ...nothing, view: viewId }, { history: 'push' })
    },
    reset() {
      past.note(said, 'reset')
      void setParams(nothing)
    },
    undo: past.hasPast ? () => go(past.back(said)) : null,
    redo: past.hasFuture ? () => go(past.forth(said)) : null,
  }
  useShortcut(
    'z',
    (event) => {
      const step = event.shiftKey ? workspace.redo : workspace.undo
      // A field undoes its own typing.
      return step === null || isTyping(event.target) ? false : step()
    },
    true,
  )
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

type HeldWorkspaceProps = {
  path: ProjectPath
  state: WorkspaceState
  onChange: (state: WorkspaceState) => void
  children: React.ReactNode
}

/** A workspace inside something else, such as a block of a report, which holds its state and can undo it or not. */
export function HeldWorkspaceProvider({ path, state, onChange, children }: HeldWorkspaceProps) {
  const workspace: Workspace = {
    path,
    state,
    viewId: null,
    isChanged: false,
    setRuns: (part) => onChange({ ...state, runs: { ...state.runs, ...part } }),
    setPanels: (part) => onChange({ ...state, panels: { ...state.panels, ...part } }),
    openView: () => undefined,
    reset: () => undefined,
    undo: null,
    redo: null,
  }
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

/** Two stacks of what was; a new change forgets what was undone. */
function useUndo<T>() {
  const [stacks, setStacks] = useState<{ past: T[]; future: T[] }>({ past: [], future: [] })
  const last = useRef<{ what: string | null; atMs: number }>({ what: null, atMs: 0 })
  return {
    hasPast: stacks.past.length > 0,
    hasFuture: stacks.future.length > 0,
    /** `what` is null for a change that is a step of its own. */
    note(was: T, what: string | null) {
      const atMs = performance.now()
      const isSameStep = what !== null && what === last.current.what && atMs - last.current.atMs < STEP_MS
      last.current = { what, atMs }
      if (!isSameStep) setStacks(({ past }) => ({ past: [...past, was].slice(-UNDO_MAX), future: [] }))
    },
    clear() {
      setStacks({ past: [], future: [] })
    },
    back(now: T): T | null {
      return move(now, 'past', 'future')
    },
    forth(now: T): T | null {
      return move(now, 'future', 'past')
    },
  }

  function move(now: T, from: 'past' | 'future', to: 'past' | 'future'): T | null {
    const next = stacks[from].at(-1)
    if (next === undefined) return null
    last.current = { what: null, atMs: 0 }
    const taken = { past: stacks.past, future: stacks.future }
    taken[from] = stacks[from].slice(0, -1)
    taken[to] = [...stacks[to], now]
    setStacks(taken)
    return next
  }
}
