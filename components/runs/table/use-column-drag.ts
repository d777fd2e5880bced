'use client'

/** Moving and sizing columns with the pointer, and with Alt and arrows when the name of one has the focus. */
import { useState } from 'react'
import { type ColumnLayout, dropPlace, type PlacedColumn } from './column-layout'

/** Less is a click. */
const MOVED_PX = 6
const KEY_WIDTH_PX = 16

type Effects = { onMove: (id: string, to: number) => void; onResize: (id: string, by: number) => void }

export type Drag = {
  /** The column that is being moved. */
  id: string | null
  /** Where it would be dropped, in pixels of the table. */
  dropLeft: number | null
  begin: (event: React.PointerEvent, column: PlacedColumn, what: 'move' | 'resize') => void
  onKey: (event: React.KeyboardEvent, column: PlacedColumn) => void
}

export function useColumnDrag(
  layout: ColumnLayout,
  box: React.RefObject<HTMLElement | null>,
  { onMove, onResize }: Effects,
): Drag {
  const [moving, setMoving] = useState<{ id: string; to: number } | null>(null)
  const others = layout.columns.filter(({ id }) => id !== moving?.id)
  const after = moving === null ? undefined : others[moving.to - 1]

  function begin(event: React.PointerEvent, column: PlacedColumn, what: 'move' | 'resize') {
    if (event.button !== 0 || event.pointerType === 'touch') return
    event.stopPropagation()
    if (what === 'resize') event.preventDefault()
    const startX = event.clientX
    let lastX = startX
    let to: number | null = null

    function move(next: PointerEvent) {
      if (what === 'resize') {
        onResizing(next.clientX - lastX)
        lastX = next.clientX
        return
      }
      if (to === null && Math.abs(next.clientX - startX) < MOVED_PX) return
      const element = box.current
      if (element === null) return
      const x = next.clientX - element.getBoundingClientRect().left + element.scrollLeft
      to = dropPlace({ ...layout, columns: layout.columns.filter(({ id }) => id !== column.id) }, x)
      setMoving({ id: column.id, to })
    }
    let sum = 0
    function onResizing(by: number) {
      sum += by
      onResize(column.id, sum)
    }
    function end() {
      document.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', end)
      document.removeEventListener('pointercancel', end)
      setMoving(null)
      if (to === null) return
      onMove(column.id, to)
      // The click that ends a drag is none.
      document.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0)
    }
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', end)
    document.addEventListener('pointercancel', end)
  }

  function onKey(event: React.KeyboardEvent, column: PlacedColumn) {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (step === 0 || !event.altKey) return
    event.preventDefault()
    if (event.shiftKey) onResize(column.id, step * KEY_WIDTH_PX)
    else onMove(column.id, column.place - 2 + step)
  }

  return {
    id: moving?.id ?? null,
    dropLeft: moving === null ? null : after === undefined ? layout.nameWidth : after.left + after.width,
    begin,
    onKey,
  }
}

function swallow(event: MouseEvent) {
  event.stopPropagation()
  event.preventDefault()
}
