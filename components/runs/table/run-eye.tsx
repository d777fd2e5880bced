'use client'

import type { ChartedState } from './charted'

const SAYS: Record<ChartedState, string> = {
  charted: 'In the charts: leave it out',
  hidden: 'Left out of the charts: draw it',
  beyond: 'Not among the first, which the charts draw: draw it too',
}

type RunEyeProps = { name: string; color: string; charted: ChartedState; onToggle: () => void }

/** The colour of a run or a group, full while the charts draw it. */
export function RunEye({ name, color, charted, onToggle }: RunEyeProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${name}. ${SAYS[charted]}`}
      title={SAYS[charted]}
      aria-pressed={charted === 'charted'}
      onClick={onToggle}
      className="group/eye inline-flex size-6 shrink-0 items-center justify-center"
    >
      <span
        className="size-2.5 rounded-full border-2 transition-transform group-hover/eye:scale-125"
        style={{
          borderColor: charted === 'beyond' ? 'var(--hairline)' : color,
          background: charted === 'charted' ? color : 'transparent',
        }}
      />
    </button>
  )
}
