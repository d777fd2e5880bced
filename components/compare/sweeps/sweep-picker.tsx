'use client'

import { Check, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import { formatNumber } from '~/components/lib/format'
import { MethodWord } from '~/components/sweeps/method-word'
import { Button } from '~/components/ui/button'
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { COMPARED_SWEEPS_MAX } from '~/server/domain/comparison'
import type { SweepSummary } from '~/server/domain/sweep'
import { whyOther } from './chosen-sweeps'
import { hasSameObjective } from './default-choice'

type SweepPickerProps = {
  sweeps: readonly SweepSummary[]
  /** In the order of the figure. */
  chosen: readonly SweepSummary[]
  onChoose: (ids: string[]) => void
}

/** Chosen sweeps beyond these are behind a word. */
const CHIPS_MAX = 8

/** The chosen sweeps as removable words, and a list to choose from. */
export function SweepPicker({ sweeps, chosen, onChoose }: SweepPickerProps) {
  const [isAll, setAll] = useState(false)
  const ids = chosen.map(({ id }) => id)
  const shown = isAll ? chosen : chosen.slice(0, CHIPS_MAX)

  function toggle(id: string) {
    onChoose(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {shown.map((sweep) => (
        <span
          key={sweep.id}
          className="inline-flex h-8 items-center gap-2 rounded-md border border-hairline pl-2.5 text-13"
        >
          <span
            className="size-2 shrink-0 rounded-full"
            style={{ background: methodColor(sweep.method) }}
            aria-hidden="true"
          />
          <span className="max-w-48 truncate" title={`${sweep.name} (${sweep.method})`}>
            {sweep.name}
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Leave out ${sweep.name}`}
            onClick={() => toggle(sweep.id)}
          >
            <X />
          </Button>
        </span>
      ))}
      {chosen.length > CHIPS_MAX && (
        <Button variant="ghost" onClick={() => setAll(!isAll)}>
          {isAll ? 'Show fewer' : `and ${chosen.length - CHIPS_MAX} more`}
        </Button>
      )}
      <PickerList sweeps={sweeps} chosen={chosen} onToggle={toggle} onChoose={onChoose} />
    </div>
  )
}

type PickerListProps = SweepPickerProps & { onToggle: (id: string) => void }

function PickerList({ sweeps, chosen, onToggle, onChoose }: PickerListProps) {
  const [first] = chosen
  const isOn = new Set(chosen.map(({ id }) => id))
  const fits = (sweep: SweepSummary) =>
    sweep.objective !== null && (first === undefined || hasSameObjective(first, sweep))
  const fitting = sweeps.filter(fits)
  const ordered = [...fitting, ...sweeps.filter((sweep) => !fits(sweep))]
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button>
          <Plus /> {chosen.length === 0 ? 'Choose sweeps' : 'Add'}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-[28rem] p-0" aria-label="Choose sweeps">
        <Command label="Choose sweeps">
          <CommandInput placeholder="Sweeps by name or method…" className="h-9 text-13" />
          <CommandList className="max-h-80">
            <CommandEmpty>No sweep of that name.</CommandEmpty>
            {ordered.map((sweep) => {
              const whyNot = fits(sweep)
                ? isFull(chosen, isOn, sweep)
                : whyOther(sweep.objective, first?.objective ?? null)
              return (
                <CommandItem
                  key={sweep.id}
                  value={sweep.id}
                  keywords={[sweep.name, sweep.method]}
                  disabled={whyNot !== null}
                  onSelect={() => onToggle(sweep.id)}
                  className="min-h-8 gap-2.5"
                >
                  <Check className={cn(!isOn.has(sweep.id) && 'invisible')} />
                  <span className="min-w-0 flex-1 truncate" title={sweep.name}>
                    {sweep.name}
                  </span>
                  <MethodWord method={sweep.method} className="text-12 text-muted" />
                  <StateMark state={sweep.state} className="text-12 text-muted" short />
                  <span
                    className="w-28 truncate text-right text-12 text-muted tabular-nums"
                    title={whyNot ?? undefined}
                  >
                    {whyNot ?? (sweep.best === null ? 'no value' : formatNumber(sweep.best.value))}
                  </span>
                  <span className="sr-only">{isOn.has(sweep.id) ? 'chosen' : 'not chosen'}</span>
                </CommandItem>
              )
            })}
          </CommandList>
        </Command>
        {first !== undefined && fitting.length > chosen.length && chosen.length < COMPARED_SWEEPS_MAX && (
          <div className="border-hairline border-t p-1">
            <Button
              variant="ghost"
              size="sm"
              onClick={() => onChoose(withAll(chosen, fitting))}
            >{`All ${Math.min(fitting.length, COMPARED_SWEEPS_MAX)} about ${first.objective?.name}`}</Button>
          </div>
        )}
      </PopoverContent>
    </Popover>
  )
}

function isFull(chosen: readonly SweepSummary[], isOn: ReadonlySet<string>, sweep: SweepSummary): string | null {
  return chosen.length >= COMPARED_SWEEPS_MAX && !isOn.has(sweep.id) ? `${COMPARED_SWEEPS_MAX} at most` : null
}

/** Those already chosen keep their place. */
function withAll(chosen: readonly SweepSummary[], fitting: readonly SweepSummary[]): string[] {
  return [...new Set([...chosen, ...fitting].map(({ id }) => id))].slice(0, COMPARED_SWEEPS_MAX)
}
