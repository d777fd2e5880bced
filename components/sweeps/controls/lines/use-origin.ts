'use client'

import { useSyncExternalStore } from 'react'

/** Where the browser has this page from; '' on the server, which cannot know. */
export function useOrigin(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => '',
  )
}
