'use client'

import { useCallback, useState } from 'react'

export type Size = { width: number; height: number }

/** The size of an element as it changes; null before it is drawn. Give `ref` to the element. */
export function useSize(): { ref: React.RefCallback<HTMLElement>; size: Size | null } {
  const [size, setSize] = useState<Size | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, size }
}
