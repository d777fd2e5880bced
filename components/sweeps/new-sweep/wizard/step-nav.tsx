'use client'

import { cn } from '~/components/lib/cn'
import { STEPS, type Step } from '../address'

export const STEP_WORDS: Record<Step, string> = {
  runs: 'Runs',
  space: 'Space',
  goal: 'Goal and method',
  program: 'Program',
  review: 'Review',
}

type StepNavProps = { current: Step; onGo: (step: Step) => void; problemCount: number }

/** The way through, each step a click away: nothing that was written is lost by going anywhere. */
export function StepNav({ current, onGo, problemCount }: StepNavProps) {
  const at = STEPS.indexOf(current)
  return (
    <nav aria-label="Steps" className="min-w-0 overflow-x-auto">
      <ol className="flex gap-x-5">
        {STEPS.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              ref={step === current ? showInRow : undefined}
              aria-current={step === current ? 'step' : undefined}
              onClick={() => onGo(step)}
              className={cn(
                'flex h-8 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-13 text-muted hover:text-ink',
                step === current && 'border-accent text-ink',
              )}
            >
              <span className={cn('tabular-nums', index < at && 'text-good')}>{index < at ? '✓' : index + 1}</span>
              {STEP_WORDS[step]}
              {step === 'review' && problemCount > 0 && <span className="text-bad">✕ {problemCount}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** On a phone the row scrolls; the page does not. */
function showInRow(button: HTMLButtonElement | null): void {
  const row = button?.closest('nav')
  if (button && row) row.scrollLeft = button.offsetLeft - row.offsetLeft - 24
}
