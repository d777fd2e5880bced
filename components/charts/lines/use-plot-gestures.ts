'use client'

/**
 * The hand on a plot: moving points, dragging across chooses a part of x, Ctrl and the wheel (or two fingers) zoom about
 * the pointer, a double click shows all again. In shares of the plot, 0 to 1; what a share means is the caller's.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react'

type Shares = readonly [from: number, to: number]

type PlotGestures = {
  onPoint: (share: number, height: number) => void
  onLeave: () => void
  /** A part of what is shown; beyond 0 and 1 when it zooms out. Absent: the plot cannot be zoomed. */
  onZoom?: (part: Shares, isFinal: boolean) => void
  onReset?: () => void
}

/** Shorter drags are clicks. */
const DRAG_PIXELS_MIN = 6
const WHEEL_SETTLES_MS = 160

export function usePlotGestures(gestures: PlotGestures) {
  const plot = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Shares | null>(null)
  useWheelZoom(plot, gestures.onZoom)

  function shareAt(event: React.PointerEvent): { share: number; height: number; width: number } {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    return { share, height: (event.clientY - box.top) / box.height, width: box.width }
  }

  return {
    ref: plot,
    /** The part that is being chosen. */
    drag,
    handlers: {
      onPointerDown(event: React.PointerEvent) {
        if (event.button !== 0 || gestures.onZoom === undefined) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const { share } = shareAt(event)
        setDrag([share, share])
      },
      onPointerMove(event: React.PointerEvent) {
        const { share, height } = shareAt(event)
        if (drag !== null) setDrag([drag[0], share])
        gestures.onPoint(share, height)
      },
      onPointerUp(event: React.PointerEvent) {
        const { width } = shareAt(event)
        setDrag(null)
        if (drag === null || Math.abs(drag[1] - drag[0]) * width < DRAG_PIXELS_MIN) return
        gestures.onZoom?.([Math.min(...drag), Math.max(...drag)], true)
      },
      onPointerCancel: () => setDrag(null),
      onPointerLeave: () => gestures.onLeave(),
      onDoubleClick: () => gestures.onReset?.(),
    },
  }
}

/** The outside system is the element's wheel, which React listens to too late to keep the page from zooming. */
function useWheelZoom(plot: React.RefObject<HTMLDivElement | null>, onZoom: PlotGestures['onZoom']): void {
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined)
  const zoom = useEffectEvent((event: WheelEvent) => {
    if (!(event.ctrlKey || event.metaKey) || plot.current === null || onZoom === undefined) return
    event.preventDefault()
    const box = plot.current.getBoundingClientRect()
    const share = (event.clientX - box.left) / box.width
    const factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200)
    onZoom([share - share * factor, share + (1 - share) * factor], false)
    clearTimeout(settling.current)
    settling.current = setTimeout(settle, WHEEL_SETTLES_MS)
  })
  const settle = useEffectEvent(() => onZoom?.([0, 1], true))
  useEffect(() => {
    const element = plot.current
    const listener = (event: WheelEvent) => zoom(event)
    element?.addEventListener('wheel', listener, { passive: false })
    return () => element?.removeEventListener('wheel', listener)
  }, [plot])
}
