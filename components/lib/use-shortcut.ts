'use client'

import { useEffect, useEffectEvent } from 'react'

/**
 * Calls `run` when the key is pressed anywhere but in a field; a `run` that answers false leaves the key to others.
 * `mod` means Ctrl or ⌘, and then fields count too. The outside system is the document's keyboard.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: most shortcuts have nothing to answer
export function useShortcut(key: string, run: (event: KeyboardEvent) => void | false, mod = false): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.key.toLowerCase() !== key.toLowerCase()) return
    if (mod !== (event.ctrlKey || event.metaKey) || event.altKey) return
    if (!mod && isTyping(event.target)) return
    if (run(event) !== false) event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
