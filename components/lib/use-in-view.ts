'use client'

import { use, useCallback, useState } from 'react'
import { AllNearContext } from './use-near-viewport'

/**
 * Whether the element is near the window now: what scrolled far away is not kept up to date, and need not be drawn.
 * `margin` is in pixels.
 */
export function useInView(margin: number): { ref: React.RefCallback<HTMLElement>; isInView: boolean } {
  const areAllNear = use(AllNearContext)
  const [isInView, setInView] = useState(false)
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return
      const observer = new IntersectionObserver(
        (entries) => {
          const last = entries.at(-1)
          if (last !== undefined) setInView(last.isIntersecting)
        },
        { rootMargin: `${margin}px` },
      )
      observer.observe(element)
      return () => observer.disconnect()
    },
    [margin],
  )
  return { ref, isInView: isInView || areAllNear }
}
