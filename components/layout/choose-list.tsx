'use client'

import { Check } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { Button } from '~/components/ui/button'
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'

export type Choice = { id: string; label: string; hint?: string }

type ChooseListProps = {
  /** On the button, with the count: "Columns 8". */
  label: string
  choices: Choice[]
  chosen: string[]
  onChange: (chosen: string[]) => void
  /** Back to what is suggested; absent when that is what is shown. */
  onReset?: () => void
}

/** Choosing some of many by name. What is chosen keeps its order; what is added comes last. */
export function ChooseList({ label, choices, chosen, onChange, onReset }: ChooseListProps) {
  const on = new Set(chosen)
  function toggle(id: string) {
    onChange(on.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  }
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button>
          {label} <span className="text-muted tabular-nums">{chosen.length}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent className="p-0" align="end" aria-label={label}>
        <Command label={label}>
          <CommandInput placeholder={`${label}…`} className="h-9 text-13" />
          <CommandList className="max-h-80">
            <CommandEmpty>Nothing of that name.</CommandEmpty>
            {choices.map((choice) => (
              <CommandItem
                key={choice.id}
                value={choice.id}
                keywords={[choice.label]}
                onSelect={() => toggle(choice.id)}
              >
                <Check className={cn(!on.has(choice.id) && 'invisible')} />
                <span className="truncate">{choice.label}</span>
                <span className="ml-auto text-11 text-muted">{choice.hint}</span>
                <span className="sr-only">{on.has(choice.id) ? 'shown' : 'not shown'}</span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
        {onReset && (
          <div className="border-hairline border-t p-1">
            <Button variant="ghost" size="sm" onClick={onReset}>
              Back to the suggested
            </Button>
          </div>
        )}
      </PopoverContent>
    </Popover>
  )
}
