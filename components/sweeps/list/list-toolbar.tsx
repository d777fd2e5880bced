'use client'

import { SearchField } from '~/components/layout/search-field'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { STATE_LOOK, TONE_TEXT } from '~/components/lib/states'
import { Button } from '~/components/ui/button'
import { SWEEP_STATES, type SweepState, type SweepSummary } from '~/server/domain/sweep'
import { METHODS, type Method } from '~/server/domain/sweep-config'
import { MethodWord } from '../method-word'
import { countsBy, type SweepChoice } from './sweep-list'

type ListToolbarProps = {
  sweeps: readonly SweepSummary[]
  choice: SweepChoice
  onChoice: (choice: SweepChoice) => void
}

/** Search, and a button for each state and method that there is, with how many sweeps it holds. */
export function ListToolbar({ sweeps, choice, onChoice }: ListToolbarProps) {
  const states = countsBy(sweeps, (sweep) => sweep.state)
  const methods = countsBy(sweeps, (sweep) => sweep.method)
  const toggle = <T extends string>(list: readonly T[], value: T): T[] =>
    list.includes(value) ? list.filter((each) => each !== value) : [...list, value]
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchField
        label="Search sweeps"
        value={choice.search}
        onChange={(search) => onChoice({ ...choice, search })}
        className="w-64 max-sm:w-full"
      />
      <Choices<SweepState>
        name="State"
        options={SWEEP_STATES.filter((state) => states.has(state) || choice.states.includes(state))}
        chosen={choice.states}
        counts={states}
        onToggle={(state) => onChoice({ ...choice, states: toggle(choice.states, state) })}
        draw={(state) => (
          <>
            <span aria-hidden="true" className={TONE_TEXT[STATE_LOOK[state].tone]}>
              {STATE_LOOK[state].sign}
            </span>
            {STATE_LOOK[state].word}
          </>
        )}
      />
      <Choices<Method>
        name="Method"
        options={METHODS.filter((method) => methods.has(method) || choice.methods.includes(method))}
        chosen={choice.methods}
        counts={methods}
        onToggle={(method) => onChoice({ ...choice, methods: toggle(choice.methods, method) })}
        draw={(method) => <MethodWord method={method} />}
      />
    </div>
  )
}

type ChoicesProps<T extends string> = {
  name: string
  options: readonly T[]
  chosen: readonly T[]
  counts: ReadonlyMap<T, number>
  onToggle: (value: T) => void
  draw: (value: T) => React.ReactNode
}

/** Of a single kind there is nothing to choose. */
function Choices<T extends string>({ name, options, chosen, counts, onToggle, draw }: ChoicesProps<T>) {
  if (options.length < 2 && chosen.length === 0) return null
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">{name}</legend>
      {options.map((option) => (
        <Button
          key={option}
          size="sm"
          variant="ghost"
          aria-pressed={chosen.includes(option)}
          onClick={() => onToggle(option)}
          className={cn('font-normal', chosen.includes(option) && 'bg-selected text-ink')}
        >
          {draw(option)}
          <span className="tabular-nums">{formatCount(counts.get(option) ?? 0)}</span>
        </Button>
      ))}
    </fieldset>
  )
}
