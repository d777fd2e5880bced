'use client'

import { useRef, useState } from 'react'
import { type AxisFilter, brushOf, filterFromBrush } from '../prepare/axis-filters'
import type { Axis } from '../prepare/parameter-axis'
import { positionAt, yOf } from './geometry'

/** Pixels around the end of a brush where it can be taken hold of. */
const GRIP = 7

type Drag = { kind: 'draw' | 'edge'; anchor: number } | { kind: 'move'; from: number; low: number; high: number }

type BrushOptions = {
  axis: Axis
  filter: AxisFilter | undefined
  isFlipped: boolean
  onFilter: (filter: AxisFilter | null) => void
}

/**
 * Drag on an axis: a new brush on the bare axis, an end moves when taken at the end, the whole when taken in the
 * middle; a click without a drag clears it. The filter follows while dragging, at most once a frame; what is drawn
 * meanwhile is the drag itself, because a filter on choices jumps from tick to tick.
 */
export function useBrush({ axis, filter, isFlipped, onFilter }: BrushOptions) {
  const drag = useRef<Drag | null>(null)
  const frame = useRef(0)
  const [draft, setDraft] = useState<[number, number] | null>(null)
  const brush = draft ?? (filter === undefined ? null : brushOf(axis, filter))

  function startOf(y: number): Drag {
    const position = positionAt(y, isFlipped)
    if (brush === null) return { kind: 'draw', anchor: position }
    const [low, high] = brush
    if (Math.abs(yOf(low, isFlipped) - y) <= GRIP) return { kind: 'edge', anchor: high }
    if (Math.abs(yOf(high, isFlipped) - y) <= GRIP) return { kind: 'edge', anchor: low }
    if (position > low && position < high) return { kind: 'move', from: position, low, high }
    return { kind: 'draw', anchor: position }
  }

  function spanAt(y: number, current: Drag): [number, number] {
    const position = positionAt(y, isFlipped)
    if (current.kind !== 'move') return [Math.min(current.anchor, position), Math.max(current.anchor, position)]
    const shift = Math.min(1 - current.high, Math.max(-current.low, position - current.from))
    return [current.low + shift, current.high + shift]
  }

  function localY(event: React.PointerEvent<SVGElement>): number {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect()
    return event.clientY - (box?.top ?? 0)
  }

  return {
    brush,
    isDragging: draft !== null,
    handlers: {
      onPointerDown(event: React.PointerEvent<SVGElement>) {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = startOf(localY(event))
      },
      onPointerMove(event: React.PointerEvent<SVGElement>) {
        const current = drag.current
        if (current === null) return
        const span = spanAt(localY(event), current)
        setDraft(span)
        cancelAnimationFrame(frame.current)
        frame.current = requestAnimationFrame(() => onFilter(filterFromBrush(axis, span[0], span[1])))
      },
      onPointerUp() {
        // A press that never moved is a click: it clears.
        if (drag.current !== null && draft === null) onFilter(null)
        drag.current = null
        setDraft(null)
      },
      onPointerCancel() {
        drag.current = null
        setDraft(null)
      },
    },
  }
}
