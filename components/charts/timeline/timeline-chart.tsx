'use client'

import { useMemo, useRef, useState } from 'react'
import { useSize } from '~/components/lib/use-size'
import { hitAt, type TimelineHit, type TimelineModel, viewOf } from '../prepare/timeline/timeline-model'
import type { TimelineLit } from './draw-timeline'
import { TimelineCanvas } from './timeline-canvas'
import { AXIS_HEIGHT, labelWidth, msAt, ROW_HEIGHT, rowAt, type TimelineGeometry, zoomed } from './timeline-geometry'
import type { TimelineTip } from './timeline-tip'
import { TimelineTooltip } from './timeline-tooltip'
import { useTimelineKeys } from './use-timeline-keys'

const SLACK_PX = 4
const DRAG_PX_MIN = 4

type TimelineChartProps = {
  model: TimelineModel
  /** The stretch that was chosen; null for the whole. */
  chosen: [number, number] | null
  onChoose: (view: [number, number] | null) => void
  onOpen: (runId: string) => void
  height: number
  nowMs: number
}

/**
 * Rows of bars over time: drag to zoom into a stretch, point to read a run or a gap, all of it by keyboard too. The rows
 * scroll under the axis, and only what is in view is painted.
 */
export function TimelineChart({ model, chosen, onChoose, onOpen, height, nowMs }: TimelineChartProps) {
  const { ref, size } = useSize()
  const box = useRef<HTMLDivElement>(null)
  const [scrollTop, setScrollTop] = useState(0)
  const [tip, setTip] = useState<TimelineTip | null>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const width = size?.width ?? 0
  const view = viewOf(model, chosen, nowMs)
  const [viewStart, viewEnd] = view
  const geometry = useMemo(
    (): TimelineGeometry => ({ width, height, left: labelWidth(width), view: [viewStart, viewEnd], scrollTop }),
    [width, height, viewStart, viewEnd, scrollTop],
  )
  const keys = useTimelineKeys({ model, geometry, box, onChoose, onOpen, setTip, nowMs })
  const lit: TimelineLit = useMemo(
    () => (tip === null ? null : { row: tip.row, bar: tip.hit.kind === 'run' ? tip.hit.bar : -1 }),
    [tip],
  )

  function placeOf(event: React.MouseEvent): { x: number; y: number } {
    const bounds = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
  }

  function tipAt({ x, y }: { x: number; y: number }): TimelineTip | null {
    const place = rowAt(geometry, y)
    const row = model.rows[place]
    if (row === undefined || x < geometry.left) return null
    const slackMs = (SLACK_PX / (width - geometry.left)) * (viewEnd - viewStart)
    const hit: TimelineHit = hitAt(model, row, { ms: msAt(geometry, x), slackMs }) ?? {
      kind: 'gap',
      before: -1,
      after: -1,
    }
    return { row: place, hit, x, y: AXIS_HEIGHT + place * ROW_HEIGHT - scrollTop }
  }

  function onPointerDown(event: React.PointerEvent) {
    const { x } = placeOf(event)
    // A finger scrolls; zooming by touch is for the buttons.
    if (event.pointerType !== 'mouse' || event.button !== 0 || x < geometry.left) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ from: x, to: x })
  }

  function onPointerMove(event: React.PointerEvent) {
    const place = placeOf(event)
    if (drag === null) setTip(tipAt(place))
    else setDrag({ ...drag, to: Math.min(width, Math.max(geometry.left, place.x)) })
  }

  function onPointerUp(event: React.PointerEvent) {
    const place = placeOf(event)
    if (drag !== null && Math.abs(drag.to - drag.from) >= DRAG_PX_MIN) {
      const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)]
      onChoose([msAt(geometry, from), msAt(geometry, to)])
    } else {
      const pressed = tipAt(place)
      if (pressed?.hit.kind === 'run') onOpen(model.runId[pressed.hit.bar] ?? '')
    }
    setDrag(null)
  }

  return (
    <div ref={ref} className="relative min-w-0" style={{ height }}>
      {/* biome-ignore-start lint/a11y: a chart that is walked by arrow keys is no form field, and must be reached */}
      <div
        ref={box}
        role="group"
        tabIndex={0}
        aria-label="Runs by agent. Arrow keys go from run to run, plus and minus zoom, 0 shows all, Enter opens the run."
        onKeyDown={keys.onKeyDown}
        onBlur={() => setTip(null)}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => setTip(null)}
        onDoubleClick={() => onChoose(null)}
        onWheel={(event) => {
          if (!event.ctrlKey && !event.metaKey) return
          onChoose(zoomed(view, msAt(geometry, placeOf(event).x), event.deltaY > 0 ? 1.25 : 0.8))
        }}
        className="absolute inset-0 cursor-crosshair overflow-y-auto overflow-x-hidden"
      >
        <div style={{ height: AXIS_HEIGHT + model.rows.length * ROW_HEIGHT }} />
      </div>
      {/* biome-ignore-end lint/a11y: see above */}
      {width > 0 && <TimelineCanvas model={model} geometry={geometry} lit={lit} nowMs={nowMs} />}
      {drag !== null && (
        <div
          className="pointer-events-none absolute border-accent border-x bg-accent/10"
          style={{
            left: Math.min(drag.from, drag.to),
            width: Math.abs(drag.to - drag.from),
            top: AXIS_HEIGHT,
            bottom: 0,
          }}
        />
      )}
      {tip !== null && drag === null && (
        <TimelineTooltip model={model} tip={tip} width={width} height={height} nowMs={nowMs} />
      )}
      <p aria-live="polite" className="sr-only">
        {keys.said}
      </p>
    </div>
  )
}
