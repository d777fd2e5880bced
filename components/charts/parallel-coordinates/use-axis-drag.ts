'use client'

import { useRef, useState } from 'react'

/** Pixels that the pointer goes before a press becomes a drag. */
const DRAG_MIN = 5

export type AxisDrag = {
  key: string
  /** Pixels from where the axis stood when it was taken. */
  offset: number
}

type AxisDragOptions = {
  /** Where the axis may go: keys in the order drawn, and the x of each. */
  keys: readonly string[]
  xs: readonly number[]
  onMove: (key: string, to: number) => void
}

/**
 * An axis follows the pointer by its title and changes places with those that it passes. By mouse and pen only: a finger
 * there scrolls the chart, and the menu of the axis moves it as well.
 */
export function useAxisDrag({ keys, xs, onMove }: AxisDragOptions) {
  const [drag, setDrag] = useState<AxisDrag | null>(null)
  const start = useRef<{ key: string; pointerX: number; axisX: number } | null>(null)
  const hasDragged = useRef(false)

  function handlersOf(key: string) {
    return {
      onPointerDown(event: React.PointerEvent<HTMLElement>) {
        hasDragged.current = false
        const place = keys.indexOf(key)
        if (event.button !== 0 || event.pointerType === 'touch' || place < 0) return
        start.current = { key, pointerX: event.clientX, axisX: xs[place] ?? 0 }
      },
      onPointerMove(event: React.PointerEvent<HTMLElement>) {
        const from = start.current
        if (from === null) return
        const moved = event.clientX - from.pointerX
        if (!hasDragged.current && Math.abs(moved) < DRAG_MIN) return
        if (!hasDragged.current) event.currentTarget.setPointerCapture(event.pointerId)
        hasDragged.current = true
        const x = from.axisX + moved
        const place = keys.indexOf(key)
        const to = nearest(xs, x)
        if (to !== place) onMove(key, to)
        setDrag({ key, offset: x - (xs[to] ?? 0) })
      },
      onPointerUp: end,
      onPointerCancel: end,
      /** A press that became a drag is no click. */
      onClickCapture(event: React.MouseEvent) {
        if (!hasDragged.current) return
        hasDragged.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    }
  }

  function end() {
    start.current = null
    setDrag(null)
  }

  return { drag, handlersOf }
}

function nearest(xs: readonly number[], x: number): number {
  let place = 0
  for (const [other, at] of xs.entries()) if (Math.abs(at - x) < Math.abs((xs[place] ?? 0) - x)) place = other
  return place
}
