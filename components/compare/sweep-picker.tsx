'use client'

import { Plus, X } from 'lucide-react'
import { StateMark } from '~/components/layout/state-mark'
import { formatNumber } from '~/components/lib/format'
import { MethodWord } from '~/components/sweeps/method-word'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import type { SweepSummary } from '~/server/domain/sweep'
import { hasSameObjective } from './default-choice'

type SweepPickerProps = {
  sweeps: readonly SweepSummary[]
  /** Sweep ids, in the order of the figure. */
  chosen: readonly string[]
  onChoose: (ids: string[]) => void
}

/** The chosen sweeps as removable words, and a list to choose from. */
export function SweepPicker({ sweeps, chosen, onChoose }: SweepPickerProps) {
  const byId = new Map(sweeps.map((sweep) => [sweep.id, sweep]))
  const first = chosen[0] === undefined ? undefined : byId.get(chosen[0])

  function toggle(id: string) {
    onChoose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {chosen.map((id) => {
        const sweep = byId.get(id)
        if (sweep === undefined) return null
        return (
          <span
            key={id}
            className="inline-flex h-8 items-center gap-2 rounded-md border border-hairline pl-2.5 text-13"
          >
            <MethodWord method={sweep.method} className="text-muted" />
            <span className="max-w-48 truncate">{sweep.name}</span>
            <Button variant="ghost" size="icon-sm" aria-label={`Leave out ${sweep.name}`} onClick={() => toggle(id)}>
              <X />
            </Button>
          </span>
        )
      })}
      <Popover>
        <PopoverTrigger asChild>
          <Button>
            <Plus /> {chosen.length === 0 ? 'Choose sweeps' : 'Add'}
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-96 p-1.5">
          <ul>
            {sweeps.map((sweep) => {
              const isOther = sweep.objective === null || (first !== undefined && !hasSameObjective(first, sweep))
              return (
                <PickerLine
                  key={sweep.id}
                  sweep={sweep}
                  isChosen={chosen.includes(sweep.id)}
                  whyNot={isOther ? (sweep.objective === null ? 'names no metric' : 'another metric') : null}
                  onToggle={() => toggle(sweep.id)}
                />
              )
            })}
          </ul>
        </PopoverContent>
      </Popover>
    </div>
  )
}

type PickerLineProps = { sweep: SweepSummary; isChosen: boolean; whyNot: string | null; onToggle: () => void }

function PickerLine({ sweep, isChosen, whyNot, onToggle }: PickerLineProps) {
  const id = `pick-${sweep.id}`
  return (
    <li className="flex h-8 items-center gap-2 rounded-sm px-2 hover:bg-hover">
      <Checkbox id={id} checked={isChosen} disabled={whyNot !== null && !isChosen} onCheckedChange={onToggle} />
      <label htmlFor={id} className="flex min-w-0 flex-1 items-center gap-2.5 text-13">
        <span className="truncate">{sweep.name}</span>
        <MethodWord method={sweep.method} className="text-12 text-muted" />
        <StateMark state={sweep.state} className="text-12 text-muted" />
        <span className="ml-auto text-12 text-muted tabular-nums">
          {whyNot ?? (sweep.best === null ? 'no value' : formatNumber(sweep.best.value))}
        </span>
      </label>
    </li>
  )
}
