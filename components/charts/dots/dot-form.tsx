import { STATE_LOOK, type Tone } from '~/components/lib/states'
import type { RunState } from '~/server/domain/run-state'

const TONE_COLOR: Record<Tone, string> = {
  accent: 'var(--accent)',
  good: 'var(--good)',
  warn: 'var(--warn-ink)',
  bad: 'var(--bad)',
  muted: 'var(--muted)',
}

export function stateColor(state: RunState): string {
  return TONE_COLOR[STATE_LOOK[state].tone]
}

export type DotShape = 'full' | 'ring' | 'cross' | 'square'

/** The form says the state beside the colour: a full dot ended well, a ring goes on, a cross ended badly, a square was stopped. */
export function dotShape(state: RunState): DotShape {
  const { sign } = STATE_LOOK[state]
  if (sign === '✕') return 'cross'
  if (sign === '■') return 'square'
  return state === 'finished' ? 'full' : 'ring'
}

/** The form alone, for keys. */
export function DotForm({ state, size }: { state: RunState; size: number }) {
  const color = stateColor(state)
  switch (dotShape(state)) {
    case 'cross':
      return (
        <path
          d={`M${-size} ${-size}L${size} ${size}M${size} ${-size}L${-size} ${size}`}
          stroke={color}
          strokeWidth={1.75}
        />
      )
    case 'square':
      return <rect x={-size} y={-size} width={2 * size} height={2 * size} fill={color} fillOpacity={0.8} />
    case 'ring':
      return <circle r={size} fill="var(--surface)" stroke={color} strokeWidth={1.75} />
    case 'full':
      return <circle r={size} fill={color} stroke="var(--surface)" strokeWidth={1} />
  }
}
