'use client'

import { useId } from 'react'
import { cn } from '~/components/lib/cn'

export type Choice<T extends string> = { value: T; label: React.ReactNode; isRefused?: boolean }

type ChoiceGroupProps<T extends string> = {
  label: string
  choices: readonly Choice<T>[]
  value: T | null
  onChange: (value: T) => void
  /** Says what the choice means, or why one is refused. */
  hint?: React.ReactNode
}

/** A few choices side by side: radio buttons to the keyboard, a row of buttons to the eye. */
export function ChoiceGroup<T extends string>({ label, choices, value, onChange, hint }: ChoiceGroupProps<T>) {
  const id = useId()
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
      <legend className="mb-1 text-12 text-muted">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cn(
              'flex h-8 items-center rounded-md border border-hairline bg-raised px-3 font-medium text-13 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1',
              choice.value === value && 'border-accent bg-selected',
              choice.isRefused ? 'opacity-55' : 'cursor-pointer hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.isRefused}
              onChange={() => onChange(choice.value)}
              className="sr-only"
            />
            {choice.label}
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <div id={`${id}-hint`} className="min-h-4 text-12 text-muted">
          {hint}
        </div>
      )}
    </fieldset>
  )
}
