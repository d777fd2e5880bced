'use client'

import { formatCount } from '~/components/lib/format'

type StepBarProps = {
  /** What the steps are of, for those who do not see it. */
  label: string
  steps: readonly number[]
  position: number
  /** Null goes to the last step and stays at the last as more come. */
  onMove: (step: number | null) => void
}

/** The slider over the steps that have something to show; arrow keys go from one to the next. */
export function StepBar({ label, steps, position, onMove }: StepBarProps) {
  const step = steps[position] ?? 0
  const isLast = position === steps.length - 1
  return (
    <div className="flex h-7 shrink-0 items-center gap-3 text-12">
      <input
        type="range"
        aria-label={`Step of ${label}`}
        aria-valuetext={`step ${formatCount(step)}, ${position + 1} of ${steps.length}`}
        min={0}
        max={steps.length - 1}
        value={position}
        onChange={(event) => {
          const next = Number(event.target.value)
          onMove(next === steps.length - 1 ? null : (steps[next] ?? null))
        }}
        className="slider min-w-0 flex-1"
      />
      <span className="shrink-0 tabular-nums">
        step {formatCount(step)}
        <span className="text-muted">{isLast ? ' · last' : ` · ${position + 1} of ${formatCount(steps.length)}`}</span>
      </span>
    </div>
  )
}
