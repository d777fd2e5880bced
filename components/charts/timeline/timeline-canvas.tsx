'use client'

import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import { tokenColor } from '~/components/lib/color'
import { RUN_STATES, type RunState } from '~/server/domain/run-state'
import { sharpContext } from '../canvas'
import type { TimelineModel } from '../prepare/timeline/timeline-model'
import { drawTimeline, type TimelineInk, type TimelineLit } from './draw-timeline'
import { STATE_COLOR } from './state-color'
import type { TimelineGeometry } from './timeline-geometry'

type TimelineCanvasProps = {
  model: TimelineModel
  geometry: TimelineGeometry
  lit: TimelineLit
  nowMs: number
}

/** The timeline as pixels, painted at most once a frame. */
export function TimelineCanvas({ model, geometry, lit, nowMs }: TimelineCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme().resolvedTheme
  // The outside system is the canvas; colours are read from it, because a theme changes them behind their names.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours behind the same names
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current
      const context = element && sharpContext(element, geometry)
      if (element && context) drawTimeline(context, { model, geometry, ink: inkOf(element), lit, nowMs })
    })
    return () => cancelAnimationFrame(frame)
  }, [model, geometry, lit, nowMs, theme])
  return (
    <canvas
      ref={canvas}
      data-slot="timeline-canvas"
      className="pointer-events-none absolute inset-0"
      style={{ width: geometry.width, height: geometry.height }}
    />
  )
}

function inkOf(element: HTMLCanvasElement): TimelineInk {
  const color = (name: string) => tokenColor(element, `var(--${name})`)
  const states = Object.fromEntries(RUN_STATES.map((state) => [state, color(STATE_COLOR[state])]))
  return {
    text: color('ink'),
    muted: color('muted'),
    hairline: color('hairline'),
    surface: color('surface'),
    selected: color('hover'),
    wait: color('warn'),
    font: `12px ${getComputedStyle(element).fontFamily}`,
    states: states as Record<RunState, string>,
  }
}
