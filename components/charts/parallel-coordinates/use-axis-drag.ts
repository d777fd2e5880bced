'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** Pixels that the pointer goes before a press becomes a drag. */
const DRAG_MIN = 5

export type AxisDrag = {
  key: string
  /** Pixels from where the axis stands now. */
  offset: number
}

type AxisDragOptions = {
  /** Where the axis may go: keys in the order drawn, and the x of each. */
  keys: readonly string[]
  xs: readonly number[]
  onMove: (key: string, to: number) => void
}

type Press = { key: string; pointerX: number; axisX: number; hasDragged: boolean }

/**
 * An axis follows the pointer by its title and changes places with those that it passes. By mouse and pen only: a finger
 * there scrolls the chart, and the menu of the axis moves it as well. The pointer is followed over the whole window: a
 * title that changes its place in the document loses hold of it.
 */
export function useAxisDrag({ keys, xs, onMove }: AxisDragOptions) {
  const [drag, setDrag] = useState<AxisDrag | null>(null)
  const [pressed, setPressed] = useState<string | null>(null)
  const press = useRef<Press | null>(null)
  const wasDragged = useRef(false)

  const follow = useEffectEvent((event: PointerEvent) => {
    const from = press.current
    if (from === null) return
    const moved = event.clientX - from.pointerX
    if (!from.hasDragged && Math.abs(moved) < DRAG_MIN) return
    from.hasDragged = true
    const x = from.axisX + moved
    const to = nearest(xs, x)
    if (to !== keys.indexOf(from.key)) onMove(from.key, to)
    setDrag({ key: from.key, offset: x - (xs[to] ?? 0) })
  })

  const letGo = useEffectEvent(() => {
    wasDragged.current = press.current?.hasDragged === true
    press.current = null
    setPressed(null)
    setDrag(null)
  })

  // The outside system is the window's pointer, while a title is held.
  useEffect(() => {
    if (pressed === null) return
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', letGo)
    window.addEventListener('pointercancel', letGo)
    return () => {
      window.removeEventListener('pointermove', follow)
      window.removeEventListener('pointerup', letGo)
      window.removeEventListener('pointercancel', letGo)
    }
  }, [pressed])

  function handlersOf(key: string) {
    return {
      onPointerDown(event: React.PointerEvent<HTMLElement>) {
        const place = keys.indexOf(key)
        wasDragged.current = false
        if (event.button !== 0 || event.pointerType === 'touch' || place < 0) return
        press.current = { key, pointerX: event.clientX, axisX: xs[place] ?? 0, hasDragged: false }
        setPressed(key)
      },
      /** A press that became a drag is no click. */
      onClickCapture(event: React.MouseEvent) {
        if (!wasDragged.current) return
        wasDragged.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    }
  }

  return { drag, handlersOf }
}

function nearest(xs: readonly number[], x: number): number {
  let place = 0
  for (const [other, at] of xs.entries()) if (Math.abs(at - x) < Math.abs((xs[place] ?? 0) - x)) place = other
  return place
}
