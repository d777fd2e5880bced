'use client'

import { useTheme } from 'next-themes'
import { useEffect, useMemo, useRef, useState } from 'react'
import { tokenColor } from '~/components/lib/color'
import type { RunState } from '~/server/domain/run-state'
import { type Light, useLit } from '../light'
import { DotTooltip } from './dot-tooltip'
import { type DotLook, drawDots, type PlacedDots } from './draw-dots'

export type RunDot = { runId: string; name: string; state: RunState; x: number; value: number }

export type DotBox = {
  width: number
  height: number
  /** Where the plot lies in the box. */
  plot: { left: number; top: number; right: number; bottom: number }
  xDomain: readonly [number, number]
  yDomain: readonly [number, number]
}

export type DotLayerProps<T extends RunDot> = {
  dots: readonly T[]
  /** The colour may be a token. */
  lookOf: (dot: T) => DotLook
  /** What the tooltip says beside name and state. */
  tooltipOf: (dot: T) => React.ReactNode
  light: Light
}

/** Pixels within which a dot counts as pointed at. */
const REACH = 10

/**
 * Dots of runs above a chart, on one canvas however many there are, with what all charts of runs share: the nearest is
 * in the light of the whole page and says its name, a click opens it, and one that is lit elsewhere stands out here.
 */
export function DotLayer<T extends RunDot>({ box, ...props }: DotLayerProps<T> & { box: DotBox }) {
  const { dots, lookOf, tooltipOf, light } = props
  const theme = useTheme().resolvedTheme
  const placed = useMemo(() => placedDots(dots, box), [dots, box])
  const [hovered, setHovered] = useState<number | null>(null)

  function point(event: React.PointerEvent<HTMLElement>) {
    const at = event.currentTarget.getBoundingClientRect()
    const nearest = nearestDot(placed, event.clientX - at.left, event.clientY - at.top)
    if (nearest === hovered) return
    setHovered(nearest)
    light.point(nearest === null ? null : (dots[nearest]?.runId ?? null))
  }

  function leave() {
    setHovered(null)
    light.point(null)
  }

  const dot = hovered === null ? undefined : dots[hovered]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing is a shortcut to the run table, where keys do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: the run table opens runs by key
    <div
      data-slot="dots"
      className="absolute inset-0"
      style={{ cursor: dot === undefined ? undefined : 'pointer' }}
      onPointerMove={point}
      onPointerLeave={leave}
      onClick={() => dot !== undefined && light.open(dot.runId)}
    >
      {/* Another theme is another canvas: its colours are read when it is made. */}
      <DotCanvas key={theme} dots={dots} placed={placed} lookOf={lookOf} box={box} />
      <LitDot dots={dots} placed={placed} light={light} />
      {dot !== undefined && hovered !== null && (
        <DotTooltip left={placed.xs[hovered] ?? 0} top={placed.ys[hovered] ?? 0} name={dot.name} state={dot.state}>
          {tooltipOf(dot)}
        </DotTooltip>
      )}
    </div>
  )
}

type DotCanvasProps<T> = { dots: readonly T[]; placed: PlacedDots; lookOf: (dot: T) => DotLook; box: DotBox }

function DotCanvas<T>({ dots, placed, lookOf, box }: DotCanvasProps<T>) {
  const canvas = useRef<HTMLCanvasElement>(null)

  // The outside system is the canvas.
  useEffect(() => {
    const element = canvas.current
    const context = element && sharpContext(element, box)
    if (!element || !context) return
    const looks = dots.map((dot) => {
      const look = lookOf(dot)
      return { ...look, color: tokenColor(element, look.color) }
    })
    drawDots(context, placed, looks, tokenColor(element, 'var(--surface)'))
  }, [dots, placed, lookOf, box])

  return (
    <canvas
      ref={canvas}
      className="pointer-events-none absolute inset-0"
      style={{ width: box.width, height: box.height }}
    />
  )
}

type LitDotProps = { dots: readonly RunDot[]; placed: PlacedDots; light: Light }

/** Kept apart: the light moves with the pointer, the dots do not. */
function LitDot({ dots, placed, light }: LitDotProps) {
  const lit = useLit(light)
  const places = useMemo(() => new Map(dots.map((dot, index) => [dot.runId, index])), [dots])
  const index = lit === null ? undefined : places.get(lit)
  if (index === undefined) return null
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute size-3 -translate-1/2 rounded-full border-2 border-ink"
      style={{ left: placed.xs[index], top: placed.ys[index] }}
    />
  )
}

function placedDots(dots: readonly RunDot[], { width, height, plot, xDomain, yDomain }: DotBox): PlacedDots {
  const across = (width - plot.left - plot.right) / Math.max(Number.MIN_VALUE, xDomain[1] - xDomain[0])
  const up = (height - plot.top - plot.bottom) / Math.max(Number.MIN_VALUE, yDomain[1] - yDomain[0])
  const bottom = height - plot.bottom
  return {
    xs: Float32Array.from(dots, ({ x }) => plot.left + (x - xDomain[0]) * across),
    // What lies beyond the axis stays at its edge.
    ys: Float32Array.from(dots, ({ value }) =>
      Math.min(bottom, Math.max(plot.top, bottom - (value - yDomain[0]) * up)),
    ),
  }
}

/** On a tie the later one, which lies on top. */
function nearestDot({ xs, ys }: PlacedDots, x: number, y: number): number | null {
  let nearest: number | null = null
  let distance = REACH ** 2
  for (let index = 0; index < xs.length; index++) {
    const gap = ((xs[index] ?? 0) - x) ** 2 + ((ys[index] ?? 0) - y) ** 2
    if (gap > distance) continue
    distance = gap
    nearest = index
  }
  return nearest
}

function sharpContext(canvas: HTMLCanvasElement, { width, height }: DotBox): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}
