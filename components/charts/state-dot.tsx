'use client'

import { STATE_LOOK, type Tone } from '~/components/lib/states'
import type { RunState } from '~/server/domain/run-state'
import { type Light, useIsLit } from './light'

const TONE_COLOR: Record<Tone, string> = {
  accent: 'var(--accent)',
  good: 'var(--good)',
  warn: 'var(--warn-ink)',
  bad: 'var(--bad)',
  muted: 'var(--muted)',
}

function stateColor(state: RunState): string {
  return TONE_COLOR[STATE_LOOK[state].tone]
}

type StateDotProps<T> = {
  cx: number
  cy: number
  dot: T
  light: Light
  onEnter: (dot: T, x: number, y: number) => void
  onLeave: () => void
}

/**
 * A run in a chart. The form says the state beside the colour: a full dot ended well, a ring goes on, a cross ended
 * badly, a square was stopped. A wider invisible dot takes the pointer.
 */
export function StateDot<T extends { runId: string; state: RunState; isRecord?: boolean }>(props: StateDotProps<T>) {
  const { cx, cy, dot, light, onEnter, onLeave } = props
  const isStrong = useIsLit(light, dot.runId)
  const size = isStrong ? 5.5 : dot.isRecord ? 4 : 3
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing is a shortcut to the run table, where keys do the same
    <g
      transform={`translate(${cx} ${cy})`}
      className="cursor-pointer"
      onPointerEnter={() => onEnter(dot, cx, cy)}
      onPointerLeave={onLeave}
      onClick={() => light.open(dot.runId)}
    >
      <circle r={9} fill="transparent" />
      <DotForm state={dot.state} size={size} isFaint={!isStrong && dot.isRecord === false} />
    </g>
  )
}

/** The form alone, for keys. */
export function DotForm({ state, size, isFaint = false }: { state: RunState; size: number; isFaint?: boolean }) {
  const color = stateColor(state)
  const { sign } = STATE_LOOK[state]
  if (sign === '✕') {
    return (
      <path
        d={`M${-size} ${-size}L${size} ${size}M${size} ${-size}L${-size} ${size}`}
        stroke={color}
        strokeWidth={1.75}
      />
    )
  }
  if (sign === '■')
    return <rect x={-size} y={-size} width={2 * size} height={2 * size} fill={color} fillOpacity={0.8} />
  if (state === 'running') return <circle r={size} fill="var(--surface)" stroke={color} strokeWidth={1.75} />
  return (
    <circle
      r={size}
      fill={color}
      fillOpacity={isFaint ? 0.5 : 1}
      stroke="var(--surface)"
      strokeWidth={isFaint ? 0 : 1}
    />
  )
}
