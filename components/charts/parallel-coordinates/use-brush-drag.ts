'use client'

import { useRef } from 'react'
import type { Brush } from '~/server/domain/brush'
import { joined, partOf, spansOf, withoutSpan } from '../prepare/parallel/axis-brush'
import type { Axis } from '../prepare/parameter-axis'
import type { BrushControl } from './brushing'
import { positionAt, yOf } from './geometry'

/** Pixels around the end of a brush where it can be taken hold of. */
const GRIP = 7
/** Pixels that a press may tremble and still be a click. */
const CLICK_REACH = 3
const DOUBLE_CLICK_MS = 500

type Hold = { kind: 'edge'; anchor: number } | { kind: 'move'; from: number; low: number; high: number }

type Drag = {
  hold: Hold
  startY: number
  hasMoved: boolean
  isOnBrush: boolean
  /** What stays of the axis's brush while one stretch is dragged. */
  rest: Brush | null
}

type BrushDragOptions = { axis: Axis; isFlipped: boolean; control: BrushControl; onFlip: () => void }

/**
 * Drag on an axis: another brush on the bare axis, an end moves when taken at the end, the whole when taken in the
 * middle. A click on the bare axis clears it, a double click turns it over. Runs follow while dragging; the address when
 * it is let go.
 */
export function useBrushDrag({ axis, isFlipped, control, onFlip }: BrushDragOptions) {
  const { brushing, commit, set } = control
  const drag = useRef<Drag | null>(null)
  const cleared = useRef<{ brush: Brush; atMs: number } | null>(null)

  function start(y: number): Drag {
    const brush = brushing.brushes[axis.key] ?? null
    const position = positionAt(y, isFlipped)
    const base = { startY: y, hasMoved: false }
    for (const [index, { low, high }] of spansOf(axis, brush ?? undefined).entries()) {
      const taken = { ...base, isOnBrush: true, rest: withoutSpan(axis, brush ?? undefined, index) }
      if (Math.abs(yOf(low, isFlipped) - y) <= GRIP) return { ...taken, hold: { kind: 'edge', anchor: high } }
      if (Math.abs(yOf(high, isFlipped) - y) <= GRIP) return { ...taken, hold: { kind: 'edge', anchor: low } }
      if (position > low && position < high) return { ...taken, hold: { kind: 'move', from: position, low, high } }
    }
    return { ...base, isOnBrush: false, rest: brush, hold: { kind: 'edge', anchor: position } }
  }

  function move(y: number, { hold, rest }: Drag): void {
    const { low, high } = stretchAt(hold, positionAt(y, isFlipped))
    const part = partOf(axis, low, high)
    const parts = spansOf(axis, rest ?? undefined).map((span) => span.part)
    brushing.setBrush(axis.key, joined(axis, part === null ? parts : [...parts, part]), {
      key: axis.key,
      rest,
      low,
      high,
    })
  }

  function clear(): void {
    const brush = brushing.brushes[axis.key]
    if (brush === undefined) return
    cleared.current = { brush, atMs: performance.now() }
    set(axis.key, null)
  }

  function end(): void {
    const current = drag.current
    drag.current = null
    if (current === null) return
    if (!current.hasMoved && !current.isOnBrush) clear()
    if (!current.hasMoved) return
    brushing.setBrush(axis.key, brushing.brushes[axis.key] ?? null)
    commit()
  }

  return {
    onPointerDown(event: React.PointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = start(localY(event))
    },
    onPointerMove(event: React.PointerEvent<HTMLElement>) {
      const current = drag.current
      if (current === null) return
      const y = localY(event)
      current.hasMoved ||= Math.abs(y - current.startY) > CLICK_REACH
      if (current.hasMoved) move(y, current)
    },
    onPointerUp: end,
    onPointerCancel: end,
    onDoubleClick() {
      const last = cleared.current
      // The first of the two clicks cleared the axis, which was not meant.
      if (last !== null && performance.now() - last.atMs < DOUBLE_CLICK_MS) set(axis.key, last.brush)
      onFlip()
    },
  }
}

function stretchAt(hold: Hold, position: number): { low: number; high: number } {
  if (hold.kind === 'edge') return { low: Math.min(hold.anchor, position), high: Math.max(hold.anchor, position) }
  const shift = Math.min(1 - hold.high, Math.max(-hold.low, position - hold.from))
  return { low: hold.low + shift, high: hold.high + shift }
}

function localY(event: React.PointerEvent<HTMLElement>): number {
  return event.clientY - event.currentTarget.getBoundingClientRect().top
}
