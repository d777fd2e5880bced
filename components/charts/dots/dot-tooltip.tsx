import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { FLOATING } from '~/components/ui/floating'
import type { RunState } from '~/server/domain/run-state'

type DotTooltipProps = { left: number; top: number; name: string; state: RunState; children: React.ReactNode }

/** Beside the dot, never on it; near the right edge it goes to the left. */
export function DotTooltip({ left, top, name, state, children }: DotTooltipProps) {
  return (
    <div
      className={cn(
        FLOATING,
        'pointer-events-none absolute flex w-44 flex-col gap-0.5 px-2.5 py-2 text-12 tabular-nums',
      )}
      style={{ left: `clamp(0px, ${left + 14}px, calc(100% - 11rem))`, top: top > 90 ? top - 78 : top + 14 }}
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className="truncate font-medium">{name}</span>
        <StateMark state={state} short />
      </span>
      <span className="flex justify-between gap-2">{children}</span>
    </div>
  )
}
