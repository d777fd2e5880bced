'use client'

import { useState } from 'react'
import { firstBarAfter, type TimelineModel, viewOf } from '../prepare/timeline/timeline-model'
import { AXIS_HEIGHT, ROW_HEIGHT, type TimelineGeometry, zoomed } from './timeline-geometry'
import { type TimelineTip, tipOfBar, tipSentence } from './timeline-tip'

type KeysProps = {
  model: TimelineModel
  geometry: TimelineGeometry
  box: React.RefObject<HTMLDivElement | null>
  onChoose: (view: [number, number] | null) => void
  onOpen: (runId: string) => void
  setTip: (tip: TimelineTip | null) => void
  nowMs: number
}

/** A cursor that goes from run to run and from agent to agent, and says where it is. */
export function useTimelineKeys({ model, geometry, box, onChoose, onOpen, setTip, nowMs }: KeysProps) {
  const [cursor, setCursor] = useState<{ row: number; bar: number } | null>(null)
  const [said, setSaid] = useState('')

  function goTo(row: number, bar: number): void {
    const found = model.rows[row]
    if (found === undefined || bar < found.first || bar >= found.end) return
    setCursor({ row, bar })
    const scrollTop = scrolledTo(row)
    const tip = tipOfBar(model, { ...geometry, scrollTop }, { row, bar, nowMs })
    setTip(tip)
    setSaid(tipSentence(model, tip, nowMs))
  }

  /** Brings the row into view; where the box then is scrolled to. */
  function scrolledTo(row: number): number {
    const element = box.current
    if (element === null) return geometry.scrollTop
    const top = row * ROW_HEIGHT
    const room = geometry.height - AXIS_HEIGHT - ROW_HEIGHT
    if (top < element.scrollTop) element.scrollTop = top
    if (top > element.scrollTop + room) element.scrollTop = top - room
    return element.scrollTop
  }

  function start(): void {
    const [first] = model.rows
    if (first !== undefined) goTo(0, firstInView(0))
  }

  function firstInView(row: number): number {
    const found = model.rows[row]
    return found === undefined ? -1 : Math.min(firstBarAfter(model, found, geometry.view[0]), found.end - 1)
  }

  /** In another row: the run that is under way at the same time. */
  function beside(row: number, bar: number): number {
    const found = model.rows[row]
    if (found === undefined) return -1
    return Math.min(firstBarAfter(model, found, model.start[bar] ?? 0), found.end - 1)
  }

  /** What stays where it is while zooming: the run at the cursor, or the middle. */
  function focus(): number {
    const [from, to] = viewOf(model, geometry.view, nowMs)
    return cursor === null ? (from + to) / 2 : (model.start[cursor.bar] ?? (from + to) / 2)
  }

  /** False for a key that means nothing here. */
  function press(key: string): boolean {
    if (cursor === null && key.startsWith('Arrow')) {
      start()
      return true
    }
    const { row, bar } = cursor ?? { row: 0, bar: -1 }
    switch (key) {
      case 'ArrowRight':
        goTo(row, bar + 1)
        return true
      case 'ArrowLeft':
        goTo(row, bar - 1)
        return true
      case 'ArrowDown':
        goTo(row + 1, beside(row + 1, bar))
        return true
      case 'ArrowUp':
        goTo(row - 1, beside(row - 1, bar))
        return true
      case 'Enter':
        if (bar >= 0) onOpen(model.runId[bar] ?? '')
        return true
      case 'Escape':
        setTip(null)
        return true
      case '+':
      case '=':
        onChoose(zoomed(geometry.view, focus(), 0.5))
        return true
      case '-':
        onChoose(zoomed(geometry.view, focus(), 2))
        return true
      case '0':
        onChoose(null)
        return true
      default:
        return false
    }
  }

  return {
    said,
    onKeyDown(event: React.KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (press(event.key)) event.preventDefault()
    },
  }
}
