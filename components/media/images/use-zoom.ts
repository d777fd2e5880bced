'use client'

/** How large a thing is shown and where: by wheel around the pointer, by drag, by step. Begins anew with each `key`. */
import { useCallback, useState } from 'react'

const SCALE_MAX = 40

type Zoom = { key: string; scale: number; x: number; y: number }

export function useZoom(key: string) {
  const fit: Zoom = { key, scale: 1, x: 0, y: 0 }
  const [held, setZoom] = useState<Zoom>(fit)
  const zoom = held.key === key ? held : fit

  /** `at` is from the middle of the box; what lies there stays there. */
  const scaleBy = useCallback(
    (factor: number, at: { x: number; y: number }) =>
      setZoom((old) => {
        const from = old.key === key ? old : { key, scale: 1, x: 0, y: 0 }
        const scale = Math.min(SCALE_MAX, Math.max(1, from.scale * factor))
        if (scale === 1) return { key, scale, x: 0, y: 0 }
        const grown = scale / from.scale
        return { key, scale, x: at.x - (at.x - from.x) * grown, y: at.y - (at.y - from.y) * grown }
      }),
    [key],
  )

  // React listens to wheels passively, and the page must not scroll under this one.
  const ref = useCallback(
    (box: HTMLElement | null) => {
      if (box === null) return
      const onWheel = (event: WheelEvent) => {
        event.preventDefault()
        const bounds = box.getBoundingClientRect()
        const at = {
          x: event.clientX - bounds.left - bounds.width / 2,
          y: event.clientY - bounds.top - bounds.height / 2,
        }
        scaleBy(Math.exp(-event.deltaY / 300), at)
      }
      box.addEventListener('wheel', onWheel, { passive: false })
      return () => box.removeEventListener('wheel', onWheel)
    },
    [scaleBy],
  )

  function onPointerDown(event: React.PointerEvent<HTMLElement>) {
    if (zoom.scale === 1 || event.button !== 0) return
    const box = event.currentTarget
    const start = { x: event.clientX - zoom.x, y: event.clientY - zoom.y }
    box.setPointerCapture(event.pointerId)
    const move = (next: PointerEvent) => setZoom({ ...zoom, key, x: next.clientX - start.x, y: next.clientY - start.y })
    const end = () => {
      box.removeEventListener('pointermove', move)
      box.removeEventListener('pointerup', end)
      box.removeEventListener('pointercancel', end)
    }
    box.addEventListener('pointermove', move)
    box.addEventListener('pointerup', end)
    box.addEventListener('pointercancel', end)
  }

  return {
    ref,
    scale: zoom.scale,
    transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
    by: (factor: number) => scaleBy(factor, { x: 0, y: 0 }),
    reset: () => setZoom(fit),
    onPointerDown,
  }
}
