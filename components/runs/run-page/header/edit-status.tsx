'use client'

import { useShortcut } from '~/components/lib/use-shortcut'
import { Button } from '~/components/ui/button'
import type { RunEdit } from './use-run-edit'

/** What became of the last change, and the way back. */
export function EditStatus({ edit: { state, undo } }: { edit: RunEdit }) {
  const canUndo = state.kind === 'saved' && state.before !== null
  useShortcut(
    'z',
    (event) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea')
      if (!canUndo || isTyping) return false
      undo()
    },
    true,
  )
  return (
    <span role="status" className="flex items-center gap-1.5 text-12 text-muted">
      {state.kind === 'failed' && (
        <>
          <span aria-hidden="true" className="text-bad">
            ✕
          </span>
          Not saved: {state.said}
        </>
      )}
      {state.kind === 'saved' && state.said}
      {canUndo && (
        <Button size="sm" variant="ghost" title="Undo (Ctrl Z)" onClick={undo}>
          Undo
        </Button>
      )}
    </span>
  )
}
