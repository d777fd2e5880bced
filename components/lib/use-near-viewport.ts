'use client'

import { createContext, use, useCallback, useState } from 'react'

/** True below it makes everything count as near: for who takes the whole page along, not only what is in sight. */
export const AllNearContext = createContext(false)

/** True once the element came near the window: what is far below need not be asked for yet. Stays true. */
export function useNearViewport(): { ref: React.RefCallback<HTMLElement>; isNear: boolean } {
  const areAllNear = use(AllNearContext)
  const [isNear, setNear] = useState(false)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        setNear(true)
        observer.disconnect()
      },
      { rootMargin: '300px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, isNear: isNear || areAllNear }
}
