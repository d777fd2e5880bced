'use client'

import { useTheme } from 'next-themes'
import { formatNumber } from '~/components/lib/format'
import type { Goal } from '~/server/domain/objective'
import { qualityColor } from './quality-color'

type ColorKeyProps = { label: string; goal: Goal; span: readonly [number, number] }

/** What the colours mean: the scale from worst to best, with both ends in numbers. */
export function ColorKey({ label, goal, span }: ColorKeyProps) {
  const isDark = useTheme().resolvedTheme === 'dark'
  const stops = [0, 0.25, 0.5, 0.75, 1].map((quality) => qualityColor(quality, isDark)).join(', ')
  const [worst, best] = goal === 'maximize' ? span : [span[1], span[0]]
  return (
    <span className="inline-flex items-center gap-1.5 text-12 text-muted tabular-nums">
      <span className="max-sm:sr-only">{label}</span>
      {formatNumber(worst)}
      <span
        aria-hidden="true"
        suppressHydrationWarning
        className="h-2 w-20 rounded-sm"
        style={{ background: `linear-gradient(to right, ${stops})` }}
      />
      {formatNumber(best)} best
    </span>
  )
}
