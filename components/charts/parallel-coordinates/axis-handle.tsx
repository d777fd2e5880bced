'use client'

import { useState } from 'react'
import { countOf, formatCount, formatNumber } from '~/components/lib/format'
import { brushWords, spansOf } from '../prepare/parallel/axis-brush'
import { type BrushEdge, brushKey } from '../prepare/parallel/brush-keys'
import type { Axis } from '../prepare/parameter-axis'
import { settingText } from '../prepare/setting-text'
import { type BrushControl, type Brushing, drawnSpans, useBrushOf, useRestedCount } from './brushing'
import { PLOT_HEIGHT, yOf } from './geometry'
import { keepFocus } from './keep-focus'
import { useBrushDrag } from './use-brush-drag'

type AxisHandleProps = {
  axis: Axis
  x: number
  isFlipped: boolean
  control: BrushControl
  onFlip: () => void
  onMove: (by: 1 | -1) => void
}

const WIDTH = 28
const REST_MS = 150

/**
 * The part of an axis that is taken hold of: by pointer, and by key as a slider whose value is said in words. Up and
 * down move an edge of the brush, left and right choose the edge, Alt with them moves the axis, F turns it over.
 */
export function AxisHandle({ axis, x, isFlipped, control, onFlip, onMove }: AxisHandleProps) {
  const { brushing } = control
  const [edge, setEdge] = useState<BrushEdge>({ index: 0, end: 'low' })
  const brush = useBrushOf(brushing, axis.key)
  const count = useRestedCount(brushing, REST_MS)
  const drag = useBrushDrag({ axis, isFlipped, control, onFlip })
  const spans = spansOf(axis, brush)
  const span = spans[Math.min(edge.index, spans.length - 1)]
  const words = brush === undefined ? 'no brush' : brushWords(brush, formatNumber, settingText)

  function onKeyDown(event: React.KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey) return
    if (event.altKey) {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
      event.preventDefault()
      onMove(event.key === 'ArrowRight' ? 1 : -1)
      keepFocus(event.currentTarget)
      return
    }
    if (event.key.toLowerCase() === 'f') onFlip()
    else if (event.key === 'Escape' && brush !== undefined) control.set(axis.key, null)
    else if (!press(event)) return
    event.preventDefault()
  }

  function press(event: React.KeyboardEvent): boolean {
    // Upside down, up on the page is down on the axis.
    const name = isFlipped ? (TURNED[event.key] ?? event.key) : event.key
    const next = brushKey(axis, { brush: brush ?? null, edge }, { name, isFar: event.shiftKey })
    if (next === null) return false
    setEdge(next.edge)
    control.set(axis.key, next.brush)
    return true
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      data-slot="axis-handle"
      aria-label={`Brush ${axis.label}`}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * (span?.[edge.end] ?? 1))}
      aria-valuetext={`${words}; ${formatCount(count)} of ${countOf(brushing.table.runs.length, 'run')} pass`}
      className="absolute top-0 cursor-ns-resize touch-none rounded-sm focus-visible:-outline-offset-2"
      style={{ left: x - WIDTH / 2, width: WIDTH, height: PLOT_HEIGHT }}
      onKeyDown={onKeyDown}
      // A click here is meant for the axis, not for the line that passes it.
      onClick={(event) => event.stopPropagation()}
      {...drag}
    >
      <BrushMarks axis={axis} isFlipped={isFlipped} brushing={brushing} />
    </div>
  )
}

const TURNED: Record<string, string> = { ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp' }

type BrushMarksProps = { axis: Axis; isFlipped: boolean; brushing: Brushing }

/** Kept apart, and on a layer of its own: while a brush is dragged, this alone is drawn anew. */
function BrushMarks({ axis, isFlipped, brushing }: BrushMarksProps) {
  useBrushOf(brushing, axis.key)
  return drawnSpans(brushing, axis).map(({ low, high }, index) => {
    const [a, b] = [yOf(low, isFlipped), yOf(high, isFlipped)]
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place on the axis, it has no other name
        key={index}
        data-slot="brush"
        className="pointer-events-none absolute left-1/2 w-3.5 -translate-x-1/2 rounded-sm border border-accent bg-accent/25 will-change-transform"
        style={{ top: Math.min(a, b), height: Math.max(2, Math.abs(a - b)) }}
      />
    )
  })
}
