'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import { Command, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { matching } from './matching'

export type Name = { id: string; label: string; hint?: string }

type NameListProps = {
  label: string
  names: readonly Name[]
  isChosen: (id: string) => boolean
  onPick: (id: string) => void
  /** Takes a name that is not listed: a metric that is yet to be logged. Null for what can be no name. */
  own?: (typed: string) => Name | null
}

const SHOWN_MAX = 60

/** A list of thousands of names, searched as one types. */
export function NameList({ label, names, isChosen, onPick, own }: NameListProps) {
  const [typed, setTyped] = useState('')
  const found = matching(names, (name) => `${name.label} ${name.hint ?? ''}`, typed, SHOWN_MAX)
  const unlisted =
    typed.trim() === '' || names.some(({ id, label: name }) => id === typed || name === typed)
      ? null
      : own?.(typed.trim())
  return (
    <Command label={label} shouldFilter={false}>
      <CommandInput placeholder={`${label}…`} value={typed} onValueChange={setTyped} className="h-9 text-13" />
      <CommandList className="max-h-64">
        {found.map((name) => (
          <CommandItem key={name.id} value={name.id} onSelect={() => onPick(name.id)}>
            <Check className={cn(!isChosen(name.id) && 'invisible')} />
            <span className="truncate">{name.label}</span>
            <span className="ml-auto shrink-0 text-11 text-muted">{name.hint}</span>
          </CommandItem>
        ))}
        {unlisted && (
          <CommandItem value={unlisted.id} onSelect={() => onPick(unlisted.id)}>
            <Check className="invisible" />
            Take “{unlisted.label}” as it is
          </CommandItem>
        )}
        {found.length === 0 && !unlisted && <p className="p-4 text-center text-13 text-muted">Nothing of that name.</p>}
      </CommandList>
    </Command>
  )
}
