'use client'

import { formatShare } from '~/components/lib/format'
import type { Smoothing } from '~/server/domain/panel'

type SmoothingAmountProps = { smoothing: Smoothing; onChange: (smoothing: Smoothing) => void }

/** Steps of the slider; a moving average goes from nothing to a thousandth left, evenly by its logarithm. */
const STEPS = 60
const POINTS_MAX = { gaussian: 30, mean: 61 } as const

export function SmoothingAmount({ smoothing, onChange }: SmoothingAmountProps) {
  const { kind, amount } = smoothing
  if (kind === 'none') return null
  const isEma = kind === 'ema'
  const value = isEma ? Math.round((-Math.log10(Math.max(0.001, 1 - amount)) / 3) * STEPS) : amount
  return (
    <span className="flex items-center gap-2">
      <input
        type="range"
        aria-label="How strongly"
        min={isEma ? 0 : 1}
        max={isEma ? STEPS : POINTS_MAX[kind]}
        value={value}
        onChange={(event) => {
          const step = Number(event.target.value)
          onChange({ kind, amount: isEma ? emaAmount(step) : step })
        }}
        className="w-32 accent-accent"
      />
      <span className="text-12 text-muted tabular-nums">{sayAmount(smoothing)}</span>
    </span>
  )
}

function emaAmount(step: number): number {
  return Math.min(0.999, Number((1 - 10 ** ((-3 * step) / STEPS)).toPrecision(3)))
}

function sayAmount({ kind, amount }: Smoothing): string {
  if (kind === 'gaussian') return `deviation of ${amount} points`
  if (kind === 'mean') return `over ${amount} points`
  // As the formula has it: the weight is the root, a thousandth of the width is one step back.
  const weight = Math.min(0.999, Math.sqrt(amount))
  return `over about ${formatShare(Math.min(1, 1 / (1 - weight) / 1000))} of x`
}
