'use client'

/**
 * Short words about what was done, for what cannot be seen otherwise, with the way back where there is one. They go by
 * themselves, but not while somebody points at them or has the focus in them.
 */
import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { cn } from '~/components/lib/cn'
import { Button } from '~/components/ui/button'
import { FLOATING } from '~/components/ui/floating'

export type Toast = {
  text: string
  /** What was not done, and why. */
  notes?: string[]
  action?: { label: string; run: () => void }
  /** Milliseconds; ten seconds where there is an action. */
  staysMs?: number
  isBad?: boolean
}
type Shown = Toast & { id: number }

const WITH_ACTION_MS = 10_000
const PLAIN_MS = 5000
const SHOWN_MAX = 4

let shown: readonly Shown[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

function dismiss(id: number): void {
  set(shown.filter((toast) => toast.id !== id))
}

/** The newest is last; of more than four the oldest goes. */
export function toast(said: Toast): void {
  set([...shown, { ...said, id: nextId++ }].slice(-SHOWN_MAX))
}

const NONE: readonly Shown[] = []

export function Toasts() {
  const toasts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
    () => NONE,
  )
  return (
    <section
      aria-label="What was done"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {toasts.map((each) => (
        <ToastCard key={each.id} toast={each} />
      ))}
    </section>
  )
}

function ToastCard({ toast: { id, text, notes = [], action, staysMs, isBad } }: { toast: Shown }) {
  const [isHeld, setHeld] = useState(false)
  const stays = staysMs ?? (action === undefined ? PLAIN_MS : WITH_ACTION_MS)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => dismiss(id), stays)
    return () => clearTimeout(timer)
  }, [id, isHeld, stays])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding it is for those who read it, not a control
    <div
      data-slot="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cn(FLOATING, 'pointer-events-auto flex max-w-lg items-start gap-3 px-3 py-2 text-13')}
    >
      <div className="min-w-0 py-0.5">
        <p className={cn(isBad && 'text-bad')}>{text}</p>
        {notes.map((note) => (
          <p key={note} className="text-12 text-muted">
            {note}
          </p>
        ))}
      </div>
      {action && (
        <Button
          size="sm"
          onClick={() => {
            dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={() => dismiss(id)}>
        <X />
      </Button>
    </div>
  )
}
