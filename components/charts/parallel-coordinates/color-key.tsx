import { cn } from '~/components/lib/cn'
import { formatNumber } from '~/components/lib/format'
import type { Goal } from '~/server/domain/objective'
import { qualityColor } from './quality-color'

type ColorKeyProps = { label: string; goal: Goal; span: readonly [number, number] }

/** What the colours mean: the scale from worst to best, with both ends in numbers. */
export function ColorKey({ label, goal, span }: ColorKeyProps) {
  const [worst, best] = goal === 'maximize' ? span : [span[1], span[0]]
  return (
    <span className="inline-flex items-center gap-1.5 text-12 text-muted tabular-nums">
      <span className="max-sm:sr-only">{label}</span>
      {formatNumber(worst)}
      {/* Both themes are written and the style sheet chooses: the server does not know the reader's. */}
      <Ramp isDark={false} className="dark:hidden" />
      <Ramp isDark className="hidden dark:block" />
      {formatNumber(best)} best
    </span>
  )
}

function Ramp({ isDark, className }: { isDark: boolean; className: string }) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((quality) => qualityColor(quality, isDark)).join(', ')
  return (
    <span
      aria-hidden="true"
      className={cn('h-2 w-20 rounded-sm', className)}
      style={{ background: `linear-gradient(to right, ${stops})` }}
    />
  )
}
