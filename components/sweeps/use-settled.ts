'use client'

import { useEffect, useState } from 'react'

/**
 * The value once it has been the same for a while: typing asks the server when it pauses, a drag redraws what is costly
 * when it rests. A deferred value would wait for ever behind a moving pointer. The outside system is the clock.
 */
export function useSettled<T>(value: T, waitMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return settled
}
