'use client'

import { useId } from 'react'
import type { Comparison } from '~/server/domain/comparison'
import { sayPlace } from '../../charts/prepare/compare/words'

type BudgetSliderProps = {
  comparison: Comparison
  /** Index of the budget. */
  at: number
  onBudget: (budget: number) => void
}

/** Stops at each budget that the server told; arrow keys go from one to the next. */
export function BudgetSlider({ comparison, at, onBudget }: BudgetSliderProps) {
  const id = useId()
  const { budgets, axis } = comparison
  const said = sayPlace(axis, budgets[at] ?? 0)
  return (
    <div className="flex max-w-2xl flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="text-13">
        Budget
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={budgets.length - 1}
        value={at}
        aria-valuetext={said}
        onChange={(event) => onBudget(rounded(budgets[Number(event.currentTarget.value)] ?? 0))}
        className="h-6 min-w-40 flex-1 cursor-pointer accent-(--accent)"
      />
      <output htmlFor={id} className="w-28 text-13 tabular-nums">
        {said} each
      </output>
    </div>
  )
}

/** Seconds with more digits than anybody means would only lengthen the address. */
function rounded(budget: number): number {
  return Number(budget.toPrecision(9))
}
