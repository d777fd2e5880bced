'use client'

import { useEffect, useState } from 'react'

/** What a drag of the scroll bar only passes is not asked for. */
const SETTLE_MS = 60

export type Sight = { from: number; to: number }

/** Which lines are in sight, once the sight rests. */
export function useSettledSight(): [Sight, (from: number, to: number) => void] {
  const [sight, setSight] = useState<Sight>({ from: 0, to: 60 })
  const [timer] = useState<{ id?: ReturnType<typeof setTimeout> }>({})
  useEffect(() => () => clearTimeout(timer.id), [timer])
  function show(from: number, to: number) {
    clearTimeout(timer.id)
    timer.id = setTimeout(() => setSight((old) => (old.from === from && old.to === to ? old : { from, to })), SETTLE_MS)
  }
  return [sight, show]
}
