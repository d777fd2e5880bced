'use client'

import { useSyncExternalStore } from 'react'

/**
 * The time zone of who reads, by its name. Null on the server and while its page is taken over, so that both write the
 * same; right after that it is known.
 */
export function useZone(): string | null {
  return useSyncExternalStore(never, zoneHere, () => null)
}

function never(): () => void {
  return () => {}
}

let zone: string | undefined

function zoneHere(): string {
  zone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone
}
