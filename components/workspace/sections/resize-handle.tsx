'use client'

import { useRef } from 'react'

type Size = { width: number; height: number }

type ResizeHandleProps = {
  title: string
  /** In columns of twelve, and pixels. */
  size: Size
  /** Pixels of one column. */
  columnWidth: number
  /** Fewest columns at the width of the pane. */
  widthMin: number
  onSize: (size: Size, isFinal: boolean) => void
}

const HEIGHT_STEP = 20
const HEIGHT_MIN = 100
const HEIGHT_MAX = 1200

/** The corner that a panel is sized by: dragged, or with the focus by arrows. */
export function ResizeHandle({ title, size, columnWidth, widthMin, onSize }: ResizeHandleProps) {
  const start = useRef<{ x: number; y: number; size: Size } | null>(null)

  function within({ width, height }: Size): Size {
    const snapped = Math.round(height / HEIGHT_STEP) * HEIGHT_STEP
    return {
      width: Math.min(12, Math.max(widthMin, Math.round(width))),
      height: Math.min(HEIGHT_MAX, Math.max(HEIGHT_MIN, snapped)),
    }
  }

  function sizeAt(event: React.PointerEvent): Size | null {
    if (start.current === null) return null
    return within({
      width: start.current.size.width + (event.clientX - start.current.x) / columnWidth,
      height: start.current.size.height + event.clientY - start.current.y,
    })
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const steps: Record<string, readonly [number, number]> = {
      ArrowRight: [1, 0],
      ArrowLeft: [-1, 0],
      ArrowDown: [0, HEIGHT_STEP],
      ArrowUp: [0, -HEIGHT_STEP],
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    onSize(within({ width: size.width + step[0], height: size.height + step[1] }), true)
  }

  return (
    <button
      type="button"
      aria-label={`Size of ${title}: ${size.width} of 12 columns, ${size.height} pixels high. Arrows change it.`}
      className="absolute right-0 bottom-0 size-5 translate-x-4 translate-y-3 cursor-nwse-resize touch-none rounded-sm text-muted opacity-0 focus-visible:opacity-100 group-hover/slot:opacity-100 max-sm:hidden"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, y: event.clientY, size }
      }}
      onPointerMove={(event) => {
        const next = sizeAt(event)
        if (next !== null) onSize(next, false)
      }}
      onPointerUp={(event) => {
        const next = sizeAt(event)
        start.current = null
        if (next !== null) onSize(next, true)
      }}
      onPointerCancel={() => {
        start.current = null
      }}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M15 8 8 15M15 12l-3 3" stroke="currentColor" strokeWidth="1.5" fill="none" />
      </svg>
    </button>
  )
}
